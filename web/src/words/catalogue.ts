/**
 * Words of the web app: English says which there are, French has to have the same ones (tsc sees to it), and
 * words.test.ts reads what types cannot see. A catalogue is a file words.ts beside the page that says the words, so
 * that it is loaded with that page.
 */

import { once } from "../../../src/terms/once.ts";

export const languages = ["en", "fr"] as const;
export type Language = (typeof languages)[number];

/** Text, text with something filled in, or a group of such. */
// biome-ignore lint/suspicious/noExplicitAny: a word takes whatever it fills in; each is typed where it is written.
type Word = string | ((...values: any[]) => string);
export interface Words {
	readonly [name: string]: Word | Words;
}

/** The same names, with any text and the same values to fill in. */
type Translation<W extends Words> = {
	readonly [Name in keyof W]: W[Name] extends string
		? string
		: W[Name] extends (...values: infer Values) => string
			? (...values: Values) => string
			: W[Name] extends Words
				? Translation<W[Name]>
				: never;
};

export type Catalogue<W extends Words = Words> = Readonly<Record<Language, Translation<W>>>;

/** The French words are made ready when somebody reads French. */
export function catalogue<const W extends Words>(en: W, fr: Translation<W>): Catalogue<W> {
	const french = once(() => spaced(fr as Words) as Translation<W>);
	return {
		en: en as unknown as Translation<W>,
		get fr() {
			return french();
		},
	};
}

/** French sets a no-break space before : ; ? ! » and after «; words are written with plain ones. */
const noBreak = (text: string): string =>
	text.replace(/ (?=[:;?!»])/g, "\u00a0").replace(/(?<=«) /g, "\u00a0");

function spaced(words: Words): Words {
	const pairs = Object.entries(words).map(([name, word]): [string, Word | Words] => {
		if (typeof word === "string") return [name, noBreak(word)];
		if (typeof word === "function") return [name, (...values) => noBreak(word(...values))];
		return [name, spaced(word)];
	});
	return Object.fromEntries(pairs);
}

/** Numbers and forms of a language, for words with something to count; slow to make, and most pages speak one. */
function speaker(language: Language) {
	const rules = once(() => new Intl.PluralRules(language));
	const number = once(() => new Intl.NumberFormat(language === "en" ? "en-GB" : "fr-FR"));
	return {
		/** 8240 → "8,240", "8 240". */
		n: (value: number): string => number().format(value),
		/** 1 → "1 domain", 2 → "2 domains"; French counts 0 as one. */
		count: (value: number, one: string, other: string): string =>
			`${number().format(value)} ${rules().select(value) === "one" ? one : other}`,
	};
}

export const en = speaker("en");
export const fr = speaker("fr");

const marked = new Set<string>();

/** A word that is the same in both languages, marked so that none is left untranslated by accident: `same("Webhooks")`. */
export function same(text: string): string {
	marked.add(text);
	return text;
}

export const isSame = (text: string): boolean => marked.has(text);
