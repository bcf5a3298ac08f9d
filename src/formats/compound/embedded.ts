/** Files that people put into a document or message: their names, where the compound file keeps them in clear. */

import type { ArchiveEntry } from "../finding.ts";
import type { CompoundEntry, CompoundFile } from "./directory.ts";

/** [MS-OLEDS] §2.3.6: a file dragged into a document. */
const PACKAGE = "\x01Ole10Native";
/** [MS-OXMSG] §2.1.3: PidTagAttachLongFilename and PidTagAttachFilename, in UTF-16 or in some charset. */
const ATTACHMENT_NAME = /^__substg1\.0_370[47]001(F|E)$/;
const NAME_BYTES = 1024;
const EMBEDDED = 200;

export function embeddedFiles({ entries, stream }: CompoundFile): readonly ArchiveEntry[] {
	const files: ArchiveEntry[] = [];
	for (const entry of entries) {
		if (files.length >= EMBEDDED) break;
		for (const name of namesIn(entry, stream)) {
			if (name !== "") files.push({ name, sizeBytes: null, encrypted: false, isFolder: false });
		}
	}
	return files;
}

function namesIn(entry: CompoundEntry, stream: CompoundFile["stream"]): readonly string[] {
	if (entry.name === PACKAGE) return packageNames(stream(entry, NAME_BYTES));
	const charset = ATTACHMENT_NAME.exec(entry.name)?.[1];
	if (charset === undefined) return [];
	return [
		stream(entry, NAME_BYTES)
			.toString(charset === "F" ? "utf16le" : "latin1")
			.replaceAll("\0", ""),
	];
}

/** After size and type: the label, then the path that it came from, each ended by a NUL. */
function packageNames(octets: Buffer): readonly string[] {
	const labelEnd = octets.indexOf(0, 6);
	const pathEnd = labelEnd < 0 ? -1 : octets.indexOf(0, labelEnd + 1);
	if (pathEnd < 0) return [];
	return [octets.toString("latin1", 6, labelEnd), octets.toString("latin1", labelEnd + 1, pathEnd)];
}
