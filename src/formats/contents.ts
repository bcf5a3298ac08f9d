/** What is inside files that hold others, by kind; and the kinds that only their inside tells. */

import { readGzip } from "./archive/gzip.ts";
import { readRar } from "./archive/rar.ts";
import { readTar } from "./archive/tar.ts";
import { readTnef } from "./archive/tnef.ts";
import type { BoundedFile } from "./bounded-file.ts";
import { readCompound } from "./compound/index.ts";
import type { ArchiveFinding } from "./finding.ts";
import type { IdentifyLimits } from "./limits.ts";
import { readSevenZip } from "./seven-zip/index.ts";
import { readZip, readZipWithoutList } from "./zip/index.ts";

export interface Contents {
	/** The most telling first. */
	readonly kinds: readonly string[];
	readonly macros: boolean;
	readonly encrypted: boolean;
	readonly archive: ArchiveFinding | null;
}

/** `kind`: as the first octets tell it. */
export function contentsOf(file: BoundedFile, kind: string, limits: IdentifyLimits): Contents {
	switch (kind) {
		case "zip":
			return readZip(file, limits) ?? readZipWithoutList(file, limits);
		case "ole":
			return readCompound(file, limits);
		case "7z":
			return { kinds: [kind], macros: false, ...readSevenZip(file, limits) };
		case "rar":
			return archived(kind, readRar(file, limits));
		case "tar":
			return archived(kind, readTar(file, limits));
		case "gz":
			return archived(kind, readGzip(file, limits));
		case "tnef":
			return archived(kind, readTnef(file, limits));
		default:
			return { kinds: [kind], macros: false, encrypted: false, archive: null };
	}
}

const archived = (kind: string, archive: ArchiveFinding): Contents => ({
	kinds: [kind],
	macros: false,
	encrypted: archive.problem === "names-hidden" || archive.entries.some((entry) => entry.encrypted),
	archive,
});
