/** An article as text without marks, by its headings: what is searched and quoted. */

import { headingIds } from "./markdown.ts";

export interface Section {
	/** Null for what stands before the first heading below the title. */
	readonly heading: string | null;
	/** By which its heading is linked to; empty without one. */
	readonly id: string;
	/** Blocks are separated by line breaks. */
	readonly text: string;
}

/** Holds the titles of other articles only, which answer for themselves. */
const LINKS = ["Related", "Voir aussi"];

/** Of an article with everything filled in. The title is no section, nor are links to other articles. */
export function sectionsOf(markdown: string): readonly Section[] {
	const sections: { heading: string | null; id: string; lines: string[] }[] = [
		{ heading: null, id: "", lines: [] },
	];
	const idOf = headingIds();
	let isCode = false;
	for (const line of markdown.split("\n")) {
		if (line.startsWith("```")) isCode = !isCode;
		else if (!isCode && line.startsWith("# ")) idOf(line.slice(2));
		else if (!isCode && /^#{2,4} /.test(line)) {
			const heading = line.slice(line.indexOf(" ") + 1);
			sections.push({ heading: plain(heading), id: idOf(heading), lines: [] });
		} else if (isCode) sections.at(-1)?.lines.push(line);
		else if (!isLeftOut(line)) sections.at(-1)?.lines.push(plain(line));
	}
	return sections
		.filter(({ heading }) => heading === null || !LINKS.includes(heading))
		.map(({ heading, id, lines }) => ({ heading, id, text: lines.join("\n").trim() }));
}

/** The title, the line below a table's head, comments, empty lines. */
const isLeftOut = (line: string): boolean => /^(?:# |<!--|\|[\s:|-]*$|\s*$)/.test(line);

/** A line without marks: cells are separated by dashes, of a link its words stay. */
const plain = (line: string): string =>
	line
		.trim()
		.replace(/^(?:[-*]|\d{1,3}\.) /, "")
		.replace(/^\|\s*|\s*\|$/g, "")
		.replaceAll(/\s*\|\s*/g, " – ")
		.replaceAll("<br>", ", ")
		.replaceAll(/\[([^\][\n]+)\]\([^()\s]+\)/g, "$1")
		.replaceAll(/\*\*|`/g, "")
		.replaceAll(/(^|[\s(])[*_]([^*_\n]+)[*_](?=[\s).,;:!?]|$)/g, "$1$2");
