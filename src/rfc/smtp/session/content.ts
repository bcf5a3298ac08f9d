/**
 * Content as it arrives: finds its end, takes the stuffed dots out, and notices what mail must not contain.
 *
 * Takes chunks cut anywhere. Only CRLF "." CRLF ends content: a dot line made with a bare CR or bare LF is
 * content, noted as a finding and consumed like the rest, so that the session stays in step and nothing behind
 * it is read as a command (SMTP smuggling). It refuses nothing and keeps nothing. A chunk is compacted in place,
 * octet by octet: runs between stuffed dots can be three octets long, and a copy for each would make a body of
 * dots dearer than any other.
 *
 * RFC 5321 §2.3.8 (lines end in CRLF only), §4.1.1.4 (the end), §4.5.2 (transparency); RFC 3030 §2 (BDAT).
 */

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;
const EIGHT_BIT = 0x80;
/** CRLF of the last line belongs to the content; these three do not. */
const END_BYTES = 3;

export interface ContentFindings {
	/** Octets as transmitted, stuffed dots included, the final dot line left out. */
	readonly wireBytes: number;
	readonly bareCr: boolean;
	readonly bareLf: boolean;
	readonly nul: boolean;
	/** An octet above 127 was seen. */
	readonly eightBit: boolean;
	/** Octets of the longest line, CRLF and stuffed dot not counted. */
	readonly longestLineBytes: number;
	/** Lines that ended in CRLF. */
	readonly lineCount: number;
}

export interface Scanned {
	/** The content in this chunk, dots un-stuffed; may be empty. Shares memory with the chunk. */
	readonly content: Buffer;
	/** What follows the end, when the end was in this chunk. */
	readonly rest: Buffer | null;
}

/** Where the last octet left us: plain numbers, because the hot loop compares them for each octet. */
const IN_LINE = 0;
const LINE_START = 1;
const AFTER_CR = 2;
/** After a dot at the start of a line: stuffed, or the beginning of the end. It is never passed on. */
const AFTER_DOT = 3;
const AFTER_DOT_CR = 4;

export class ContentScanner {
	readonly #stuffed: boolean;
	// RFC 5321 §4.1.1.4: the CRLF of the DATA command counts, so the very first line may be the dot line.
	#place = LINE_START;
	#ended = false;
	#wireBytes = 0;
	#seenBits = 0;
	#bareCr = false;
	#bareLf = false;
	#nul = false;
	#lineBytes = 0;
	#longestLineBytes = 0;
	#lineCount = 0;

	/** DATA has stuffed dots and ends with a dot line; the chunks of BDAT have neither. */
	constructor(framing: "dot-stuffed" | "counted") {
		this.#stuffed = framing === "dot-stuffed";
	}

	/** Complete once the end was seen, or after the last octet of counted content. */
	get findings(): ContentFindings {
		return {
			wireBytes: this.#wireBytes,
			bareCr: this.#bareCr || (!this.#ended && this.#place === AFTER_CR),
			bareLf: this.#bareLf,
			nul: this.#nul,
			eightBit: (this.#seenBits & EIGHT_BIT) !== 0,
			longestLineBytes: Math.max(this.#longestLineBytes, this.#lineBytes),
			lineCount: this.#lineCount,
		};
	}

	/** Changes the chunk. Not to be called again after `rest` was given. */
	scan(chunk: Buffer): Scanned {
		const { length } = chunk;
		let place = this.#place;
		let seenBits = 0;
		let written = 0;
		let lineFrom = -this.#lineBytes;
		let carriedCr = false;
		for (let at = 0; at < length; ) {
			let octet = chunk[at++]!;
			if (place === LINE_START) {
				if (octet === DOT && this.#stuffed) {
					place = AFTER_DOT;
					// The stuffed dot of an ordinary line is dropped here, without another turn of the loop.
					if (at === length || chunk[at] === CR) continue;
					octet = chunk[at++]!;
				}
			} else if (place === AFTER_CR) {
				if (octet === LF) {
					this.#endLine(written - 1 - lineFrom);
					chunk[written++] = LF;
					lineFrom = written;
					place = LINE_START;
					continue;
				}
				this.#bareCr = true;
			} else if (place === AFTER_DOT) {
				if (octet === CR) {
					place = AFTER_DOT_CR;
					continue;
				}
			} else if (place === AFTER_DOT_CR) {
				if (octet === LF) return this.#end(at, seenBits, joined(chunk, written, carriedCr), chunk);
				// Dot, CR and something else: the CR was content after all. It may have come with the last chunk.
				this.#bareCr = true;
				if (at > 1) chunk[written++] = CR;
				else {
					carriedCr = true;
					lineFrom--;
				}
			}
			// Nearly all octets of ordinary mail pass here.
			while (octet > CR && at < length) {
				seenBits |= octet;
				chunk[written++] = octet;
				octet = chunk[at++]!;
			}
			chunk[written++] = octet;
			if (octet === CR) {
				place = AFTER_CR;
				continue;
			}
			place = IN_LINE;
			if (octet === LF) this.#bareLf = true;
			else if (octet === NUL) this.#nul = true;
			seenBits |= octet;
		}
		this.#place = place;
		this.#wireBytes += length;
		this.#seenBits |= seenBits;
		this.#lineBytes = written - lineFrom;
		return { content: joined(chunk, written, carriedCr), rest: null };
	}

	#endLine(lineBytes: number): void {
		this.#lineCount++;
		if (lineBytes > this.#longestLineBytes) this.#longestLineBytes = lineBytes;
	}

	#end(at: number, seenBits: number, content: Buffer, chunk: Buffer): Scanned {
		this.#ended = true;
		this.#wireBytes += at - END_BYTES;
		this.#seenBits |= seenBits;
		this.#lineBytes = 0;
		return { content, rest: chunk.subarray(at) };
	}
}

/** The compacted part of a chunk, behind the CR that came with the chunk before and had to wait. */
function joined(chunk: Buffer, written: number, carriedCr: boolean): Buffer {
	const content = chunk.subarray(0, written);
	return carriedCr ? Buffer.concat([Buffer.from([CR]), content]) : content;
}
