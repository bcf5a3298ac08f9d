/**
 * Compound files ([MS-CFB] §2): a small file system of sectors in chains. Chains are followed for as many steps as the
 * caller wants octets, so one that bites its tail ends there as well.
 */

import type { BoundedFile } from "../bounded-file.ts";
import { uint16LE, uint32LE } from "../integers.ts";

const LAST_SECTOR_NUMBER = 0xfffffffa;
const HEADER_BYTES = 512;
/** [MS-CFB] §2.2: sectors of the table of tables that the header itself holds. */
const TABLES_IN_HEADER = 109;
/** Sectors that hold more of them: tables for 250 MB. */
const MORE_TABLES = 32;

export interface Sectors {
	readonly header: Buffer;
	readonly sectorBytes: number;
	/** Up to `limitBytes` of the chain that begins at a sector. */
	chain(first: number, limitBytes: number): Buffer;
}

/** Null when the header cannot be one. */
export function openSectors(file: BoundedFile): Sectors | null {
	const header = file.read(0, HEADER_BYTES);
	const shift = uint16LE(header, 30);
	if (header.length < HEADER_BYTES || (shift !== 9 && shift !== 12)) return null;
	const sectorBytes = 1 << shift;
	const sector = (number: number): Buffer =>
		number > LAST_SECTOR_NUMBER ? Buffer.alloc(0) : file.read((number + 1) * sectorBytes, sectorBytes);
	const tables = tablesOf(header, sector, sectorBytes);
	const held = new Map<number, Buffer>();
	const entriesPerTable = sectorBytes / 4;

	/** [MS-CFB] §2.3: the sector that follows. */
	const next = (number: number): number => {
		const index = Math.floor(number / entriesPerTable);
		const at = tables[index];
		if (at === undefined) return LAST_SECTOR_NUMBER + 1;
		const table = held.get(index) ?? sector(at);
		held.set(index, table);
		const entryAt = (number % entriesPerTable) * 4;
		return entryAt + 4 > table.length ? LAST_SECTOR_NUMBER + 1 : uint32LE(table, entryAt);
	};
	return {
		header,
		sectorBytes,
		chain: (first, limitBytes) => {
			const pieces: Buffer[] = [];
			let length = 0;
			for (let at = first; at <= LAST_SECTOR_NUMBER && length < limitBytes; at = next(at)) {
				const piece = sector(at);
				if (piece.length === 0) break;
				pieces.push(piece);
				length += piece.length;
			}
			return Buffer.concat(pieces, Math.min(length, limitBytes));
		},
	};
}

/** [MS-CFB] §2.5: where the parts of the allocation table are. */
function tablesOf(
	header: Buffer,
	sector: (number: number) => Buffer,
	sectorBytes: number,
): readonly number[] {
	const tables: number[] = [];
	const take = (octets: Buffer, at: number, count: number) => {
		for (let i = 0; i < count; i++) {
			const number = uint32LE(octets, at + i * 4);
			if (number <= LAST_SECTOR_NUMBER) tables.push(number);
		}
	};
	take(header, 76, TABLES_IN_HEADER);
	const perSector = sectorBytes / 4 - 1;
	let more = uint32LE(header, 68);
	for (let read = 0; read < MORE_TABLES && more <= LAST_SECTOR_NUMBER; read++) {
		const octets = sector(more);
		if (octets.length < sectorBytes) break;
		take(octets, 0, perSector);
		more = uint32LE(octets, sectorBytes - 4);
	}
	return tables;
}
