/** What the streams of Word, Excel and PowerPoint say: whether there is a password, and macros of the older kinds. */

import { uint16LE, uint32LE } from "../integers.ts";
import type { CompoundFile } from "./directory.ts";

export interface DocumentTraits {
	readonly encrypted: boolean;
	readonly macros: boolean;
}

const NONE: DocumentTraits = { encrypted: false, macros: false };
const LOOKED_BYTES = 256 * 1024;

export function documentTraits(compound: CompoundFile): DocumentTraits {
	const found = [
		trait(compound, "WordDocument", 32, wordTraits),
		trait(compound, "Workbook", LOOKED_BYTES, workbookTraits),
		trait(compound, "Book", LOOKED_BYTES, workbookTraits),
		trait(compound, "Current User", 32, currentUserTraits),
		trait(compound, "PowerPoint Document", LOOKED_BYTES, slidesTraits),
	];
	return {
		encrypted: found.some(({ encrypted }) => encrypted),
		macros: found.some(({ macros }) => macros),
	};
}

function trait(
	{ entries, stream }: CompoundFile,
	wanted: string,
	limitBytes: number,
	read: (octets: Buffer) => DocumentTraits,
): DocumentTraits {
	const entry = entries.find(({ name, isTop, isStorage }) => isTop && !isStorage && name === wanted);
	return entry === undefined ? NONE : read(stream(entry, limitBytes));
}

/** [MS-DOC] §2.5.2: fEncrypted of the FIB. */
const wordTraits = (octets: Buffer): DocumentTraits => ({
	encrypted: (uint16LE(octets, 10) & 0x0100) !== 0,
	macros: false,
});

const END_OF_GLOBALS = 0x0a;
const FILE_PASS = 0x2f;
const BOUND_SHEET = 0x85;
const MACRO_SHEET = 1;

/** [MS-XLS] §2.4.28, §2.4.117: records up to the end of the globals; a sheet may be one of Excel 4 macros. */
function workbookTraits(octets: Buffer): DocumentTraits {
	let macros = false;
	for (let at = 0; at + 4 <= octets.length; at += 4 + uint16LE(octets, at + 2)) {
		const record = uint16LE(octets, at);
		if (record === FILE_PASS) return { encrypted: !isDefaultPassword(octets, at + 4), macros };
		if (record === BOUND_SHEET) macros ||= octets[at + 9] === MACRO_SHEET;
		if (record === END_OF_GLOBALS) break;
	}
	return { encrypted: false, macros };
}

/**
 * A workbook whose structure is protected is encrypted with a password that every Excel knows, and opens without
 * asking. By XOR ([MS-XLS] §2.2.10) it can be told from its verifier; by RC4 it cannot without deciphering.
 */
const isDefaultPassword = (octets: Buffer, at: number): boolean =>
	uint16LE(octets, at) === 0 && uint16LE(octets, at + 4) === 0x9a0a;

/** [MS-PPT] §2.3.2: the token says whether the file is encrypted. */
const currentUserTraits = (octets: Buffer): DocumentTraits => ({
	encrypted: uint32LE(octets, 12) === 0xf3d1c4df,
	macros: false,
});

const VBA_INFO_ATOM = Buffer.from("020000040c000000", "hex");

/** [MS-PPT] §2.4.11: fHasMacros of the VbaInfoAtom. */
function slidesTraits(octets: Buffer): DocumentTraits {
	const at = octets.indexOf(VBA_INFO_ATOM);
	return { encrypted: false, macros: at >= 0 && uint32LE(octets, at + 12) === 1 };
}
