/**
 * What a file is, told by its octets alone. The door of this folder: `identify` reads a bounded number of octets of
 * a file of any size, and finds a kind for whatever it is given; it has no way to fail.
 *
 * It does not judge: whether a kind may pass, and under which name, is decided elsewhere.
 */

import { isTar } from "./archive/tar.ts";
import { BoundedFile } from "./bounded-file.ts";
import { contentsOf } from "./contents.ts";
import type { FileFinding, TextFinding } from "./finding.ts";
import { defaultIdentifyLimits, type IdentifyLimits } from "./limits.ts";
import { kindOfOpinion } from "./opinion.ts";
import { isPdfBehindJunk, otherTypes } from "./polyglot.ts";
import { isIsoImage, kindByStructure, kindByWeakStructure } from "./signature/by-structure.ts";
import { matches } from "./signature/match.ts";
import { signatures } from "./signature/table.ts";
import type { OctetSource } from "./source.ts";
import { decodeText, kindOfPrefix, kindOfText, textFinding } from "./text/index.ts";

export { withInner } from "./archive/gzip.ts";
export { isTarHeader } from "./archive/tar.ts";
export type { ArchiveEntry, ArchiveFinding, ArchiveProblem, FileFinding, TextFinding } from "./finding.ts";
export {
	holdsArchives,
	type InnerArchive,
	innerArchives,
	isArchiveKind,
	isArchiveName,
} from "./inner-archives.ts";
export { defaultIdentifyLimits, type IdentifyLimits } from "./limits.ts";
export { type OctetSource, sourceOf } from "./source.ts";

/** `opinion`: what a signature library takes the file for, as an extension; heard where there is no better one. */
export function identify(
	source: OctetSource,
	opinion: string | null,
	limits: IdentifyLimits = defaultIdentifyLimits,
): FileFinding {
	const file = new BoundedFile(source, limits.readBytes);
	if (file.sizeBytes === 0) return { ...NOTHING, kind: "empty" };
	const decoded = decodeText(file);
	const signed = kindBySignature(file, decoded !== null);
	const text = signed === null && decoded !== null ? textFinding(decoded) : null;
	const kind = signed ?? (text === null ? kindOfBinary(file, opinion) : kindOfWritten(file, text));
	const contents = contentsOf(file, kind, limits);
	const others = otherTypes(file, kind, limits);
	const kinds = [...new Set([...contents.kinds, ...others.kinds])];
	// Something behind octets that are nothing by themselves is that something, and no second type.
	const [told = UNKNOWN, ...also] = kinds.length > 1 ? kinds.filter((one) => one !== UNKNOWN) : kinds;
	return {
		sizeBytes: file.sizeBytes,
		kind: told,
		alsoKinds: also,
		text: told === "pdf" ? null : text,
		macros: contents.macros || (others.zip?.macros ?? false),
		encrypted: contents.encrypted || (others.zip?.encrypted ?? false),
		archive: contents.archive ?? others.zip?.archive ?? null,
	};
}

const UNKNOWN = "binary";

const NOTHING: FileFinding = {
	sizeBytes: 0,
	kind: "empty",
	alsoKinds: [],
	text: null,
	macros: false,
	encrypted: false,
	archive: null,
};

function kindBySignature(file: BoundedFile, isText: boolean): string | null {
	// The name of a file is the first thing in a tar, and may begin like anything.
	if (!isText && isTar(file)) return "tar";
	const fits = signatures.find((row) => !(row.binary && isText) && matches(row, file.head));
	return fits?.kind ?? kindByStructure(file, isText);
}

/** Nothing is known of its first octets: something may be known of what lies further in. */
function kindOfBinary(file: BoundedFile, opinion: string | null): string {
	const prefix = kindOfPrefix(file.head);
	if (prefix !== null) return prefix;
	if (isPdfBehindJunk(file)) return "pdf";
	if (isIsoImage(file)) return "iso";
	return kindByWeakStructure(file) ?? (opinion === null ? UNKNOWN : kindOfOpinion(opinion));
}

/** A PDF may be behind a few words that some transfer left there, but not behind a page or a program. */
function kindOfWritten(file: BoundedFile, text: TextFinding): string {
	const isJustText = text.program === null && text.forms.every((form) => form === "csv");
	return isJustText && isPdfBehindJunk(file) ? "pdf" : kindOfText(text);
}
