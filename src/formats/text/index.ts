/** Text: what it is written in, what it can pass for, and which program it is, if any. */

import type { TextFinding } from "../finding.ts";
import { programByItsFirstLine, programInMarkup } from "./beginnings.ts";
import { type Decoded, decodePrefix } from "./encoding.ts";
import { formsOf } from "./forms.ts";
import { firstLines } from "./lines.ts";
import { programByItsStatements } from "./scripts.ts";

export { decodeText } from "./encoding.ts";

/** What the text is that binary data begin with, where that says something: a page or a program. */
export function kindOfPrefix(head: Buffer): string | null {
	const { program, forms } = textFinding(decodePrefix(head));
	return program ?? forms.find((form) => form === "html" || form === "svg") ?? null;
}

export function textFinding(decoded: Decoded): TextFinding {
	const forms = formsOf(decoded);
	return { encoding: decoded.encoding, forms, program: programOf(decoded, forms) };
}

/** A text that is of a form already is looked into for programs of that form only. */
function programOf(decoded: Decoded, forms: readonly string[]): string | null {
	const { start, isWhole } = decoded;
	const told = programByItsFirstLine(firstLines(start, isWhole)) ?? programInMarkup(start, forms);
	return told ?? (forms.every((form) => form === "csv") ? programByItsStatements(decoded) : null);
}

/** The kind of a file that is text and nothing else. Any list looks like a table, so that decides nothing. */
export const kindOfText = ({ program, forms }: TextFinding): string =>
	program ?? forms.find((form) => form !== "csv") ?? "text";
