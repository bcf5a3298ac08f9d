/** ISO base media files (ISO/IEC 14496-12 §4.3) and the QuickTime files before them, told by brand. */

import { uint32BE } from "../integers.ts";

const BRANDS: readonly (readonly [prefix: string, kind: string])[] = [
	["qt  ", "mov"],
	["avif", "avif"],
	["avis", "avif"],
	["heic", "heic"],
	["heix", "heic"],
	["heim", "heic"],
	["heis", "heic"],
	["hevc", "heic"],
	["hevx", "heic"],
	["hevm", "heic"],
	["hevs", "heic"],
	["M4A", "m4a"],
	["M4B", "m4a"],
	["M4V", "m4v"],
	["3g", "3gp"],
	["F4", "f4v"],
	["crx", "cr3"],
];
/** Brands that say only "a picture": the compatible ones tell which. */
const PICTURE_BRANDS = ["mif1", "msf1"];
/** Atoms that QuickTime files without a brand begin with. */
const QUICKTIME_ATOMS = ["moov", "mdat", "wide", "pnot", "skip", "free"];

export function isoMediaKind(head: Buffer, sizeBytes: number): string | null {
	const atom = head.toString("latin1", 4, 8);
	const atomBytes = uint32BE(head, 0);
	if (atom === "ftyp") return atomBytes >= 8 || atomBytes === 0 ? brandKind(head, atomBytes) : null;
	if (!QUICKTIME_ATOMS.includes(atom)) return null;
	// 1: the size follows in 64 bits. An atom is never larger than its file.
	return atomBytes === 1 || (atomBytes >= 8 && atomBytes <= sizeBytes) ? "mov" : null;
}

function brandKind(head: Buffer, atomBytes: number): string {
	const major = head.toString("latin1", 8, 12);
	const told = kindOfBrand(major);
	if (told !== null) return told;
	if (!PICTURE_BRANDS.includes(major)) return "mp4";
	for (let at = 16; at + 4 <= Math.min(atomBytes, 256); at += 4) {
		const kind = kindOfBrand(head.toString("latin1", at, at + 4));
		if (kind === "avif") return kind;
	}
	return "heic";
}

const kindOfBrand = (brand: string): string | null =>
	BRANDS.find(([prefix]) => brand.startsWith(prefix))?.[1] ?? null;
