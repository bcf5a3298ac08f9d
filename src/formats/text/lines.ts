/** Lines of a text as the recognisers of programs look at them: a bounded number, trimmed, none of them blank. */

const LINES = 60;
const LINE_CHARACTERS = 400;

/** The first lines; the last one is left out where the text was cut. */
export function firstLines(text: string, isWhole: boolean): readonly string[] {
	const lines: string[] = [];
	// Old Macintosh texts end their lines with a return alone.
	const separator = text.includes("\n") ? "\n" : "\r";
	for (let at = 0; at < text.length && lines.length < LINES; ) {
		const found = text.indexOf(separator, at);
		if (found < 0 && !isWhole && lines.length > 0) break;
		const end = found < 0 ? text.length : found;
		const line = text.slice(at, Math.min(end, at + LINE_CHARACTERS)).trim();
		if (line !== "") lines.push(line);
		at = end + 1;
	}
	return lines;
}

/** How many of the lines fit, from 0 to 1. */
export const share = (lines: readonly string[], fits: (line: string) => boolean): number =>
	lines.length === 0 ? 0 : lines.filter(fits).length / lines.length;
