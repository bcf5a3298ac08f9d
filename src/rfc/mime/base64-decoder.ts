/**
 * Base64 as it arrives, read as mail programs read it: foreign characters are passed over, and after padding the
 * next group begins, so that files encoded in pieces and joined are whole.
 *
 * The plain case, lines of the alphabet, is decoded natively; only what is broken is read octet by octet.
 * RFC 2045 §6.8.
 */

import type { Decoder } from "./decoder.ts";

/** What Node has and its types do not know yet (ECMA-262, Uint8Array.prototype.setFromBase64). */
interface Base64Target {
	setFromBase64(
		text: string,
		options: { readonly lastChunkHandling: "stop-before-partial" },
	): { readonly read: number; readonly written: number };
}

const FOREIGN = 64;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Uint8Array(256).fill(FOREIGN);
for (const [value, octet] of Buffer.from(ALPHABET).entries()) VALUES[octet] = value;
const EQUALS = 0x3d;
/** A group that is not whole has three characters and one "=" at most; more than that is white space. */
const LONGEST_REST = 4;

export class Base64Decoder implements Decoder {
	/** The characters of a group that is not whole yet. */
	#rest = "";

	write(octets: Buffer): Buffer {
		const text = this.#rest + octets.toString("latin1");
		const decoded = Buffer.allocUnsafe(Math.ceil(text.length / 4) * 3);
		try {
			const { read, written } = (decoded as Buffer & Base64Target).setFromBase64(text, {
				lastChunkHandling: "stop-before-partial",
			});
			this.#rest = text.slice(read);
			if (this.#rest.length > LONGEST_REST) this.#rest = this.#rest.replace(/[^A-Za-z0-9+/=]/g, "");
			return decoded.subarray(0, written);
		} catch {
			// It says so with an exception when it meets what is neither alphabet nor white space.
			return decoded.subarray(0, this.#broken(text, decoded));
		}
	}

	/** Of a last group that lacks characters, the octets that are whole. */
	end(): Buffer {
		const text = this.#rest.replace(/[^A-Za-z0-9+/]/g, "");
		this.#rest = "";
		return Buffer.from(text.length > 1 ? text : "", "base64");
	}

	/** Returns how many octets were decoded. */
	#broken(text: string, decoded: Buffer): number {
		let written = 0;
		let group = 0;
		let characters = 0;
		let pads = 0;
		for (let at = 0; at < text.length; at++) {
			const octet = text.charCodeAt(at);
			const value = VALUES[octet]!;
			if (value !== FOREIGN) {
				// A "=" that did not end the group was none.
				pads = 0;
				group = (group << 6) | value;
				characters++;
			} else if (octet !== EQUALS || characters < 2 || characters + ++pads < 4) continue;
			if (characters + pads < 4) continue;
			group <<= 6 * pads;
			decoded[written++] = group >> 16;
			if (pads < 2) decoded[written++] = group >> 8;
			if (pads < 1) decoded[written++] = group;
			group = characters = pads = 0;
		}
		this.#rest = "";
		for (let left = characters - 1; left >= 0; left--) {
			this.#rest += ALPHABET[(group >> (6 * left)) & 63];
		}
		if (pads > 0) this.#rest += "=";
		return written;
	}
}
