/** RAR archives of both formats: what their file headers tell. */

import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveFinding } from "../finding.ts";
import type { IdentifyLimits } from "../limits.ts";
import { archiveFinding, damaged, hidden } from "./findings.ts";
import { listRar4 } from "./rar4.ts";
import { listRar5 } from "./rar5.ts";

const FORMAT_AT = 6;
const MARK = "Rar!\x1a\x07";

export function readRar(file: BoundedFile, limits: IdentifyLimits): ArchiveFinding {
	const isNew = file.head[FORMAT_AT] === 1;
	const { entries, isHidden, isWhole } = (isNew ? listRar5 : listRar4)(file, limits.entries);
	const isCut = entries.length >= limits.entries;
	const problem = isHidden
		? hidden("its list of files has a password")
		: isWhole
			? null
			: damaged("its list of files is not whole");
	return archiveFinding({ entries, packedBytes: file.sizeBytes, isCut, problem }, limits);
}

/** Ends of archives as RAR writes them: programs find the archive that was appended to something else. */
const ENDS = ["\xc4\x3d\x7b\x00\x40\x07\x00", "\x1d\x77\x56\x51\x03\x05\x04\x00"].map((end) =>
	Buffer.from(end, "latin1"),
);

/** The file ends as an archive does and its beginning is in sight. */
export function hasRarAtEnd({ head, tail }: BoundedFile): boolean {
	const endsSo = ENDS.some((end) => tail.subarray(-end.length).equals(end));
	return endsSo && (tail.includes(MARK, 0, "latin1") || head.includes(MARK, 0, "latin1"));
}
