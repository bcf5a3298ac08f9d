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
	const lines = firstLines(decoded.start, decoded.isWhole);
	const forms = formsOf(decoded, lines);
	return { encoding: decoded.encoding, forms, program: programOf(decoded, lines, forms) };
}

/** A text that is of a form already is looked into for programs of that form only. */
function programOf(decoded: Decoded, lines: readonly string[], forms: readonly string[]): string | null {
	const told = programByItsFirstLine(lines) ?? programInMarkup(decoded.start, forms);
	return told ?? (forms.every((form) => form === "csv") ? programByItsStatements(decoded, lines) : null);
}

/** The kind of a file that is text and nothing else. Any list looks like a table, so that decides nothing. */
export const kindOfText = ({ program, forms }: TextFinding): string =>
	program ?? forms.find((form) => form !== "csv") ?? "text";
