/** The passage of an article that answers best, cut into what was searched for and the rest. */

import type { Section } from "./sections.ts";
import { type FoundWord, wordsIn } from "./words.ts";

export interface Piece {
	readonly text: string;
	/** One of the words that were searched for. */
	readonly marked: boolean;
}

export interface Excerpt {
	/** Index of the section that it is of. */
	readonly section: number;
	readonly pieces: readonly Piece[];
}

const MOST_CHARACTERS = 220;
/** So much of what stands before the first word that is marked. */
const BEFORE = 60;
const CUT = "…";

/** `words`: as the articles have them (`fold`). Where none of them stands, the beginning. */
export function excerptOf(sections: readonly Section[], words: ReadonlySet<string>): Excerpt {
	let best = { section: 0, start: 0, different: 0, all: 0 };
	for (const [section, { text }] of sections.entries()) {
		const hits = wordsIn(text).filter(({ word }) => words.has(word));
		for (const [index, { start }] of hits.entries()) {
			const near = hits.slice(index).filter(({ end }) => end <= start + MOST_CHARACTERS - BEFORE);
			const different = new Set(near.map(({ word }) => word)).size;
			if (different > best.different || (different === best.different && near.length > best.all))
				best = { section, start, different, all: near.length };
		}
	}
	const text = sections[best.section]?.text ?? "";
	return { section: best.section, pieces: marked(passage(text, best.start), words) };
}

/** Cut between words. */
function passage(text: string, at: number): string {
	const from = at <= BEFORE ? 0 : beginning(text, at - BEFORE, at);
	const to = from + MOST_CHARACTERS >= text.length ? text.length : ending(text, from + MOST_CHARACTERS);
	const whole = text
		.slice(from, to)
		.replaceAll(/([^.:;?!…\s])[ \t]*\n\s*/g, "$1 · ")
		.replaceAll(/\s+/g, " ")
		.trim();
	return `${from > 0 ? `${CUT} ` : ""}${whole}${to < text.length ? ` ${CUT}` : ""}`;
}

/** A line that begins there, else a word. */
function beginning(text: string, from: number, before: number): number {
	const line = text.lastIndexOf("\n", before);
	if (line >= from) return line + 1;
	const space = text.indexOf(" ", from);
	return space >= 0 && space < before ? space + 1 : from;
}

function ending(text: string, to: number): number {
	const space = text.slice(0, to).search(/\s\S*$/);
	return space > to - BEFORE ? space : to;
}

/** All of a text, in pieces. */
export function marked(text: string, words: ReadonlySet<string>): readonly Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	for (const { start, end } of joined(wordsIn(text).filter(({ word }) => words.has(word)))) {
		if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
		pieces.push({ text: text.slice(start, end), marked: true });
		at = end;
	}
	if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
	return pieces;
}

/** A compound and its parts are one place. */
const joined = (found: readonly FoundWord[]): readonly FoundWord[] =>
	found.reduce<FoundWord[]>((places, one) => {
		const last = places.at(-1);
		if (last !== undefined && one.start < last.end) return places;
		places.push(one);
		return places;
	}, []);
