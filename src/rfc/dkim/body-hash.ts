/**
 * The body hash of DKIM in relaxed canonicalisation, fed with chunks of any cut.
 *
 * It deliberately knows neither header nor message: it sees the octets after the empty line. Bare CR and bare LF
 * are ordinary octets to it.
 *
 * Most octets need no change: what does is a tab, two spaces in a row, a space before CR, and the empty lines
 * at the end. Native searches hop to the next such place and everything before it is hashed in place; only
 * around it are octets looked at one by one. A base64 body so costs little over bare SHA-256.
 *
 * RFC 6376 §3.4.4 (relaxed), §3.7 (bh=).
 */

import { createHash } from "node:crypto";

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** A tab, two spaces, a space at the end of a line. Looks at each octet once. */
const ODD = /\t| [ \r]/g;
const EMPTY_LINES = Buffer.from("\r\n".repeat(2048));

/** Octets canonicalised one by one after white space was met, before the next native search is worth its price. */
const WINDOW_BYTES = 1024;
/** Shorter pieces are copied to the scratch buffer: one update of the hash costs as much as 200 octets. */
const DIRECT_BYTES = 256;
const SCRATCH_BYTES = 8192;
/** Most empty lines that go through the scratch buffer. */
const FEW_LINE_ENDS = 1024;

export class BodyHasher {
	readonly #hash = createHash("sha256");
	readonly #scratch = Buffer.allocUnsafe(SCRATCH_BYTES);
	#scratchUsed = 0;
	/** Line ends, white space and a CR that were read and may or may not become output, in this order. */
	#heldLineEnds = 0;
	#heldSpace = false;
	#heldCr = false;
	#empty = true;

	update(chunk: Buffer): void {
		const odd = new OddPlaces(chunk);
		let at = 0;
		while (at < chunk.length) {
			const oddAt = odd.next(at);
			let plainEnd = oddAt;
			while (plainEnd > at && isHoldable(chunk[plainEnd - 1]!)) plainEnd--;
			while (at < plainEnd && this.#holds()) this.#canonicalise(chunk, at, ++at);
			if (plainEnd - at >= DIRECT_BYTES) {
				this.#flush();
				this.#hash.update(chunk.subarray(at, plainEnd));
				this.#empty = false;
				at = plainEnd;
			}
			const windowEnd = Math.min(oddAt + WINDOW_BYTES, chunk.length);
			for (; at < windowEnd; at = Math.min(at + WINDOW_BYTES, windowEnd)) {
				this.#canonicalise(chunk, at, Math.min(at + WINDOW_BYTES, windowEnd));
			}
		}
	}

	/** SHA-256 of all that was fed. Call once. */
	digest(): Buffer {
		this.#flush();
		if (this.#heldCr) {
			this.#releaseHeld();
			this.#put(CR);
		}
		// RFC 6376 §3.4.4: empty lines at the end are ignored; a last line without CRLF gets one.
		if (!this.#empty) {
			this.#put(CR);
			this.#put(LF);
		}
		this.#flush();
		return this.#hash.digest();
	}

	#holds(): boolean {
		return this.#heldCr || this.#heldSpace || this.#heldLineEnds > 0;
	}

	/** Octet by octet, at most {@link WINDOW_BYTES}. */
	#canonicalise(chunk: Buffer, from: number, to: number): void {
		if (SCRATCH_BYTES - this.#scratchUsed < 4 * WINDOW_BYTES) this.#flush();
		const scratch = this.#scratch;
		let used = this.#scratchUsed;
		let at = from;
		while (at < to) {
			const octet = chunk[at]!;
			if (octet > SPACE && !this.#holds()) {
				// The inside of a word, which is most of a message.
				let next = octet;
				do {
					scratch[used++] = next;
					next = ++at < to ? chunk[at]! : SPACE;
				} while (next > SPACE);
				this.#empty = false;
				// One space between two words stays as it is.
				if (next === SPACE && at + 1 < to && chunk[at + 1]! > SPACE) {
					scratch[used++] = SPACE;
					at++;
				}
				continue;
			}
			this.#scratchUsed = used;
			this.#hold(octet);
			used = this.#scratchUsed;
			at++;
		}
		this.#scratchUsed = used;
	}

	/** One octet that is held back, or that decides over what is. */
	#hold(octet: number): void {
		if (this.#heldCr) {
			this.#heldCr = false;
			if (octet === LF) {
				this.#heldSpace = false; // RFC 6376 §3.4.4: white space at the end of a line is ignored
				this.#heldLineEnds++;
				return;
			}
			this.#releaseHeld();
			this.#put(CR);
		}
		if (octet === CR) this.#heldCr = true;
		// RFC 6376 §3.4.4: a run of white space becomes one space.
		else if (octet === SPACE || octet === TAB) this.#heldSpace = true;
		else {
			this.#releaseHeld();
			this.#put(octet);
		}
	}

	#releaseHeld(): void {
		if (this.#heldLineEnds > FEW_LINE_ENDS) {
			this.#flush();
			for (let rest = this.#heldLineEnds * 2; rest > 0; rest -= EMPTY_LINES.length) {
				this.#hash.update(EMPTY_LINES.subarray(0, rest));
			}
			this.#empty = false;
		} else {
			for (let i = 0; i < this.#heldLineEnds; i++) {
				this.#put(CR);
				this.#put(LF);
			}
		}
		this.#heldLineEnds = 0;
		if (this.#heldSpace) this.#put(SPACE);
		this.#heldSpace = false;
	}

	#put(octet: number): void {
		this.#scratch[this.#scratchUsed++] = octet;
		this.#empty = false;
	}

	#flush(): void {
		if (this.#scratchUsed > 0) this.#hash.update(this.#scratch.subarray(0, this.#scratchUsed));
		this.#scratchUsed = 0;
	}
}

const isHoldable = (octet: number): boolean => octet === CR || octet === LF || octet === SPACE;

/** Where the next white space is that may change, the end of the chunk left aside. */
class OddPlaces {
	readonly #chunk: Buffer;
	/** Made when the first white space is met. */
	#text: string | undefined;
	#odd = -1;

	constructor(chunk: Buffer) {
		this.#chunk = chunk;
	}

	/** The first odd place at or after `from`; the chunk's length when there is none. */
	next(from: number): number {
		if (this.#odd >= from) return this.#odd;
		if (this.#text === undefined) {
			const blank = Math.min(nextOrEnd(this.#chunk, SPACE, from), nextOrEnd(this.#chunk, TAB, from));
			if (blank === this.#chunk.length) return blank;
			this.#text = this.#chunk.toString("latin1");
		}
		ODD.lastIndex = from;
		this.#odd = ODD.exec(this.#text)?.index ?? this.#chunk.length;
		return this.#odd;
	}
}

function nextOrEnd(chunk: Buffer, octet: number, from: number): number {
	const found = chunk.indexOf(octet, from);
	return found < 0 ? chunk.length : found;
}
