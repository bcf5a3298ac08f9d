/**
 * Quoted-printable as it arrives, read as mail programs read it: an escape that is none stays as it is written,
 * and blanks at the end of a line, which only transports add, are taken away (RFC 2045 §6.7).
 */

import type { Decoder } from "./decoder.ts";

const EMPTY: Buffer = Buffer.alloc(0);
const EQUALS = 0x3d;
const CR = 0x0d;
const LF = 0x0a;
const TAB = 0x09;
const SPACE = 0x20;
/** Blanks that may still turn out to end a line are kept back, up to this; a line of mail is shorter. */
const BLANKS = 1_024;
/** What follows has to be known first. */
const INCOMPLETE = -1;

export class QuotedPrintableDecoder implements Decoder {
	/** The beginning of an escape, or blanks (and a CR) that may end a line. */
	#rest: Buffer = EMPTY;

	write(octets: Buffer): Buffer {
		return this.#decode(this.#rest.length === 0 ? octets : Buffer.concat([this.#rest, octets]), false);
	}

	end(): Buffer {
		return this.#decode(this.#rest, true);
	}

	#decode(octets: Buffer, last: boolean): Buffer {
		this.#rest = EMPTY;
		const decoded = Buffer.allocUnsafe(octets.length);
		let written = 0;
		let at = 0;
		while (at < octets.length) {
			const octet = octets[at]!;
			// Nearly all octets: text, and blanks with text behind them.
			if (octet !== EQUALS && ((octet !== SPACE && octet !== TAB) || octets[at + 1]! > SPACE)) {
				decoded[written++] = octet;
				at++;
				continue;
			}
			const isEscape = octet === EQUALS;
			const next = isEscape ? escapeEnd(octets, at) : lineEndAfterBlanks(octets, at);
			if (next === INCOMPLETE && !last && octets.length - at < BLANKS) {
				this.#rest = octets.subarray(at);
				break;
			}
			if (next <= 0) {
				// No escape, or blanks within a line: as they are.
				const end = isEscape ? at + 1 : blanksEnd(octets, at);
				while (at < end) decoded[written++] = octets[at++]!;
				continue;
			}
			if (isEscape && isHex(octets[at + 1]!)) {
				decoded[written++] = (hexValue(octets[at + 1]!) << 4) | hexValue(octets[at + 2]!);
			}
			at = next;
		}
		return decoded.subarray(0, written);
	}
}

/** Where the escape or soft line break at `at` ends; 0 when it is none. */
function escapeEnd(octets: Buffer, at: number): number {
	const first = octets[at + 1];
	if (first === undefined) return INCOMPLETE;
	if (isHex(first)) {
		const second = octets[at + 2];
		return second === undefined ? INCOMPLETE : isHex(second) ? at + 3 : 0;
	}
	const end = lineEndAfterBlanks(octets, at + 1);
	if (end <= 0) return end;
	return octets[end] === CR ? end + 2 : end + 1;
}

/** Where the line end behind blanks begins; 0 when none follows. */
function lineEndAfterBlanks(octets: Buffer, from: number): number {
	const at = blanksEnd(octets, from);
	if (at === octets.length) return INCOMPLETE;
	if (octets[at] === LF) return at;
	if (octets[at] !== CR) return 0;
	if (at + 1 === octets.length) return INCOMPLETE;
	return octets[at + 1] === LF ? at : 0;
}

function blanksEnd(octets: Buffer, from: number): number {
	let at = from;
	while (octets[at] === SPACE || octets[at] === TAB) at++;
	return at;
}

const isHex = (octet: number): boolean =>
	(octet >= 0x30 && octet <= 0x39) || (octet >= 0x41 && octet <= 0x46) || (octet >= 0x61 && octet <= 0x66);

const hexValue = (octet: number): number => (octet <= 0x39 ? octet - 0x30 : (octet & 0x5f) - 0x37);
