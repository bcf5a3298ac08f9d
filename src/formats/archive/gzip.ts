/**
 * Gzip (RFC 1952): the name that its header may have, and the size that its end claims. What is inside is found out by
 * whoever can unpack it, within bounds of his own, and told here by `withInner`.
 */

import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveFinding, FileFinding } from "../finding.ts";
import { uint16LE, uint32LE } from "../integers.ts";
import { defaultIdentifyLimits, type IdentifyLimits } from "../limits.ts";
import { archiveFinding, bombOf, damaged } from "./findings.ts";

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const EXTRA = 4;
const NAME = 8;

export function readGzip(file: BoundedFile, limits: IdentifyLimits): ArchiveFinding {
	const isCut = file.sizeBytes < HEADER_BYTES + TRAILER_BYTES;
	const trailer = file.read(file.sizeBytes - TRAILER_BYTES, TRAILER_BYTES);
	const entry = {
		name: nameOf(file.head),
		sizeBytes: uint32LE(trailer, 4),
		encrypted: false,
		isFolder: false,
	};
	const problem = isCut ? damaged("it is cut off") : null;
	return archiveFinding({ entries: [entry], packedBytes: file.sizeBytes, isCut: false, problem }, limits);
}

/** RFC 1952 §2.3: in Latin-1, as gzip says and nobody does. */
function nameOf(head: Buffer): string {
	const flags = head[3] ?? 0;
	if ((flags & NAME) === 0) return "";
	const at = HEADER_BYTES + ((flags & EXTRA) === 0 ? 0 : 2 + uint16LE(head, HEADER_BYTES));
	const end = head.indexOf(0, at);
	return end < 0 ? "" : head.toString("utf8", at, Math.min(end, at + 1024));
}

/**
 * The finding on a packed file (gz, bz2, xz), completed by what its content is. The entries of a tar take the place of
 * the one that stands for all of it; anything else is that entry's kind. `unpackedBytes`: as far as it was unpacked.
 */
export function withInner(
	outer: FileFinding,
	inner: FileFinding,
	unpackedBytes: number,
	limits: IdentifyLimits = defaultIdentifyLimits,
): FileFinding {
	const known = outer.archive?.entries[0];
	const entry = {
		name: known?.name ?? "",
		sizeBytes: unpackedBytes,
		encrypted: inner.encrypted,
		isFolder: false,
		kind: inner.kind,
	};
	const archive =
		inner.kind === "tar" && inner.archive !== null
			? { ...inner.archive, unpackedBytes }
			: { entries: [entry], unpackedBytes, problem: null, detail: "" as const };
	const bomb = bombOf(unpackedBytes, outer.sizeBytes, limits);
	return {
		...outer,
		macros: outer.macros || inner.macros,
		encrypted: outer.encrypted || inner.encrypted,
		archive: bomb === null ? archive : { ...archive, ...bomb },
	};
}
