/** Whether the content of a file is what a type on the accept list promises. */

import type { FileFinding } from "../../formats/finding.ts";
import { type AcceptedType, ANY_CONTENT } from "../../terms/attachments.ts";
import { isProgram } from "../../terms/file-kinds.ts";

/** The kind that counts: a program is one, whatever else its text can pass for. */
export const contentKind = ({ kind, text }: FileFinding): string => text?.program ?? kind;

/** An empty file is of every type: it holds nothing that could be wrong. */
export function fits({ kinds, text }: AcceptedType, finding: FileFinding): boolean {
	const kind = contentKind(finding);
	if (kind === "empty") return true;
	if (finding.macros && MACRO_FREE.includes(kind)) return false;
	if (kinds.includes(kind)) return true;
	if (isProgram(kind)) return false;
	if (kinds.includes(ANY_CONTENT)) return true;
	if (text === null || !textWithoutSignature(finding)) return false;
	return text === "any" || text.some((form) => finding.text?.forms.includes(form) ?? false);
}

/** Plain text, or text of a form that is told by what it says; not RTF or PostScript, which begin with a signature. */
export const textWithoutSignature = ({ kind, text }: FileFinding): boolean =>
	text !== null && text.program === null && (kind === "text" || text.forms.includes(kind));

/** Formats whose names promise that there are no macros: with macros they have other names (docm). */
const MACRO_FREE = ["docx", "dotx", "xlsx", "xltx", "pptx", "potx", "ppsx"];
