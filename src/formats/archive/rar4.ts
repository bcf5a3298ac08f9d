/** RAR 1.5 to 4: blocks in a row, each with its size; nothing is unpacked. */

import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveEntry } from "../finding.ts";
import { uint16LE, uint32LE } from "../integers.ts";
import type { RarListing } from "./rar-listing.ts";

const MARK_BYTES = 7;
const BLOCK_BYTES = 7;
const FILE_BYTES = 32;
const MAIN = 0x73;
const FILE = 0x74;
const END = 0x7b;
const HAS_DATA = 0x8000;
const HEADERS_ENCRYPTED = 0x0080;
const ENCRYPTED = 0x04;
const IS_LARGE = 0x100;
const IS_UNICODE = 0x200;
const FOLDER = 0xe0;
const NAME_BYTES = 4096;

export function listRar4(file: BoundedFile, limit: number): RarListing {
	const entries: ArchiveEntry[] = [];
	let at = MARK_BYTES;
	while (entries.length < limit) {
		const block = file.read(at, FILE_BYTES + 8);
		const type = block[2];
		const flags = uint16LE(block, 3);
		const blockBytes = uint16LE(block, 5);
		if (block.length < BLOCK_BYTES || blockBytes < BLOCK_BYTES) {
			return { entries, isHidden: false, isWhole: at >= file.sizeBytes };
		}
		if (type === MAIN && (flags & HEADERS_ENCRYPTED) !== 0) return { entries, isHidden: true, isWhole: true };
		if (type === END) break;
		if (type === FILE) entries.push(...fileEntries(file, at, block, flags));
		const isLarge = type === FILE && (flags & IS_LARGE) !== 0;
		const dataBytes =
			(flags & HAS_DATA) === 0 ? 0 : uint32LE(block, 7) + (isLarge ? uint32LE(block, 32) * 2 ** 32 : 0);
		at += blockBytes + dataBytes;
	}
	return { entries, isHidden: false, isWhole: true };
}

/** Two where the name in the old charset and that in Unicode end differently. */
function fileEntries(file: BoundedFile, at: number, block: Buffer, flags: number): readonly ArchiveEntry[] {
	const isLarge = (flags & IS_LARGE) !== 0;
	const nameAt = at + FILE_BYTES + (isLarge ? 8 : 0);
	const octets = file.read(nameAt, Math.min(uint16LE(block, 26), NAME_BYTES));
	const traits = {
		sizeBytes: uint32LE(block, 11) + (isLarge ? uint32LE(block, 36) * 2 ** 32 : 0),
		encrypted: (flags & ENCRYPTED) !== 0,
		isFolder: (flags & FOLDER) === FOLDER,
	};
	const end = (flags & IS_UNICODE) === 0 ? -1 : octets.indexOf(0);
	if (end < 0) return [{ name: octets.toString("utf8"), ...traits }];
	const plain = octets.toString("latin1", 0, end);
	const name = unicodeName(octets.subarray(0, end), octets.subarray(end + 1));
	return extension(plain) === extension(name)
		? [{ name, ...traits }]
		: [
				{ name, ...traits },
				{ name: plain, ...traits },
			];
}

const extension = (name: string): string => name.slice(name.lastIndexOf(".")).toLowerCase();

/** Pairs of bits say how each character comes: one octet, one with the common high octet, two, or a run of the old name. */
function unicodeName(plain: Buffer, packed: Buffer): string {
	const high = packed[0] ?? 0;
	let name = "";
	let at = 1;
	while (at < packed.length && name.length < NAME_BYTES) {
		const flags = packed[at++] ?? 0;
		for (let shift = 6; shift >= 0 && at < packed.length; shift -= 2) {
			const low = packed[at++] ?? 0;
			switch ((flags >> shift) & 3) {
				case 0:
					name += String.fromCharCode(low);
					break;
				case 1:
					name += String.fromCharCode(low | (high << 8));
					break;
				case 2:
					name += String.fromCharCode(low | ((packed[at++] ?? 0) << 8));
					break;
				default: {
					const isCorrected = (low & 0x80) !== 0;
					const correction = isCorrected ? (packed[at++] ?? 0) : 0;
					for (let left = (low & 0x7f) + 2; left > 0; left--) {
						const octet = plain[name.length] ?? 0;
						name += String.fromCharCode(isCorrected ? ((octet + correction) & 0xff) | (high << 8) : octet);
					}
				}
			}
		}
	}
	return name;
}
