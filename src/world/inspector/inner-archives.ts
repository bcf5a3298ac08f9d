/**
 * Looks into archives that lie in an archive: what they hold is judged like what the outer one holds, and one that
 * holds another archive is as deep as nobody packs who wants it to be read. Archives in 7z and rar are names only.
 */

import { inflateRawSync } from "node:zlib";
import {
	type ArchiveEntry,
	type ArchiveFinding,
	type FileFinding,
	type IdentifyLimits,
	type InnerArchive,
	identify,
	isArchiveKind,
	isArchiveName,
	sourceOf,
} from "../../formats/index.ts";
import { readGzip } from "./gzip.ts";

const MIB = 1024 * 1024;
/** Of all archives in one together. They arrived in less, and hardly pack any further. */
export const INNER_BYTES = 64 * MIB;
/** What gzip files among them hold. */
const GZIP_BYTES = 256 * MIB;
const ARCHIVES = 100;

/** `read`: the octets of one of `inner`, as they are in the outer one. */
export async function lookIntoInner(
	outer: FileFinding,
	inner: readonly InnerArchive[],
	read: (inner: InnerArchive) => Buffer,
	limits: IdentifyLimits,
): Promise<FileFinding> {
	const { archive } = outer;
	if (archive === null || archive.problem !== null) return outer;
	if (inner.length > ARCHIVES) return withProblem(outer, archive, TOO_MANY);
	const added: ArchiveEntry[] = [];
	const told = new Map<string, Pick<ArchiveEntry, "kind" | "encrypted">>();
	let left = INNER_BYTES;
	let leftOfGzip = GZIP_BYTES;
	for (const each of inner) {
		const octets = unpacked(read(each), each, left);
		if (octets === "bomb") return withProblem(outer, archive, INNER_BOMB);
		left -= octets.length;
		const found = await tell(octets, limits, leftOfGzip);
		if (found.kind === "gz") leftOfGzip -= found.archive?.unpackedBytes ?? 0;
		const problem = problemOf(found, outer);
		if (problem !== undefined) return withProblem(outer, archive, problem);
		const traits = { kind: found.kind, encrypted: found.encrypted };
		// Two of one name are two files.
		if (!told.has(each.name)) told.set(each.name, traits);
		else added.push({ name: each.name, sizeBytes: octets.length, isFolder: false, ...traits });
		added.push(...entriesOf(found, each.name));
		if (archive.entries.length + added.length > limits.entries) return withProblem(outer, archive, TOO_MANY);
	}
	const listed = archive.entries.map((entry) => ({ ...entry, ...told.get(entry.name) }));
	return { ...outer, archive: { ...archive, entries: [...listed, ...added] } };
}

async function tell(octets: Buffer, limits: IdentifyLimits, unpackedBytes: number): Promise<FileFinding> {
	const found = identify(sourceOf(octets), null, limits);
	if (found.kind !== "gz") return found;
	const bounded = { ...limits, unpackedBytes: Math.min(limits.unpackedBytes, unpackedBytes) };
	return (await readGzip(sourceOf(octets), found, bounded)).finding;
}

type Problem = Pick<ArchiveFinding, "problem" | "detail">;
const NESTED: Problem = { problem: "nested", detail: "" };
export const INNER_BOMB: Problem = { problem: "bomb", detail: "an archive in it grows beyond measure" };
const TOO_MANY: Problem = {
	problem: "too-many-entries",
	detail: "more archives in it than can be looked at",
};

/** Outlook's container is no archive to who reads the mail: an archive in an archive in it is no deeper than elsewhere. */
function problemOf({ archive }: FileFinding, outer: FileFinding): Problem | undefined {
	if (archive === null) return undefined;
	if (outer.kind !== "tnef" && archive.entries.some(isArchive)) return NESTED;
	return archive.problem === "bomb" || archive.problem === "too-many-entries" ? archive : undefined;
}

const isArchive = ({ name, kind }: ArchiveEntry): boolean =>
	kind === undefined ? isArchiveName(name) : isArchiveKind(kind);

/** Documents that lie there under the name of an archive hold what they need. */
const entriesOf = ({ kind, archive }: FileFinding, name: string): readonly ArchiveEntry[] =>
	archive === null || !isArchiveKind(kind)
		? []
		: archive.entries.map((entry) => ({ ...entry, name: nameIn(name, entry.name) }));

/** A gzip file that does not say what it holds is called like what it holds. */
function nameIn(outer: string, name: string): string {
	if (name === "") return outer.replace(/\.gz(?:ip)?$/i, "");
	return outer === "" ? name : `${outer}/${name}`;
}

export const withProblem = (outer: FileFinding, archive: ArchiveFinding, problem: Problem): FileFinding => ({
	...outer,
	archive: { ...archive, problem: problem.problem, detail: problem.detail },
});

/** Without octets where they are broken: then no program reads them either. */
function unpacked(packed: Buffer, inner: InnerArchive, maxOutputLength: number): Buffer | "bomb" {
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
