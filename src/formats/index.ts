/**
 * What a file is, told by its octets alone. The door of this folder: `identify` reads a bounded number of octets of
 * a file of any size, and finds a kind for whatever it is given; it has no way to fail.
 *
 * It does not judge: whether a kind may pass, and under which name, is decided elsewhere.
 */

import { BoundedFile } from "./bounded-file.ts";
import type { FileFinding } from "./finding.ts";
import { defaultIdentifyLimits, type IdentifyLimits } from "./limits.ts";
import { isIsoImage, kindByStructure, kindByWeakStructure } from "./signature/by-structure.ts";
import { matches } from "./signature/match.ts";
import { signatures } from "./signature/table.ts";
import type { OctetSource } from "./source.ts";
import { decodeText, kindOfText, textFinding } from "./text/index.ts";

export type { ArchiveEntry, ArchiveFinding, ArchiveProblem, FileFinding, TextFinding } from "./finding.ts";
export { defaultIdentifyLimits, type IdentifyLimits } from "./limits.ts";
export { type OctetSource, sourceOf } from "./source.ts";

/** `opinion`: what a signature library takes the file for, as an extension; heard where there is no better one. */
export function identify(
	source: OctetSource,
	opinion: string | null,
	limits: IdentifyLimits = defaultIdentifyLimits,
): FileFinding {
	const file = new BoundedFile(source, limits.readBytes);
	if (file.sizeBytes === 0) return finding(file, "empty");
	const decoded = decodeText(file);
	const told = kindBySignature(file, decoded !== null);
	if (told !== null) return finding(file, told);
	if (decoded !== null) {
		const text = textFinding(decoded);
		return { ...finding(file, kindOfText(text)), text };
	}
	if (isIsoImage(file)) return finding(file, "iso");
	return finding(file, kindByWeakStructure(file) ?? opinion ?? "binary");
}

function kindBySignature(file: BoundedFile, isText: boolean): string | null {
	const fits = signatures.find((row) => !(row.binary && isText) && matches(row, file.head));
	return fits?.kind ?? kindByStructure(file, isText);
}

const finding = (file: BoundedFile, kind: string): FileFinding => ({
	sizeBytes: file.sizeBytes,
	kind,
	alsoKinds: [],
	text: null,
	macros: false,
	encrypted: false,
	archive: null,
});
