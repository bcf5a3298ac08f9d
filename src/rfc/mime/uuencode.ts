/**
 * Uuencoded files within text, as it arrives: what stands between "begin 644 name" and "end". Mail programs show
 * them as attachments (POSIX.1-2017, uuencode, historical algorithm).
 *
 * A line of prose that begins alike is told by the line after it. Ordinary text costs one native search.
 */

/** Is told a file's name; undefined when nobody wants its octets. */
export type OpenFile = (name: string) => FileSink | undefined;

export interface FileSink {
	write(decoded: Buffer): void;
	end(): void;
}

const EMPTY: Buffer = Buffer.alloc(0);
const BEGIN = Buffer.from("begin ");
const LINE_BEGIN = Buffer.from("\nbegin ");
/** Years in prose ("begin 2025 with …") are no permissions. */
const BEGIN_LINE = /^begin (?:0?[0-7]{3}|10[0-7]{4}) +(\S.{0,255})$/;
/** "begin" with mode and name, and the line after it. */
const HELD_OCTETS = 600;
/** What a line decodes to at most. */
const LINE_DECODED = 63;
/** "begin", mode and name. */
const BEGIN_OCTETS = 300;
const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const BACKTICK = 0x60;

export class UuFiles {
	readonly #open: OpenFile;
	#rest: Buffer = EMPTY;
	#lineStart = true;
	#inside = false;
	#file: FileSink | undefined;

	constructor(open: OpenFile) {
		this.#open = open;
	}

	write(octets: Buffer): void {
		const all = this.#rest.length === 0 ? octets : Buffer.concat([this.#rest, octets]);
		this.#rest = EMPTY;
		this.#scan(all, false);
	}

	/** The text is over; a file without "end" ends here. */
	end(): void {
		this.#scan(this.#rest, true);
		this.#rest = EMPTY;
		this.#close();
	}

	#scan(octets: Buffer, last: boolean): void {
		let at = 0;
		while (at < octets.length)
			at = this.#inside ? this.#lines(octets, at, last) : this.#search(octets, at, last);
	}

	/** Up to the data of the next file. */
	#search(octets: Buffer, from: number, last: boolean): number {
		for (let at = this.#begin(octets, from); at >= 0; at = lineOfBegin(octets, at)) {
			const nameEnd = octets.indexOf(LF, at);
			const lineEnd = nameEnd < 0 ? -1 : octets.indexOf(LF, nameEnd + 1);
			if (lineEnd < 0 && !last && octets.length - at < HELD_OCTETS) {
				this.#lineStart = true;
				return this.#hold(octets, at);
			}
			if (nameEnd < 0 || nameEnd - at > BEGIN_OCTETS) continue;
			if (!isData(octets, nameEnd + 1, trimmed(octets, nameEnd + 1, lineEnd))) continue;
			const name = BEGIN_LINE.exec(octets.toString("utf8", at, trimmed(octets, at, nameEnd)));
			if (name === null) continue;
			this.#inside = true;
			this.#file = this.#open(name[1]!);
			return nameEnd + 1;
		}
		const keep = last ? 0 : this.#beginning(octets, from);
		if (keep === 0) this.#lineStart = octets[octets.length - 1] === LF;
		else this.#lineStart = true;
		return this.#hold(octets, octets.length - keep);
	}

	/** Where the first line of "begin " is. */
	#begin(octets: Buffer, from: number): number {
		const isHere = this.#lineStart && octets.subarray(from, from + BEGIN.length).equals(BEGIN);
		return isHere ? from : lineOfBegin(octets, from);
	}

	/** Octets at the end that may become a line of "begin " with what arrives next. */
	#beginning(octets: Buffer, from: number): number {
		let start = octets.length;
		while (start > from && octets.length - start < BEGIN.length && octets[start - 1] !== LF) start--;
		if (start === from ? !this.#lineStart : octets[start - 1] !== LF) return 0;
		for (let at = start; at < octets.length; at++) {
			if (octets[at] !== BEGIN[at - start]) return 0;
		}
		return octets.length - start;
	}

	/** Data lines, as far as they go. */
	#lines(octets: Buffer, from: number, last: boolean): number {
		let decoded = this.#room(octets.length - from);
		let written = 0;
		let at = from;
		let isOver = false;
		while (at < octets.length && !isOver) {
			const lineEnd = octets.indexOf(LF, at);
			if (lineEnd < 0 && !last && octets.length - at < HELD_OCTETS) {
				at = this.#hold(octets, at);
				break;
			}
			const end = trimmed(octets, at, lineEnd);
			isOver = end > at && !isData(octets, at, end);
			if (isOver) break;
			if (this.#file !== undefined) {
				if (written + LINE_DECODED > decoded.length) {
					this.#file.write(decoded.subarray(0, written));
					decoded = this.#room(octets.length - at);
					written = 0;
				}
				written = decodeLine(octets, at, end, decoded, written);
			}
			at = lineEnd < 0 ? octets.length : lineEnd + 1;
		}
		if (written > 0) this.#file?.write(decoded.subarray(0, written));
		if (isOver) this.#close();
		return at;
	}

	/** Encoded octets decode to three quarters of them, unless lines are shorter than they say. */
	#room(encodedBytes: number): Buffer {
		return this.#file === undefined ? EMPTY : Buffer.allocUnsafe(encodedBytes + LINE_DECODED);
	}

	#close(): void {
		this.#file?.end();
		this.#file = undefined;
		this.#inside = false;
		this.#lineStart = true;
	}

	#hold(octets: Buffer, from: number): number {
		this.#rest = octets.subarray(from);
		return octets.length;
	}
}

/** Where a line of "begin " is after `from`; below zero when there is none. */
function lineOfBegin(octets: Buffer, from: number): number {
	const at = octets.indexOf(LINE_BEGIN, from);
	return at < 0 ? at : at + 1;
}

/** Where the line's text ends: before CRLF or LF, or at the end of all. */
function trimmed(octets: Buffer, from: number, lineEnd: number): number {
	const end = lineEnd < 0 ? octets.length : lineEnd;
	return end > from && octets[end - 1] === CR ? end - 1 : end;
}

/** Whether a line may hold data: a length, and not more than that of characters from space to backtick. */
function isData(octets: Buffer, from: number, end: number): boolean {
	if (end <= from) return false;
	const groups = Math.ceil(((octets[from]! - SPACE) & 63) / 3);
	// Some encoders add a checksum; blanks at the end, which are zeros, may have been lost on the way.
	if (end - from > 1 + groups * 4 + 2) return false;
	for (let at = from; at < end; at++) {
		if (octets[at]! < SPACE || octets[at]! > BACKTICK) return false;
	}
	return true;
}

/** Returns where the next octet goes. Characters that the line lacks are zeros. */
function decodeLine(octets: Buffer, from: number, end: number, decoded: Buffer, to: number): number {
	const length = end > from ? (octets[from]! - SPACE) & 63 : 0;
	const value = (at: number): number => (at < end ? (octets[at]! - SPACE) & 63 : 0);
	// Whole groups are written; what is beyond the length is overwritten by the next line.
	for (let at = from + 1, written = to; written < to + length; at += 4, written += 3) {
		const group = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3);
		decoded[written] = group >> 16;
		decoded[written + 1] = group >> 8;
		decoded[written + 2] = group;
	}
	return to + length;
}
