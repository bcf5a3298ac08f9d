/**
 * What was found of an attachment, in words: for the refusal, the message's page and the API. They are English, as
 * SMTP needs them; their French is in `refusals/words/fr/phrases.ts`, and said by `sayFact`.
 */

import type { ArchiveFinding, FileFinding } from "../formats/finding.ts";
import { kindName } from "./file-kinds.ts";
import { cleanFact, type Language, sayFact } from "./refusals/facts.ts";

/** One attachment of an accepted message, as it is kept and shown. */
export interface AttachmentVerdict {
	/** "" when it has none. */
	readonly name: string;
	/** As declared. */
	readonly mediaType: string;
	readonly sizeBytes: number;
	/** What it is by its octets: "pdf", "docx", "text". */
	readonly kind: string;
	/** The same in words: "a PDF document". */
	readonly words: string;
	/** "cannot be looked into: it has a password", "3 files inside", "carries macros". */
	readonly notes: readonly string[];
}

export const verdictOf = (
	names: readonly string[],
	mediaType: string,
	finding: FileFinding,
): AttachmentVerdict => ({
	name: cleanFact(names[0] ?? ""),
	mediaType: cleanFact(mediaType),
	sizeBytes: finding.sizeBytes,
	kind: finding.kind,
	words: contentWords(finding),
	notes: notesOn(finding),
});

/** As it is kept, or in another language. */
export const verdictIn = (verdict: AttachmentVerdict, language: Language): AttachmentVerdict => ({
	...verdict,
	words: sayFact("finding", verdict.words, language),
	notes: verdict.notes.map((note) => sayFact("finding", note, language)),
});

/** What the content is: "a Windows program (exe)", "a PNG picture and a ZIP archive at once". */
export function contentWords({ kind, alsoKinds, text, macros }: FileFinding): string {
	const usual = kindName(text?.program ?? kind);
	const named =
		macros && !usual.includes("macros")
			? `${usual} with macros`
			: text === null && PAGES.includes(kind)
				? `${usual} with data behind it that are no text`
				: usual;
	return alsoKinds.length === 0 ? named : `${[named, ...alsoKinds.map(kindName)].join(" and ")} at once`;
}

/** They are text; where the whole is none, something stands behind the text. */
const PAGES: readonly string[] = ["html", "svg"];

/** Why a file cannot be looked into; undefined when it can. */
export function hidden({ archive, encrypted }: FileFinding): string | undefined {
	if (archive?.problem === "names-hidden") return archive.detail || "the names of its files are hidden";
	if (encrypted) return "it has a password";
	if (archive?.entries.some((entry) => entry.encrypted)) return "files in it have a password";
	return undefined;
}

/** Why an archive is not safe to unpack; undefined when it is. */
export function unsafe({ problem, detail }: ArchiveFinding): string | undefined {
	if (problem === null || problem === "names-hidden") return undefined;
	return detail || problemWords[problem];
}

const problemWords = {
	damaged: "its list of files cannot be read",
	bomb: "it grows beyond measure",
	"too-many-entries": "it holds too many files",
	nested: "it is an archive in an archive in an archive",
} as const;

function notesOn(finding: FileFinding): readonly string[] {
	const { archive, macros } = finding;
	const notes: string[] = [];
	const why = hidden(finding);
	if (why !== undefined) notes.push(`cannot be looked into: ${cleanFact(why)}`);
	const files = archive?.entries.filter(({ isFolder }) => !isFolder).length ?? 0;
	if (files > 0) notes.push(files === 1 ? "1 file inside" : `${files} files inside`);
	if (macros) notes.push("carries macros");
	return notes;
}
