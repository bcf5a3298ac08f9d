/**
 * What a reader of tar files needs of one that flows by: its beginning, every block that can be a header, and the
 * blocks behind those that hold a long name or a map of holes. What is at which place is for the reader alone to
 * say, so that nothing can be hidden between two readings: all blocks that look like headers are kept, wherever they
 * are, and of the others it is remembered whether they begin with a zero, as those at the end of a tar do.
 */

import { isTarHeader, type OctetSource } from "../../formats/index.ts";

const BLOCK_BYTES = 512;
const HEAD_BYTES = 64 * 1024;
/** Blocks of a long name that are read. */
const NAME_BLOCKS = 8;
/** Kept at most of one file. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** Headers whose content is a name: of GNU tar, and the extended ones of POSIX (pax). */
const NAMING_TYPES = [..."LKxg"].map((type) => type.charCodeAt(0));
const SPARSE_TYPE = "S".charCodeAt(0);

export class TarOutline implements OctetSource {
	sizeBytes = 0;
	/** More looks like headers than can be kept: what is read of it is not whole. */
	isTooMuch = false;
	readonly #head = Buffer.alloc(HEAD_BYTES);
	readonly #kept = new Map<number, Buffer>();
	/** A bit for each block: whether it begins with a zero. */
	#zeros = new Uint8Array(1024);
	readonly #block = Buffer.alloc(BLOCK_BYTES);
	/** Blocks to keep whatever they look like. */
	#wanted = 0;
	#inMap = false;

	write(octets: Buffer): void {
		if (this.sizeBytes < HEAD_BYTES) octets.copy(this.#head, this.sizeBytes);
		let at = 0;
		while (at < octets.length) {
			const within = this.sizeBytes % BLOCK_BYTES;
			if (within === 0 && octets.length - at >= BLOCK_BYTES) {
				this.#add(octets.subarray(at, at + BLOCK_BYTES));
				this.sizeBytes += BLOCK_BYTES;
				at += BLOCK_BYTES;
				continue;
			}
			const taken = octets.copy(this.#block, within, at, at + BLOCK_BYTES - within);
			this.sizeBytes += taken;
			at += taken;
			if (within + taken === BLOCK_BYTES) this.#add(this.#block, this.sizeBytes - BLOCK_BYTES);
		}
	}

	/** Octets that were not kept are 0xff, or zeros in a block that begins with one. */
	read(at: number, length: number): Buffer {
		const found = Buffer.alloc(Math.max(0, Math.min(length, this.sizeBytes - at)), 0xff);
		const end = at + found.length;
		for (let index = Math.floor(at / BLOCK_BYTES); index * BLOCK_BYTES < end; index++) {
			const blockAt = index * BLOCK_BYTES;
			const kept = this.#kept.get(index);
			if (kept !== undefined) kept.copy(found, Math.max(0, blockAt - at), Math.max(0, at - blockAt));
			else if (this.#beginsWithZero(index))
				found.fill(0, Math.max(0, blockAt - at), blockAt + BLOCK_BYTES - at);
		}
		if (at < HEAD_BYTES) this.#head.copy(found, 0, at);
		return found;
	}

	#add(block: Buffer, at = this.sizeBytes): void {
		const index = at / BLOCK_BYTES;
		if (block[0] === 0) this.#noteZero(index);
		if (this.#wanted > 0) {
			this.#wanted--;
			// A map goes on in another block as long as each says so.
			if (this.#inMap) this.#wanted = block[504] === 1 ? 1 : 0;
			this.#keep(index, block);
		}
		if (!isTarHeader(block)) return;
		this.#keep(index, block);
		this.#inMap = block[156] === SPARSE_TYPE;
		if (this.#inMap) this.#wanted = block[482] === 1 ? 1 : 0;
		else if (NAMING_TYPES.includes(block[156]!)) this.#wanted = NAME_BLOCKS;
	}

	#keep(index: number, block: Buffer): void {
		if (this.#kept.has(index)) return;
		this.isTooMuch ||= (this.#kept.size + 1) * BLOCK_BYTES > KEPT_BYTES;
		if (!this.isTooMuch) this.#kept.set(index, Buffer.from(block));
	}

	#noteZero(index: number): void {
		const byte = index >>> 3;
		if (byte >= this.#zeros.length) {
			const larger = new Uint8Array(Math.max(this.#zeros.length * 2, byte + 1));
			larger.set(this.#zeros);
			this.#zeros = larger;
		}
		this.#zeros[byte] = this.#zeros[byte]! | (1 << (index & 7));
	}

	#beginsWithZero = (index: number): boolean => ((this.#zeros[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0;
}
