/** All articles in the order in which a person looks for them: why mail was refused first, then how to use the service. */

import { type CauseId, causeSections, causeWords } from "../causes/index.ts";
import { type Language, type Reason, rowOf, sections, wordsOf } from "../refusals/index.ts";
import { type Article, type GeneralArticle, generalArticles, placeOf } from "./articles.ts";
import { causeSectionTitles, sectionTitles } from "./tables.ts";

export interface ShelfEntry {
	/** Under /help: "statuses", "causes/greylisted". */
	readonly place: string;
	readonly title: string;
	/** The code and the reason ("550 sender-domain-mismatch"), or the cause; null for what is about neither. */
	readonly name: string | null;
}

export interface ShelfSection {
	/** Null where the group has one section only. */
	readonly title: string | null;
	readonly articles: readonly ShelfEntry[];
}

export interface ShelfGroup {
	readonly id: "start" | "refused" | "answered" | "using";
	readonly title: string;
	readonly sections: readonly ShelfSection[];
}

const titles = {
	start: { en: "Mail was refused, or has not arrived", fr: "Un message a été refusé, ou n’est pas arrivé" },
	refused: {
		en: "Every reason for which a message is refused here",
		fr: "Tous les motifs pour lesquels un message est refusé ici",
	},
	answered: { en: "Everything that other servers answer", fr: "Tout ce que répondent les autres serveurs" },
	using: { en: "Set up and use the service", fr: "Mettre en place et utiliser le service" },
} as const satisfies Readonly<Record<ShelfGroup["id"], Readonly<Record<Language, string>>>>;

/** Which of the general articles are about mail that was refused; the others are about using the service. */
const aboutRefusals: readonly GeneralArticle[] = [
	"why-was-my-email-rejected",
	"smtp-error-codes",
	"statuses",
];

export function shelf(language: Language): readonly ShelfGroup[] {
	const group = (id: ShelfGroup["id"], sections: readonly ShelfSection[]): ShelfGroup => ({
		id,
		title: titles[id][language],
		sections,
	});
	const names = Object.keys(generalArticles) as GeneralArticle[];
	const general = (names: readonly GeneralArticle[]): readonly ShelfSection[] => [
		{ title: null, articles: names.map((name) => entryOf({ kind: "general", name }, language)) },
	];
	return [
		group("start", general(aboutRefusals)),
		group("using", general(names.filter((name) => !aboutRefusals.includes(name)))),
		group(
			"refused",
			Object.entries(sections).map(([section, rows]) => ({
				title: sectionTitles[section as keyof typeof sections][language],
				articles: (Object.keys(rows) as Reason[]).map((reason) =>
					entryOf({ kind: "reason", reason }, language),
				),
			})),
		),
		group(
			"answered",
			Object.entries(causeSections).map(([section, rows]) => ({
				title: causeSectionTitles[section as keyof typeof causeSections][language],
				articles: (Object.keys(rows) as CauseId[]).map((cause) =>
					entryOf({ kind: "cause", cause }, language),
				),
			})),
		),
	];
}

export function entryOf(article: Article, language: Language): ShelfEntry {
	const place = placeOf(article);
	switch (article.kind) {
		case "general":
			return { place, title: generalArticles[article.name][language], name: null };
		case "reason": {
			const { reason } = article;
			return { place, title: wordsOf(reason, language).title, name: `${rowOf(reason).code} ${reason}` };
		}
		case "cause":
			return { place, title: causeWords(article.cause, language).title, name: article.cause };
	}
}

/** Every one, once. */
export const articles: readonly Article[] = [
	...(Object.keys(generalArticles) as GeneralArticle[]).map((name) => ({ kind: "general", name }) as const),
	...Object.values(sections).flatMap((rows) =>
		(Object.keys(rows) as Reason[]).map((reason) => ({ kind: "reason", reason }) as const),
	),
	...Object.values(causeSections).flatMap((rows) =>
		(Object.keys(rows) as CauseId[]).map((cause) => ({ kind: "cause", cause }) as const),
	),
];
