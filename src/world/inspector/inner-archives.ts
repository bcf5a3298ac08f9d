/**
 * Looks into archives that lie in a zip: what they hold is judged like what the zip holds, and one that holds another
 * archive is as deep as nobody packs who wants it to be read. Archives in tar, 7z and rar are names only.
 */

import { inflateRawSync } from "node:zlib";
import {
	type ArchiveEntry,
	type ArchiveFinding,
	type FileFinding,
	type IdentifyLimits,
	type InnerArchive,
	identify,
	innerArchives,
	isArchiveName,
	type OctetSource,
	sourceOf,
} from "../../formats/index.ts";

/** Of all archives in one zip together. They arrived in less, and hardly pack any further. */
const UNPACKED_BYTES = 64 * 1024 * 1024;
const ARCHIVES = 100;

export function lookIntoInner(source: OctetSource, outer: FileFinding, limits: IdentifyLimits): FileFinding {
	const { archive } = outer;
	if (archive === null || archive.problem !== null) return outer;
	const entries: ArchiveEntry[] = [...archive.entries];
	const inner = innerArchives(source, limits);
	if (inner.length > ARCHIVES) return withProblem(outer, archive, TOO_MANY);
	let left = UNPACKED_BYTES;
	for (const each of inner) {
		const octets = unpacked(source, each, left);
		if (octets === "bomb") return withProblem(outer, archive, BOMB);
		left -= octets.length;
		const found = identify(sourceOf(octets), null, limits).archive;
		if (found === null) continue;
		if (found.entries.some(({ name }) => isArchiveName(name))) return withProblem(outer, archive, NESTED);
		if (found.problem === "bomb" || found.problem === "too-many-entries")
			return withProblem(outer, archive, { problem: found.problem, detail: found.detail });
		entries.push(...found.entries.map((entry) => ({ ...entry, name: `${each.name}/${entry.name}` })));
		if (entries.length > limits.entries) return withProblem(outer, archive, TOO_MANY);
	}
	return { ...outer, archive: { ...archive, entries } };
}

type Problem = Pick<ArchiveFinding, "problem" | "detail">;
const NESTED: Problem = { problem: "nested", detail: "" };
const BOMB: Problem = { problem: "bomb", detail: "an archive in it grows beyond measure" };
const TOO_MANY: Problem = {
	problem: "too-many-entries",
	detail: "more archives in it than can be looked at",
};

const withProblem = (outer: FileFinding, archive: ArchiveFinding, problem: Problem): FileFinding => ({
	...outer,
	archive: { ...archive, ...problem },
});

/** Without octets where they are broken: then no program reads them either. */
function unpacked(source: OctetSource, inner: InnerArchive, maxOutputLength: number): Buffer | "bomb" {
	const packed = source.read(inner.at, inner.packedBytes);
	if (packed.length > maxOutputLength) return "bomb";
	if (!inner.isDeflated) return packed;
	try {
		return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxOutputLength) });
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE") return "bomb";
		if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
			return Buffer.alloc(0);
		throw error;
	}
}
