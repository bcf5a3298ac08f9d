/** Which articles answer a question best: every word has to be there, the last one may be unfinished. */

import MiniSearch, { type Query, type SearchOptions, type SearchResult } from "minisearch";
import {
	type Article,
	type Asked,
	articles,
	asked,
	entryOf,
	excerptOf,
	type FoundArticle,
	type HelpArticle,
	type HelpSearch,
	placeOf,
	repliesOf,
	type Section,
	sectionsOf,
	wordsIn,
} from "../../terms/help/index.ts";
import type { Language } from "../../terms/refusals/index.ts";

/** By the question. */
export type HelpIndex = (question: string) => HelpSearch;

const FIELDS = ["title", "name", "headings", "text"] as const;
/** What a word weighs, by where it stands. */
const BOOST = { title: 8, name: 6, headings: 3, text: 1 };
/** What a word weighs that only would do as well. */
const ALIKE = 0.2;
const MOST_WORDS = 16;
const MOST_ITEMS = 20;
/** Where no article has all the words, the ones that have most of them. */
const MOST_OF_SOME = 8;

interface Shelved {
	readonly title: string;
	readonly sections: readonly Section[];
}

export function createIndex(
	language: Language,
	read: (article: Article) => HelpArticle | undefined,
): HelpIndex {
	const index = new MiniSearch({
		idField: "place",
		fields: [...FIELDS],
		tokenize: (text) => wordsIn(text).map(({ word }) => word),
		processTerm: (word) => word,
	});
	const shelved = new Map<string, Shelved>();
	for (const article of articles) {
		const found = read(article);
		if (found === undefined) continue;
		const { place, title, name } = entryOf(article, language);
		const sections = sectionsOf(found.markdown);
		shelved.set(place, { title, sections });
		index.add({
			place,
			title,
			name: [placeOf(article), name, ...codesOf(article)].join(" "),
			headings: sections.map(({ heading }) => heading ?? "").join("\n"),
			text: sections.map(({ text }) => text).join("\n"),
		});
	}
	return (question) => {
		const words = asked(question);
		if (words.length === 0 || words.length > MOST_WORDS) return { how: "all", total: 0, items: [] };
		for (const how of ["all", "similar", "some"] as const) {
			const results = index.search(queryOf(words, how), { boost: BOOST });
			if (results.length === 0) continue;
			const best = how === "some" ? results.slice(0, MOST_OF_SOME) : results;
			const items = best.slice(0, MOST_ITEMS).map((result) => foundOf(result, shelved));
			return { how, total: best.length, items };
		}
		return { how: "all", total: 0, items: [] };
	};
}

/** With every code that it may have, so that a code alone finds it. */
const codesOf = (article: Article): readonly string[] =>
	article.kind === "reason" ? repliesOf(article.reason) : [];

function queryOf(words: readonly Asked[], how: HelpSearch["how"]): Query {
	return {
		combineWith: how === "some" ? "OR" : "AND",
		queries: words.map(({ word, parts, others }, place): Query => {
			const options = optionsOf(place === words.length - 1, how);
			const apart: Query[] =
				parts.length === 0 ? [] : [{ ...options, combineWith: "AND", queries: [...parts] }];
			const alike: SearchOptions = { ...options, prefix: false, fuzzy: false, boostTerm: () => ALIKE };
			return {
				combineWith: "OR",
				queries: [
					{ ...options, queries: [word] },
					...apart,
					...others.map((other): Query => ({ ...alike, queries: [other] })),
				],
			};
		}),
	};
}

/** Distances of Levenshtein between words that count as similar; short words and codes have none. */
const [LONG, LONGER] = [5, 8];

const optionsOf = (isLast: boolean, how: HelpSearch["how"]): SearchOptions => ({
	// A whole code is not the beginning of another one.
	prefix: (word) => isLast && !/^\d{3}$|^\d\.\d+\.\d+$/.test(word),
	fuzzy: (word) =>
		how === "all" || word.length < LONG || /\d/.test(word) ? false : word.length < LONGER ? 1 : 2,
	// Of the question, which has been taken apart already.
	tokenize: (word) => [word],
});

function foundOf({ id, match }: SearchResult, shelved: ReadonlyMap<string, Shelved>): FoundArticle {
	const { title, sections } = shelved.get(id) ?? { title: "", sections: [] };
	const { section, pieces } = excerptOf(sections, new Set(Object.keys(match)));
	const { heading, id: at } = sections[section] ?? { heading: null, id: "" };
	return { place: id, title, section: heading === null ? null : { title: heading, id: at }, excerpt: pieces };
}
