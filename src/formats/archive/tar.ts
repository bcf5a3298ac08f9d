/** Tar (POSIX.1-1988 "ustar", pax, and GNU's and older ones): header after header, told by the header's checksum. */

import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveEntry, ArchiveFinding } from "../finding.ts";
import type { IdentifyLimits } from "../limits.ts";
import { archiveFinding, damaged } from "./findings.ts";

const BLOCK_BYTES = 512;
const LONG_NAME_BYTES = 4096;

/** The first block is a header; an archive of nothing is not told from zeros. */
export const isTar = (file: BoundedFile): boolean => isTarHeader(file.read(0, BLOCK_BYTES));

export interface TarEntry extends ArchiveEntry {
	readonly sizeBytes: number;
	/** Of its octets; null when it has none, or holes between them. */
	readonly dataAt: number | null;
}

export function readTar(file: BoundedFile, limits: IdentifyLimits): ArchiveFinding {
	const { entries, problem } = listTar(file, limits);
	return archiveFinding(
		{
			entries: entries.map(entryOf),
			packedBytes: file.sizeBytes,
			isCut: entries.length >= limits.entries,
			problem,
		},
		limits,
	);
}

const entryOf = ({ name, sizeBytes, encrypted, isFolder }: TarEntry): ArchiveEntry => ({
	name,
	sizeBytes,
	encrypted,
	isFolder,
});

export function listTar(file: BoundedFile, limits: IdentifyLimits) {
	const entries: TarEntry[] = [];
	let longName: string | null = null;
	let at = 0;
	let problem = null;
	while (entries.length < limits.entries && at < file.sizeBytes) {
		const header = file.read(at, BLOCK_BYTES);
		if (!isTarHeader(header)) {
			if (header[0] !== 0) problem = damaged("a header in it is broken");
			break;
		}
		const sizeBytes = numberAt(header, 124, 12);
		const type = header.toString("latin1", 156, 157);
		const content = (): Buffer => file.read(at + BLOCK_BYTES, Math.min(sizeBytes, LONG_NAME_BYTES));
		if (type === "L") longName = textAt(content(), 0, LONG_NAME_BYTES);
		else if (type === "x") longName = paxPath(content()) ?? longName;
		else if (type !== "g" && type !== "K") {
			const name = longName ?? nameOf(header);
			const dataAt = REGULAR.includes(type) ? at + BLOCK_BYTES : null;
			entries.push({ name, sizeBytes, encrypted: false, isFolder: type === "5", dataAt });
			longName = null;
		}
		if (type === "S") at += sparseMapBytes(file, at);
		at += BLOCK_BYTES + Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
	}
	if (problem === null && at > file.sizeBytes + BLOCK_BYTES) problem = damaged("it is cut off");
	return { entries, problem };
}

/** Files whose octets follow their header as they are: ordinary ones, old ones, contiguous ones. */
const REGULAR: readonly string[] = ["0", "\0", "7"];

const SPARSE_MAPS = 100;

/** GNU's files with holes: blocks behind the header that say where the holes are, as long as each says that one follows. */
function sparseMapBytes(file: BoundedFile, at: number): number {
	let blocks = 0;
	let goesOn = file.read(at + 482, 1)[0] === 1;
	while (goesOn && blocks < SPARSE_MAPS) {
		blocks++;
		goesOn = file.read(at + blocks * BLOCK_BYTES + 504, 1)[0] === 1;
	}
	return blocks * BLOCK_BYTES;
}

/** The sum of its octets, the field of the sum taken for spaces; some have summed signed octets. */
export function isTarHeader(header: Buffer): boolean {
	if (header.length < BLOCK_BYTES || header[0] === 0) return false;
	const claimed = numberAt(header, 148, 8);
	let sum = 8 * 0x20;
	let signed = sum;
	for (let at = 0; at < BLOCK_BYTES; at++) {
		if (at >= 148 && at < 156) continue;
		const octet = header[at] ?? 0;
		sum += octet;
		signed += octet < 0x80 ? octet : octet - 0x100;
	}
	return claimed === sum || claimed === signed;
}

/** Octal digits, or with the first bit set a binary number (GNU). */
function numberAt(header: Buffer, at: number, length: number): number {
	if (((header[at] ?? 0) & 0x80) !== 0) {
		let value = (header[at] ?? 0) & 0x7f;
		for (let i = 1; i < length; i++) value = value * 256 + (header[at + i] ?? 0);
		return Math.min(value, Number.MAX_SAFE_INTEGER);
	}
	const digits = /^\s*([0-7]{1,12})/.exec(header.toString("latin1", at, at + length))?.[1];
	return digits === undefined ? 0 : Number.parseInt(digits, 8);
}

function textAt(octets: Buffer, at: number, length: number): string {
	const field = octets.subarray(at, at + length);
	const end = field.indexOf(0);
	return field.toString("utf8", 0, end < 0 ? field.length : end);
}

function nameOf(header: Buffer): string {
	const name = textAt(header, 0, 100);
	// GNU's own format keeps times where ustar keeps the beginning of a long name.
	const prefix = header.toString("latin1", 257, 263) === "ustar\0" ? textAt(header, 345, 155) : "";
	return prefix === "" ? name : `${prefix}/${name}`;
}

/** Records of "length key=value", each ended by a line feed. */
function paxPath(content: Buffer): string | null {
	for (let at = 0; at < content.length; ) {
		const record = /^(\d{1,7}) /.exec(content.toString("latin1", at, at + 9))?.[1];
		if (record === undefined || Number(record) === 0) return null;
		const text = content.toString("utf8", at + record.length + 1, at + Number(record));
		if (text.startsWith("path=")) return text.slice("path=".length).trimEnd();
		at += Number(record);
	}
	return null;
}
