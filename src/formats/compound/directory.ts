/** What a compound file holds ([MS-CFB] §2.6): its storages and streams, and the first octets of any stream. */

import type { BoundedFile } from "../bounded-file.ts";
import { uint16LE, uint32LE } from "../integers.ts";
import { openSectors, type Sectors } from "./sectors.ts";

export interface CompoundEntry {
	readonly name: string;
	readonly isStorage: boolean;
	/** In the root itself, not in one of its storages. */
	readonly isTop: boolean;
	readonly startSector: number;
	readonly sizeBytes: number;
}

export interface CompoundFile {
	readonly entries: readonly CompoundEntry[];
	/** The class of the root as lower-case hexadecimal digits, in the order of the file. */
	readonly rootClass: string;
	/** Up to `limitBytes` from its beginning. */
	readonly stream: (entry: CompoundEntry, limitBytes: number) => Buffer;
}

const ENTRY_BYTES = 128;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;

/** Null when the directory cannot be found. */
export function openCompound(file: BoundedFile, limit: number): CompoundFile | null {
	const sectors = openSectors(file);
	if (sectors === null) return null;
	const directory = sectors.chain(uint32LE(sectors.header, 48), limit * ENTRY_BYTES);
	if (directory[66] !== ROOT) return null;
	const top = topOf(directory);
	const entries: CompoundEntry[] = [];
	for (let at = ENTRY_BYTES; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
		const type = directory[at + 66];
		if (type !== STORAGE && type !== STREAM) continue;
		entries.push({
			name: nameAt(directory, at),
			isStorage: type === STORAGE,
			isTop: top.has(at / ENTRY_BYTES),
			startSector: uint32LE(directory, at + 116),
			sizeBytes: uint32LE(directory, at + 120),
		});
	}
	return {
		entries,
		rootClass: directory.toString("hex", 80, 96),
		stream: streamReader(sectors, directory),
	};
}

function nameAt(directory: Buffer, at: number): string {
	const bytes = Math.min(62, Math.max(0, uint16LE(directory, at + 64) - 2)) & ~1;
	return directory.toString("utf16le", at, at + bytes);
}

/** [MS-CFB] §2.6.4: the root's children are a tree of their own; no entry of it is visited twice. */
function topOf(directory: Buffer): ReadonlySet<number> {
	const seen = new Set<number>();
	const waiting = [uint32LE(directory, 76)];
	for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
		const at = number * ENTRY_BYTES;
		if (seen.has(number) || at + ENTRY_BYTES > directory.length) continue;
		seen.add(number);
		waiting.push(uint32LE(directory, at + 68), uint32LE(directory, at + 72));
	}
	return seen;
}

/** [MS-CFB] §2.4: streams below the cutoff share the root's stream, in small sectors with a table of their own. */
function streamReader(sectors: Sectors, directory: Buffer): CompoundFile["stream"] {
	const { header } = sectors;
	const smallBytes = 1 << Math.min(12, uint16LE(header, 32));
	const cutoffBytes = uint32LE(header, 56);
	let small: { readonly table: Buffer; readonly octets: Buffer } | null = null;
	return ({ startSector, sizeBytes }, limitBytes) => {
		const wanted = Math.min(sizeBytes, limitBytes);
		if (sizeBytes >= cutoffBytes) return sectors.chain(startSector, wanted);
		small ??= {
			table: sectors.chain(uint32LE(header, 60), SMALL_TABLE_BYTES),
			octets: sectors.chain(uint32LE(directory, 116), SMALL_STREAMS_BYTES),
		};
		const pieces: Buffer[] = [];
		let length = 0;
		for (let at = startSector; length < wanted && at * smallBytes < small.octets.length; ) {
			const piece = small.octets.subarray(at * smallBytes, (at + 1) * smallBytes);
			pieces.push(piece);
			length += piece.length;
			at = uint32LE(small.table, at * 4);
		}
		return Buffer.concat(pieces, Math.min(length, wanted));
	};
}

const SMALL_TABLE_BYTES = 64 * 1024;
const SMALL_STREAMS_BYTES = 512 * 1024;
