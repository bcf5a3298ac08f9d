/**
 * What a reader of tar files needs of one that flows by: its beginning, the headers of its entries, and the long
 * names among them. All other octets read as zeros. Of anything that is no tar, the beginning is all there is.
 */

import type { OctetSource } from "../../formats/index.ts";

interface Piece {
	readonly at: number;
	readonly octets: Buffer;
}

const BLOCK_BYTES = 512;
const HEAD_BYTES = 64 * 1024;
/** Longest name or extended header that is kept. */
const NAME_BYTES = 64 * 1024;
/** Headers whose content is a name: of GNU tar, and the extended ones of POSIX (pax). */
const NAMING_TYPES = [..."LKxg"].map((type) => type.charCodeAt(0));

export class TarOutline implements OctetSource {
	sizeBytes = 0;
	readonly #head = Buffer.alloc(HEAD_BYTES);
	readonly #pieces: Piece[] = [];
	readonly #mostPieces: number;
	/** What is collected now, and how much of it is there. */
	#wanted: (Piece & { readonly isHeader: boolean }) | undefined = header(0);
	#collected = 0;

	constructor(entries: number) {
		// An entry may have a long name, a long link name and an extended header, each with a header of its own.
		this.#mostPieces = (entries + 2) * 7;
	}

	write(octets: Buffer): void {
		if (this.sizeBytes < HEAD_BYTES) octets.copy(this.#head, this.sizeBytes);
		const begins = this.sizeBytes;
		this.sizeBytes += octets.length;
		while (this.#wanted !== undefined && this.#wanted.at + this.#collected < this.sizeBytes) {
			const { at, octets: piece } = this.#wanted;
			this.#collected += octets.copy(piece, this.#collected, at + this.#collected - begins);
			if (this.#collected < piece.length) return;
			this.#complete(this.#wanted);
		}
	}

	read(at: number, length: number): Buffer {
		const found = Buffer.alloc(Math.max(0, Math.min(length, this.sizeBytes - at)));
		if (at < HEAD_BYTES) this.#head.copy(found, 0, at);
		for (let i = this.#firstAfter(at); i < this.#pieces.length; i++) {
			const piece = this.#pieces[i]!;
			if (piece.at >= at + found.length) break;
			piece.octets.copy(found, Math.max(0, piece.at - at), Math.max(0, at - piece.at));
		}
		return found;
	}

	#complete({ at, octets, isHeader }: Piece & { readonly isHeader: boolean }): void {
		this.#pieces.push({ at, octets });
		this.#collected = 0;
		this.#wanted = undefined;
		if (this.#pieces.length >= this.#mostPieces) return;
		if (!isHeader) {
			const { octets: before, at: headerAt } = this.#pieces.at(-2)!;
			this.#wanted = header(headerAt + entryBytes(before));
			return;
		}
		if (!isTarHeader(octets)) return;
		const sizeBytes = sizeOf(octets);
		this.#wanted =
			NAMING_TYPES.includes(octets[156]!) && sizeBytes > 0
				? {
						at: at + BLOCK_BYTES,
						octets: Buffer.alloc(Math.min(sizeBytes, NAME_BYTES)),
						isHeader: false,
					}
				: header(at + entryBytes(octets));
	}

	/** The first piece that does not end before `at`; they are in order. */
	#firstAfter(at: number): number {
		let low = 0;
		let high = this.#pieces.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const piece = this.#pieces[middle]!;
			if (piece.at + piece.octets.length <= at) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

const header = (at: number): Piece & { readonly isHeader: boolean } => ({
	at,
	octets: Buffer.alloc(BLOCK_BYTES),
	isHeader: true,
});

const entryBytes = (octets: Buffer): number =>
	BLOCK_BYTES + Math.ceil(sizeOf(octets) / BLOCK_BYTES) * BLOCK_BYTES;

/** Octal digits, or with the first bit set a number in base 256, as GNU tar writes large ones. */
function sizeOf(octets: Buffer): number {
	if ((octets[124]! & 0x80) !== 0) return octets.readUIntBE(130, 6);
	const digits = /[0-7]+/.exec(octets.toString("latin1", 124, 136))?.[0];
	return digits === undefined ? 0 : Number.parseInt(digits, 8);
}

/** The checksum of a header is the sum of its octets, with blanks in its own place (POSIX.1, ustar). */
function isTarHeader(octets: Buffer): boolean {
	let sum = 0;
	for (let at = 0; at < BLOCK_BYTES; at++) sum += at >= 148 && at < 156 ? 0x20 : octets[at]!;
	const digits = /[0-7]+/.exec(octets.toString("latin1", 148, 156))?.[0];
	return sum > 256 && digits !== undefined && Number.parseInt(digits, 8) === sum;
}
