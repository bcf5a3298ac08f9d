/** One place to ask: what is typed into Help's box may be words, a reason's name, or a reply that was pasted whole. */

import { type Explanation, explain, holdsReply } from "../explain.ts";
import type { Language } from "../refusals/index.ts";
import type { Piece } from "./excerpt.ts";
import { QUESTION_CHARACTERS } from "./question.ts";

export interface HelpArticle {
	readonly title: string;
	/** Of the text: English where there is no translation. */
	readonly language: Language;
	/** With everything filled in. */
	readonly markdown: string;
}

export interface FoundArticle {
	/** Under /help. */
	readonly place: string;
	readonly title: string;
	/** Where in it the excerpt stands; null at its beginning. */
	readonly section: { readonly title: string; readonly id: string } | null;
	readonly excerpt: readonly Piece[];
}

export interface HelpSearch {
	/** `all`: every word is there; `similar`: as every word, or one that is spelled like it; `some`: not every word. */
	readonly how: "all" | "similar" | "some";
	/** How many there are, of which the best are in `items`. */
	readonly total: number;
	readonly items: readonly FoundArticle[];
}

/** Whoever has the articles. */
export interface HelpLibrary {
	/** `place` as in an address, after /help/. Undefined when there is no such article. */
	article(place: string, language: Language): HelpArticle | undefined;
	/** Best first. Nothing for a question without words, or with more than anybody asks. */
	search(question: string, language: Language): HelpSearch;
}

export interface HelpAnswer {
	/** What the pasted reply means; null when it is none, or when articles answer better. */
	readonly explanation: Exclude<Explanation, { readonly kind: "unknown" }> | null;
	readonly search: HelpSearch;
}

const nothing: HelpSearch = { how: "all", total: 0, items: [] };

export function answer(library: HelpLibrary, question: string, language: Language): HelpAnswer {
	const text = question.slice(0, QUESTION_CHARACTERS).trim();
	const explained = explain(text, language);
	const explanation = explained.kind === "unknown" ? null : explained;
	const search = library.search(text, language);
	// Beside an explanation only articles that hold the whole question say more.
	if (holdsReply(text)) return { explanation, search: search.how === "all" ? search : nothing };
	const isAnswered = search.how === "all" && search.total > 0;
	return { explanation: isAnswered ? null : explanation, search };
}
