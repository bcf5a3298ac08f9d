/** OLE2 compound files ([MS-CFB]): old Office documents, Outlook messages, installers, told apart by their directory. */

import { archiveFinding } from "../archive/findings.ts";
import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveFinding } from "../finding.ts";
import type { IdentifyLimits } from "../limits.ts";
import { openCompound } from "./directory.ts";
import { documentTraits } from "./documents.ts";
import { embeddedFiles } from "./embedded.ts";
import { compoundKinds, hasVbaProject } from "./nature.ts";

export interface CompoundReading {
	readonly kinds: readonly string[];
	readonly macros: boolean;
	readonly encrypted: boolean;
	/** Files put into the document, where there are any. */
	readonly archive: ArchiveFinding | null;
}

export function readCompound(file: BoundedFile, limits: IdentifyLimits): CompoundReading {
	const compound = openCompound(file, limits.entries);
	if (compound === null) return { kinds: ["ole"], macros: false, encrypted: false, archive: null };
	const kinds = compoundKinds(compound);
	const traits = documentTraits(compound);
	const entries = embeddedFiles(compound);
	return {
		kinds,
		macros: traits.macros || hasVbaProject(compound.entries),
		encrypted: traits.encrypted || kinds.includes("ooxml-encrypted"),
		archive:
			entries.length === 0
				? null
				: archiveFinding({ entries, packedBytes: file.sizeBytes, isCut: false }, limits),
	};
}
