/**
 * Splits what a client sends into command lines. Only CRLF ends a line (RFC 5321 §2.3.8).
 *
 * A line over its limit is read to its end and given up, so that the session stays in step; nothing of it is
 * kept. Content does not pass here: whoever drives the session takes `rest` when it begins.
 */

import { isUtf8 } from "node:buffer";

const CR = 0x0d;
const LF = 0x0a;

export type Line =
	| { readonly kind: "line"; readonly octets: Buffer }
	| { readonly kind: "too-long" }
	/** A bare CR, a bare LF, a NUL, or octets that are not UTF-8: no command of ours has one. */
	| { readonly kind: "unclean" };

export class LineReader {
	#held: Buffer = EMPTY;
	#skipping = false;

	/** Octets received and not read yet. */
	get pendingBytes(): number {
		return this.#held.length;
	}

	/** What is not read yet, to be looked at only. */
	get pending(): Buffer {
		return this.#held;
	}

	add(chunk: Buffer): void {
		this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
	}

	/** Everything not read yet: content begins here, or the line was the last one in clear. */
	rest(): Buffer {
		const rest = this.#held;
		this.#held = EMPTY;
		return rest;
	}

	/** The next line without its CRLF; undefined when it is not whole yet. */
	next(limitBytes: number): Line | undefined {
		let from = 0;
		for (;;) {
			const at = this.#held.indexOf(LF, from);
			if (at < 0) {
				// The octet after the limit may be the CR of a line that just fits.
				if (this.#skipping || this.#held.length > limitBytes + 1) this.#skip();
				return undefined;
			}
			if (at === 0 || this.#held[at - 1] !== CR) {
				// A bare LF ends nothing, but waiting for a CRLF behind it would let a client that sends none hang.
				this.#held = this.#held.subarray(at + 1);
				if (this.#skipping) this.#skipping = false;
				return { kind: "unclean" };
			}
			from = at + 1;
			const octets = this.#held.subarray(0, at - 1);
			this.#held = this.#held.subarray(from);
			if (this.#skipping || octets.length > limitBytes) {
				this.#skipping = false;
				return { kind: "too-long" };
			}
			if (octets.includes(CR) || octets.includes(0) || !isUtf8(octets)) return { kind: "unclean" };
			return { kind: "line", octets };
		}
	}

	#skip(): void {
		this.#skipping = true;
		// A CR at the end may be the first half of the line's end.
		this.#held = this.#held[this.#held.length - 1] === CR ? Buffer.from([CR]) : EMPTY;
	}
}

const EMPTY: Buffer = Buffer.alloc(0);

/** Whether a line of text is over a limit in octets. A character beyond ASCII has at most three in UTF-8 for each of its UTF-16 units. */
export const isOver = (text: string, limitBytes: number): boolean =>
	text.length * 3 > limitBytes && Buffer.byteLength(text) > limitBytes;
