/** Text: what it is written in, what it can pass for, and which program it is, if any. */

import type { TextFinding } from "../finding.ts";
import { programByItsFirstLine, programInMarkup } from "./beginnings.ts";
import type { Decoded } from "./encoding.ts";
import { formsOf } from "./forms.ts";
import { firstLines } from "./lines.ts";
import { programByItsStatements } from "./scripts.ts";

export { type Decoded, decodeText } from "./encoding.ts";

export function textFinding(decoded: Decoded): TextFinding {
	const forms = formsOf(decoded);
	return { encoding: decoded.encoding, forms, program: programOf(decoded, forms) };
}

/** A text that is of a form already is looked into for programs of that form only. */
function programOf({ start, isWhole }: Decoded, forms: readonly string[]): string | null {
	const lines = firstLines(start, isWhole);
	const told = programByItsFirstLine(lines) ?? programInMarkup(start, forms);
	return told ?? (forms.every((form) => form === "csv") ? programByItsStatements(lines) : null);
}

/** The kind of a file that is text and nothing else. Any list looks like a table, so that decides nothing. */
export const kindOfText = ({ program, forms }: TextFinding): string =>
	program ?? forms.find((form) => form !== "csv") ?? "text";
