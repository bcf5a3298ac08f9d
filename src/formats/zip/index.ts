/**
 * Zip (APPNOTE 6.3): the list of files as the end of the file has it, and what kind of zip that makes.
 * Nothing is unpacked but the entries that name the kind; sizes are those that the list claims.
 */

import { archiveFinding, damaged, hidden } from "../archive/findings.ts";
import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveEntry, ArchiveFinding } from "../finding.ts";
import { uint32LE } from "../integers.ts";
import type { IdentifyLimits } from "../limits.ts";
import { natureOf } from "./document.ts";
import { findEnd, type ZipEnd } from "./end.ts";
import { LOCAL_HEADER, listEntries, readLocal, type ZipListing } from "./entries.ts";
import { decodeName } from "./name.ts";

export interface ZipReading {
	readonly kinds: readonly string[];
	readonly macros: boolean;
	readonly encrypted: boolean;
	readonly archive: ArchiveFinding;
	/** What follows its comment. */
	readonly afterBytes: number;
}

/** Null when nothing in the file leads to a list. */
export function readZip(file: BoundedFile, limits: IdentifyLimits): ZipReading | null {
	const end = findEnd(file);
	if (end === null) return null;
	const listing = listEntries(file, end, limits.entries);
	const nature = natureOf(file, listing);
	const entries = [...listing.entries.map(entryOf), ...listing.otherNames, ...unlisted(file, listing)];
	return {
		kinds: nature.kinds,
		macros: nature.macros,
		encrypted: nature.encrypted || listing.isHidden || entries.some(({ encrypted }) => encrypted),
		archive: archiveFinding(
			{
				entries,
				packedBytes: file.sizeBytes,
				isCut: listing.entries.length >= limits.entries && !listing.isWhole,
				problem: problemOf(end, listing),
			},
			limits,
		),
		afterBytes: end.afterBytes,
	};
}

const entryOf = ({ name, sizeBytes, encrypted, isFolder }: ArchiveEntry): ArchiveEntry => ({
	name,
	sizeBytes,
	encrypted,
	isFolder,
});

function problemOf(end: ZipEnd, listing: ZipListing) {
	if (listing.isHidden) return hidden("its list of files is encrypted");
	// The last part has the list of all of them, and what it lists lies in the others.
	if (end.isSplit && listing.isWhole && listing.entries.length > 0) return null;
	if (end.isSplit) return damaged("it is one part of an archive of several");
	if (!listing.isWhole) return damaged("its list of files is not whole");
	return listing.entries.some(({ dataAt }) => dataAt === null)
		? damaged("files of its list are missing")
		: null;
}

/** A file at the very beginning that the list leaves out: programs that read from there on see it. */
function unlisted(file: BoundedFile, listing: ZipListing): readonly ArchiveEntry[] {
	if (listing.firstHeaderAt === 0 || !beginsAsZip(file)) return [];
	return walkHeaders(file, 1);
}

export const beginsAsZip = (file: BoundedFile): boolean => uint32LE(file.head, 0) === LOCAL_HEADER;

/** An archive without a list: its files as far as they can be followed from the beginning. */
export function readZipWithoutList(file: BoundedFile, limits: IdentifyLimits): ZipReading {
	const entries = walkHeaders(file, Math.min(limits.entries, HEADERS));
	return {
		kinds: ["zip"],
		macros: false,
		encrypted: entries.some(({ encrypted }) => encrypted),
		archive: archiveFinding(
			{ entries, packedBytes: file.sizeBytes, isCut: false, problem: damaged("it has no list of files") },
			limits,
		),
		afterBytes: 0,
	};
}

const HEADERS = 1000;
/** Before the first file of an archive that was, or was to be, split (APPNOTE 8.5.4, 8.5.5). */
const SPLIT_MARKS = [0x08074b50, 0x30304b50];

function walkHeaders(file: BoundedFile, limit: number): readonly ArchiveEntry[] {
	const entries: ArchiveEntry[] = [];
	let at = SPLIT_MARKS.includes(uint32LE(file.head, 0)) ? 4 : 0;
	while (entries.length < limit) {
		const header = file.read(at, 30);
		const local = readLocal(file, at, 0);
		if (local === null) break;
		const name = decodeName(local.name);
		const sizeBytes = uint32LE(header, 22);
		entries.push({
			name,
			sizeBytes,
			encrypted: (local.flags & 1) !== 0,
			isFolder: name.endsWith("/") && sizeBytes === 0,
		});
		at = local.dataAt + uint32LE(header, 18);
	}
	return entries;
}
