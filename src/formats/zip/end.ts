/**
 * Where a zip's list of files is (APPNOTE 4.3.14 to 4.3.16): told by the record at its end, which a comment may
 * follow, and after it whatever somebody appended. Programs look for it from the end, and so does this.
 */

import type { BoundedFile } from "../bounded-file.ts";
import { uint16LE, uint32LE, uint64LE } from "../integers.ts";

export interface ZipEnd {
	readonly directoryAt: number;
	readonly directoryBytes: number;
	/** As claimed; in an archive without zip64, of 65,536 as many as it likes. */
	readonly entries: number;
	/** Octets before the archive, which its own offsets know nothing of. */
	readonly beforeBytes: number;
	/** Octets after its comment. */
	readonly afterBytes: number;
	/** A part of an archive that goes over several files. */
	readonly isSplit: boolean;
}

const END = Buffer.from("PK\x05\x06", "latin1");
const END_BYTES = 22;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_END_BYTES = 56;
export const CENTRAL_HEADER = 0x02014b50;
/** More marks than this that lead nowhere are somebody's game. */
const CANDIDATES = 32;

/** The last record that leads to a list; null when none does. */
export function findEnd(file: BoundedFile): ZipEnd | null {
	const { tail, tailAt } = file;
	let at = tail.lastIndexOf(END);
	for (let tried = 0; at >= 0 && tried < CANDIDATES; tried++) {
		const end = readEnd(file, tailAt + at);
		if (end !== null) return end;
		at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1);
	}
	return null;
}

function readEnd(file: BoundedFile, at: number): ZipEnd | null {
	const record = file.read(at, END_BYTES);
	if (record.length < END_BYTES) return null;
	const commentEnd = at + END_BYTES + uint16LE(record, 20);
	const zip64 = readZip64End(file, at);
	const { directoryEnd, entries, directoryBytes, offset } = zip64 ?? {
		directoryEnd: at,
		entries: uint16LE(record, 10),
		directoryBytes: uint32LE(record, 12),
		offset: uint32LE(record, 16),
	};
	const isSplit = zip64 === null && uint16LE(record, 4) !== 0;
	const afterBytes = Math.max(0, file.sizeBytes - commentEnd);
	// Where the list ends is certain; where it begins follows from its size, whatever was put before the archive.
	const directoryAt = directoryEnd - directoryBytes;
	if (directoryAt < 0) return null;
	const beforeBytes = isSplit ? 0 : Math.max(0, directoryAt - offset);
	const end = { directoryAt, directoryBytes, entries, beforeBytes, afterBytes, isSplit };
	const isEmpty = entries === 0 && directoryBytes === 0;
	if (isEmpty) return offset <= at ? end : null;
	if (uint32LE(file.read(directoryAt, 4), 0) === CENTRAL_HEADER) return end;
	// Something stands between the list and the end: then the offset is believed.
	const isAtOffset = uint32LE(file.read(offset, 4), 0) === CENTRAL_HEADER;
	return isAtOffset ? { ...end, directoryAt: offset, beforeBytes: 0 } : null;
}

function readZip64End(file: BoundedFile, endAt: number) {
	const locator = file.read(endAt - ZIP64_LOCATOR_BYTES, ZIP64_LOCATOR_BYTES);
	if (uint32LE(locator, 0) !== ZIP64_LOCATOR) return null;
	for (const at of [uint64LE(locator, 8), endAt - ZIP64_LOCATOR_BYTES - ZIP64_END_BYTES]) {
		const record = file.read(at, ZIP64_END_BYTES);
		if (uint32LE(record, 0) !== ZIP64_END) continue;
		return {
			directoryEnd: at,
			entries: uint64LE(record, 32),
			directoryBytes: uint64LE(record, 40),
			offset: uint64LE(record, 48),
		};
	}
	return null;
}
