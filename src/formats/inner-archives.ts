/**
 * Archives that lie in an archive, by their names: where their octets are, for whoever can unpack them. 7z and rar
 * pack what they hold in ways of their own, so what lies in them is a name.
 */

import { listTar } from "./archive/tar.ts";
import { listTnef } from "./archive/tnef.ts";
import { BoundedFile } from "./bounded-file.ts";
import type { FileFinding } from "./finding.ts";
import { defaultIdentifyLimits, type IdentifyLimits } from "./limits.ts";
import type { OctetSource } from "./source.ts";
import { findEnd } from "./zip/end.ts";
import { listEntries } from "./zip/entries.ts";

export interface InnerArchive {
	readonly name: string;
	/** Of its octets in the outer one. */
	readonly at: number;
	readonly packedBytes: number;
	readonly isDeflated: boolean;
}

const STORED = 0;
const DEFLATED = 8;
const ARCHIVE_NAME = /\.(?:zip|tar|tgz|gz|gzip|7z|rar)[. ]{0,8}$/i;
const ARCHIVE_KINDS: readonly string[] = ["zip", "tar", "gz", "7z", "rar"];

export const isArchiveName = (name: string): boolean => ARCHIVE_NAME.test(name.slice(-32));
export const isArchiveKind = (kind: string): boolean => ARCHIVE_KINDS.includes(kind);

/** Whether the file is one of which `innerArchives` tells some. Documents hold what they need. */
export const holdsArchives = ({ kind, archive }: FileFinding): boolean =>
	Object.hasOwn(readers, kind) && (archive?.entries.some(({ name }) => isArchiveName(name)) ?? false);

/** Those that can be read: not encrypted, and as they are or packed in the usual way. `kind`: of the outer one. */
export function innerArchives(
	source: OctetSource,
	kind: string,
	limits: IdentifyLimits = defaultIdentifyLimits,
): readonly InnerArchive[] {
	const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
	return read?.(new BoundedFile(source, limits.readBytes), limits) ?? [];
}

type Reader = (file: BoundedFile, limits: IdentifyLimits) => readonly InnerArchive[];

const inZip: Reader = (file, limits) => {
	const end = findEnd(file);
	if (end === null) return [];
	return listEntries(file, end, limits.entries).entries.flatMap((entry) => {
		const { name, encrypted, method, dataAt: at, packedBytes } = entry;
		const isReadable = !encrypted && (method === STORED || method === DEFLATED);
		if (at === null || !isReadable || !isArchiveName(name)) return [];
		return [{ name, at, packedBytes, isDeflated: method === DEFLATED }];
	});
};

const inTar: Reader = (file, limits) =>
	listTar(file, limits).entries.flatMap(({ name, dataAt: at, sizeBytes: packedBytes }) =>
		at === null || !isArchiveName(name) ? [] : [{ name, at, packedBytes, isDeflated: false }],
	);

const inTnef: Reader = (file, limits) =>
	listTnef(file, limits).attachments.flatMap(({ names, dataAt: at, sizeBytes: packedBytes }) => {
		const name = [...names].find(isArchiveName);
		if (at === null || packedBytes === null || name === undefined) return [];
		return [{ name, at, packedBytes, isDeflated: false }];
	});

const readers: Readonly<Record<string, Reader>> = { zip: inZip, tar: inTar, tnef: inTnef };
