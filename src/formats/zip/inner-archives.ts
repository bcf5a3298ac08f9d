/** Archives that lie in a zip, by their names: where their octets are, for whoever can unpack them. */

import { BoundedFile } from "../bounded-file.ts";
import type { FileFinding } from "../finding.ts";
import { defaultIdentifyLimits, type IdentifyLimits } from "../limits.ts";
import type { OctetSource } from "../source.ts";
import { findEnd } from "./end.ts";
import { listEntries } from "./entries.ts";

export interface InnerArchive {
	readonly name: string;
	/** Of its octets in the zip. */
	readonly at: number;
	readonly packedBytes: number;
	readonly isDeflated: boolean;
}

const STORED = 0;
const DEFLATED = 8;
const ARCHIVE_NAME = /\.(?:zip|tar|tgz|gz|gzip|7z|rar)[. ]{0,8}$/i;

export const isArchiveName = (name: string): boolean => ARCHIVE_NAME.test(name.slice(-32));

/** Whether the file is a zip that holds archives. Documents hold what they need. */
export const holdsArchives = ({ kind, archive }: FileFinding): boolean =>
	kind === "zip" && archive !== null && archive.entries.some(({ name }) => isArchiveName(name));

/** Those that can be read: not encrypted, and packed in one of the two usual ways. */
export function innerArchives(
	source: OctetSource,
	limits: IdentifyLimits = defaultIdentifyLimits,
): readonly InnerArchive[] {
	const file = new BoundedFile(source, limits.readBytes);
	const end = findEnd(file);
	if (end === null) return [];
	const found: InnerArchive[] = [];
	for (const { name, encrypted, method, dataAt: at, packedBytes } of listEntries(file, end, limits.entries)
		.entries) {
		if (at === null || encrypted || !isArchiveName(name) || (method !== STORED && method !== DEFLATED))
			continue;
		found.push({ name, at, packedBytes, isDeflated: method === DEFLATED });
	}
	return found;
}
