/** What becomes of the list of an archive: sums, and whether it may be unpacked at all. */

import type { ArchiveDetail, ArchiveEntry, ArchiveFinding, ArchiveProblem } from "../finding.ts";
import type { IdentifyLimits } from "../limits.ts";

interface Listed {
	readonly entries: readonly ArchiveEntry[];
	/** Of the archive as it came. */
	readonly packedBytes: number;
	/** The reader stopped at the limit of entries. */
	readonly isCut: boolean;
	/** Found while reading; the others are found here. */
	readonly problem?: { readonly problem: ArchiveProblem; readonly detail: ArchiveDetail } | null;
}

export function archiveFinding(listed: Listed, limits: IdentifyLimits): ArchiveFinding {
	const { entries, packedBytes } = listed;
	const isHidden = listed.problem?.problem === "names-hidden";
	const unpackedBytes = isHidden ? null : sumOf(entries);
	const problem = (listed.isCut ? tooMany(limits) : null) ??
		bombOf(unpackedBytes, packedBytes, limits) ??
		listed.problem ?? { problem: null, detail: "" as const };
	return { entries, unpackedBytes, ...problem };
}

/** Null when one of them does not tell. */
function sumOf(entries: readonly ArchiveEntry[]): number | null {
	let sum = 0;
	for (const { sizeBytes } of entries) {
		if (sizeBytes === null) return null;
		sum += sizeBytes;
	}
	return sum;
}

const tooMany = ({ entries }: IdentifyLimits) => ({
	problem: "too-many-entries" as const,
	detail: `more than ${entries.toLocaleString("en")} entries` as const,
});

export function bombOf(unpackedBytes: number | null, packedBytes: number, limits: IdentifyLimits) {
	if (unpackedBytes === null) return null;
	const ratio = Math.round(unpackedBytes / Math.max(1, packedBytes));
	const isBomb =
		unpackedBytes > limits.unpackedBytes || (unpackedBytes > limits.ratioFromBytes && ratio > limits.ratio);
	const detail = `it grows ${ratio.toLocaleString("en")} times` as const;
	return isBomb ? { problem: "bomb" as const, detail } : null;
}

export const damaged = (detail: ArchiveDetail) => ({ problem: "damaged" as const, detail });
export const hidden = (detail: ArchiveDetail) => ({ problem: "names-hidden" as const, detail });
