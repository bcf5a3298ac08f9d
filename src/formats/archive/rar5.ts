/** RAR 5: blocks in a row with numbers of variable length ([RAR 5.0 archive format]); nothing is unpacked. */

import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveEntry } from "../finding.ts";
import type { RarListing } from "./rar-listing.ts";

const MARK_BYTES = 8;
const CRC_BYTES = 4;
const FILE = 2;
const ENCRYPTION = 4;
const END = 5;
const HAS_EXTRA = 1;
const HAS_DATA = 2;
const HEADER_BYTES = 16 * 1024;

export function listRar5(file: BoundedFile, limit: number): RarListing {
	const entries: ArchiveEntry[] = [];
	let at = MARK_BYTES;
	while (entries.length < limit && at < file.sizeBytes) {
		const beginning = new Numbers(file.read(at + CRC_BYTES, 10));
		const headerBytes = beginning.next();
		const headerAt = at + CRC_BYTES + beginning.at;
		const header = new Numbers(file.read(headerAt, Math.min(headerBytes, HEADER_BYTES)));
		if (headerBytes === 0 || header.isEmpty) return { entries, isHidden: false, isWhole: false };
		const type = header.next();
		const flags = header.next();
		const extraBytes = (flags & HAS_EXTRA) === 0 ? 0 : header.next();
		const dataBytes = (flags & HAS_DATA) === 0 ? 0 : header.next();
		if (type === ENCRYPTION) return { entries, isHidden: true, isWhole: true };
		if (type === END) return { entries, isHidden: false, isWhole: true };
		if (type === FILE) entries.push(fileEntry(header, extraBytes));
		at = headerAt + headerBytes + dataBytes;
	}
	return { entries, isHidden: false, isWhole: at === file.sizeBytes };
}

const IS_FOLDER = 1;
const HAS_TIME = 2;
const HAS_CRC = 4;
const SIZE_UNKNOWN = 8;

function fileEntry(header: Numbers, extraBytes: number): ArchiveEntry {
	const flags = header.next();
	const size = header.next();
	header.next(); // attributes
	header.skip(((flags & HAS_TIME) === 0 ? 0 : 4) + ((flags & HAS_CRC) === 0 ? 0 : 4));
	header.next(); // method
	header.next(); // system
	const name = header.take(header.next()).toString("utf8");
	return {
		name,
		sizeBytes: (flags & SIZE_UNKNOWN) === 0 ? size : null,
		encrypted: hasEncryptionRecord(header.last(extraBytes)),
		isFolder: (flags & IS_FOLDER) !== 0,
	};
}

/** Records of size, type and data behind a header; type 1 is "File encryption". */
function hasEncryptionRecord(extra: Numbers): boolean {
	while (!extra.isEmpty) {
		const size = extra.next();
		const begin = extra.at;
		if (size === 0) return false;
		if (extra.next() === 1) return true;
		extra.skip(begin + size - extra.at);
	}
	return false;
}

/** Seven bits an octet, the lowest first, up to the octet without the highest bit. */
class Numbers {
	at = 0;
	readonly #octets: Buffer;

	constructor(octets: Buffer) {
		this.#octets = octets;
	}

	get isEmpty(): boolean {
		return this.at >= this.#octets.length;
	}

	next(): number {
		let value = 0;
		for (let place = 1, read = 0; read < 10; read++, place *= 128) {
			const octet = this.#octets[this.at++] ?? 0;
			value += (octet & 0x7f) * place;
			if ((octet & 0x80) === 0) break;
		}
		return value;
	}

	take(length: number): Buffer {
		const taken = this.#octets.subarray(this.at, this.at + length);
		this.at += length;
		return taken;
	}

	skip(length: number): void {
		this.at += Math.max(0, length);
	}

	last(length: number): Numbers {
		return new Numbers(this.#octets.subarray(Math.max(0, this.#octets.length - length)));
	}
}
