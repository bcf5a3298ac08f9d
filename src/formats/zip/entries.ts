/**
 * A zip's list of files (APPNOTE 4.3.12), each compared with the header that stands before its data (4.3.7).
 * Programs differ in which of the two names they believe, so where they differ both are entries.
 */

import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveEntry } from "../finding.ts";
import { uint16LE, uint32LE, uint64LE } from "../integers.ts";
import { CENTRAL_HEADER, type ZipEnd } from "./end.ts";
import { decodeName } from "./name.ts";

export interface ZipEntry extends ArchiveEntry {
	readonly sizeBytes: number;
	readonly packedBytes: number;
	readonly method: number;
	/** Of its data; null when its header is not where the list says. */
	readonly dataAt: number | null;
}

export interface ZipListing {
	readonly entries: readonly ZipEntry[];
	/** Names that only the headers before the data have. */
	readonly otherNames: readonly ArchiveEntry[];
	readonly isWhole: boolean;
	/** The list itself is encrypted (APPNOTE 7.3). */
	readonly isHidden: boolean;
	/** Where the first file's header is, from the beginning of the file. */
	readonly firstHeaderAt: number;
}

const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
export const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_BYTES = 4 * 1024 * 1024;
const ENCRYPTED = 1;
const MASKED = 1 << 13;
const AES = 99;

export function listEntries(file: BoundedFile, end: ZipEnd, limit: number): ZipListing {
	const directory = file.read(end.directoryAt, Math.min(end.directoryBytes, DIRECTORY_BYTES));
	const entries: ZipEntry[] = [];
	const otherNames: ArchiveEntry[] = [];
	let isHidden = false;
	let at = 0;
	let firstHeaderAt = Number.POSITIVE_INFINITY;
	while (entries.length < limit && uint32LE(directory, at) === CENTRAL_HEADER) {
		const header = directory.subarray(at, at + CENTRAL_BYTES);
		const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => uint16LE(header, field)) as [
			number,
			number,
			number,
		];
		const nameEnd = at + CENTRAL_BYTES + nameBytes;
		if (nameEnd > directory.length) break;
		const rawName = directory.subarray(at + CENTRAL_BYTES, nameEnd);
		const extra = directory.subarray(nameEnd, nameEnd + extraBytes);
		const { sizeBytes, packedBytes, headerAt } = sizesOf(header, extra);
		const local = readLocal(file, headerAt + end.beforeBytes, nameBytes);
		const flags = uint16LE(header, 8) | (local?.flags ?? 0);
		const method = uint16LE(header, 10);
		const name = decodeName(rawName);
		const encrypted = (flags & ENCRYPTED) !== 0 || method === AES;
		const isFolder = /[/\\]$/.test(name) && sizeBytes === 0;
		const dataAt = local?.dataAt ?? null;
		entries.push({ name, sizeBytes, encrypted, isFolder, packedBytes, method, dataAt });
		for (const octets of [local?.name, unicodePath(extra), untilNul(rawName)]) {
			if (octets === undefined || octets.equals(rawName)) continue;
			otherNames.push({ name: decodeName(octets), sizeBytes, encrypted, isFolder });
		}
		isHidden ||= (flags & MASKED) !== 0;
		if (local !== null) firstHeaderAt = Math.min(firstHeaderAt, headerAt + end.beforeBytes);
		at = nameEnd + extraBytes + commentBytes;
	}
	const isWhole = entries.length % 65_536 === end.entries % 65_536 && at >= end.directoryBytes;
	return { entries, otherNames, isWhole, isHidden, firstHeaderAt };
}

/** What programs in C take a name for. */
function untilNul(name: Buffer): Buffer | undefined {
	const end = name.indexOf(0);
	return end < 0 ? undefined : name.subarray(0, end);
}

interface LocalHeader {
	readonly flags: number;
	readonly name: Buffer;
	readonly dataAt: number;
}

export function readLocal(file: BoundedFile, at: number, expectedNameBytes: number): LocalHeader | null {
	const header = file.read(at, LOCAL_BYTES + expectedNameBytes);
	if (header.length < LOCAL_BYTES || uint32LE(header, 0) !== LOCAL_HEADER) return null;
	const nameBytes = uint16LE(header, 26);
	const name =
		nameBytes <= expectedNameBytes
			? header.subarray(LOCAL_BYTES, LOCAL_BYTES + nameBytes)
			: file.read(at + LOCAL_BYTES, nameBytes);
	return { flags: uint16LE(header, 6), name, dataAt: at + LOCAL_BYTES + nameBytes + uint16LE(header, 28) };
}

const ZIP64 = 0x0001;
const UNICODE_PATH = 0x7075;
const IN_ZIP64 = 0xffffffff;

/** APPNOTE 4.5.3: what does not fit in 32 bits is in an extra field, in this order. */
function sizesOf(header: Buffer, extra: Buffer) {
	const wide = extraField(extra, ZIP64);
	let at = 0;
	const [sizeBytes, packedBytes, headerAt] = [24, 20, 42].map((field) => {
		const value = uint32LE(header, field);
		if (value !== IN_ZIP64 || wide === undefined) return value;
		at += 8;
		return uint64LE(wide, at - 8);
	}) as [number, number, number];
	return { sizeBytes, packedBytes, headerAt };
}

/** APPNOTE 4.6.9: a name in UTF-8, after a version and a checksum. */
const unicodePath = (extra: Buffer): Buffer | undefined => extraField(extra, UNICODE_PATH)?.subarray(5);

function extraField(extra: Buffer, wanted: number): Buffer | undefined {
	for (let at = 0; at + 4 <= extra.length; at += 4 + uint16LE(extra, at + 2)) {
		if (uint16LE(extra, at) === wanted) return extra.subarray(at + 4, at + 4 + uint16LE(extra, at + 2));
	}
	return undefined;
}
