/** What the pages of Help say around the articles. */

import type { Language } from "../../terms/refusals/index.ts";

const number = { en: new Intl.NumberFormat("en-GB"), fr: new Intl.NumberFormat("fr-FR") } as const;

export interface HelpWords {
	readonly help: string;
	readonly ask: string;
	readonly hint: string;
	readonly search: string;
	readonly remedy: string;
	readonly whose: string;
	readonly more: string;
	readonly all: string;
	readonly groups: string;
	readonly articles: (count: number) => string;
	readonly best: (shown: number, count: number) => string;
	readonly similar: string;
	readonly some: string;
	readonly none: string;
	readonly noneAbout: string;
	readonly codes: string;
}

export const helpWords: Readonly<Record<Language, HelpWords>> = {
	en: {
		help: "Help",
		ask: "Search, or paste an SMTP reply",
		hint: "a few words, a code, or what your mail program showed",
		search: "Search",
		remedy: "What to do",
		whose: "Whose move",
		more: "Read more",
		all: "All articles",
		groups: "Groups of articles",
		articles: (count) => `${number.en.format(count)} ${count === 1 ? "article" : "articles"}`,
		best: (shown, count) => `The best ${number.en.format(shown)} of ${number.en.format(count)} articles`,
		similar: "No article has these words as they are spelled. These have similar ones.",
		some: "No article has all of these words. These have some of them.",
		none: "Nothing was found",
		noneAbout:
			"Try fewer or other words, or paste the whole reply of the server, from its three-digit code on. Codes and causes are all in one table:",
		codes: "SMTP error codes: what they mean",
	},
	fr: {
		help: "Aide",
		ask: "Chercher, ou coller une réponse SMTP",
		hint: "quelques mots, un code, ou ce que le logiciel a affiché",
		search: "Chercher",
		remedy: "Que faire",
		whose: "À qui d’agir",
		more: "En savoir plus",
		all: "Tous les articles",
		groups: "Groupes d’articles",
		articles: (count) => `${number.fr.format(count)} ${count < 2 ? "article" : "articles"}`,
		best: (shown, count) =>
			`Les ${number.fr.format(shown)} meilleurs articles sur ${number.fr.format(count)}`,
		similar: "Aucun article n’a ces mots tels qu’ils sont écrits. Ceux-ci en ont de semblables.",
		some: "Aucun article n’a tous ces mots. Ceux-ci en ont quelques-uns.",
		none: "Rien n’a été trouvé",
		noneAbout:
			"Essayez moins de mots, ou d’autres, ou collez la réponse entière du serveur, à partir de son code à trois chiffres. Tous les codes et toutes les causes sont dans un tableau\u00a0:",
		codes: "Codes d’erreur SMTP\u00a0: ce qu’ils signifient",
	},
};
