/** Help: the articles of `help/` with the running service's codes and limits in them, in the reader's language. */

import { readFile } from "node:fs/promises";
import { html, raw } from "hono/html";
import { type CauseId, causeSections, causeWords } from "../../terms/causes/index.ts";
import { explain } from "../../terms/explain.ts";
import {
	type Article,
	articleAt,
	causeSectionTitles,
	fileOf,
	type GeneralArticle,
	generalArticles,
	placeOf,
	renderArticle,
	sectionTitles,
} from "../../terms/help/index.ts";
import { type Language, type Reason, rowOf, sections, wordsOf } from "../../terms/refusals/index.ts";
import type { WebDependencies } from "./dependencies.ts";
import type { Markup } from "./layout.ts";
import { toHtml } from "./markdown.ts";

const folder = new URL("../../../help/", import.meta.url);

/** The language of a visit, and whether the address asked for it: then links keep asking. */
export interface HelpLanguage {
	readonly language: Language;
	readonly asked: boolean;
}

export interface ArticlePage {
	readonly title: string;
	readonly body: Markup;
}

/** `place` is what follows /help/ in the address. Undefined when there is no such article. */
export async function articlePage(
	place: string,
	wanted: HelpLanguage,
	dependencies: WebDependencies,
): Promise<ArticlePage | undefined> {
	const article = articleAt(place);
	if (article === undefined) return undefined;
	const found = await read(article, wanted.language);
	if (found === undefined) return undefined;
	const { language, markdown } = found;
	const { limits, acceptedTypes, url } = dependencies;
	const rendered = renderArticle(markdown, {
		article,
		language,
		limits,
		acceptedTypes,
		helpUrl: url(),
	});
	const body = raw(toHtml(wanted.asked ? keepAsking(rendered, language) : rendered));
	return {
		title: /^# (.+)$/m.exec(rendered)?.[1] ?? place,
		body: html`<p class="back"><a href="${helpAddress("", wanted)}">${words.help[language]}</a> · ${otherLanguage(article, language)}</p><article class="prose" lang="${language}">${body}</article>`,
	};
}

/** An article that is not translated yet is better than none. The name is one of a fixed list: no path of a stranger's. */
async function read(article: Article, wanted: Language) {
	for (const language of [wanted, "en"] as const) {
		try {
			return { language, markdown: await readFile(new URL(fileOf(article, language), folder), "utf8") };
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
		}
	}
	return undefined;
}

const keepAsking = (markdown: string, language: Language): string =>
	markdown.replace(/\]\((\/help\/[a-z0-9/-]+)\)/g, (_, address: string) => `](${address}?lang=${language})`);

const otherLanguage = (article: Article, language: Language): Markup => {
	const other = language === "en" ? "fr" : "en";
	return html`<a href="/help/${placeOf(article)}?lang=${other}" hreflang="${other}" lang="${other}">${languageNames[other]}</a>`;
};

const languageNames: Readonly<Record<Language, string>> = { en: "English", fr: "Français" };

const helpAddress = (place: string, { language, asked }: HelpLanguage): string =>
	`/help${place === "" ? "" : `/${place}`}${asked ? `?lang=${language}` : ""}`;

const words = {
	help: { en: "Help", fr: "Aide" },
	paste: { en: "Paste an SMTP reply", fr: "Coller une réponse SMTP" },
	hint: {
		en: "what your mail program showed, or a whole bounce message",
		fr: "ce que le logiciel a affiché, ou tout le message de retour",
	},
	explain: { en: "Explain", fr: "Expliquer" },
	remedy: { en: "What to do", fr: "Que faire" },
	whose: { en: "Whose move", fr: "À qui d’agir" },
	more: { en: "Read more", fr: "En savoir plus" },
	reasons: {
		en: "Every reason for which a message is refused here",
		fr: "Tous les motifs pour lesquels un message est refusé ici",
	},
	causes: {
		en: "Everything that other servers answer",
		fr: "Tout ce que répondent les autres serveurs",
	},
} as const;

/** What a pasted text means: the same as on the command line and in the API. */
export function explained(text: string, wanted: HelpLanguage): Markup {
	const { language } = wanted;
	const explanation = explain(text, language);
	const { title, because, remedy, help } = explanation;
	const whose = explanation.kind === "unknown" ? undefined : explanation.moveSays;
	return html`<div class="verdict" role="status" lang="${language}"><h2>${title}</h2><p>${because}</p>
<p><strong>${words.remedy[language]}</strong> ${remedy}</p>
${whose === undefined ? "" : html`<p><strong>${words.whose[language]}</strong> ${whose}</p>`}
<p class="links"><a href="${helpAddress(help.slice("/help/".length), wanted)}">${words.more[language]}</a></p></div>`;
}

export const helpTitle = ({ language }: HelpLanguage): string => words.help[language];

export function helpPage(explained: Markup | "", asked: string, wanted: HelpLanguage): Markup {
	const { language } = wanted;
	const link = (place: string, title: string): Markup =>
		html`<a href="${helpAddress(place, wanted)}">${title}</a>`;
	return html`<div lang="${language}"><h1>${words.help[language]}</h1>
<form class="filters" method="get" action="/help" role="search">${wanted.asked ? html`<input type="hidden" name="lang" value="${language}">` : ""}<label class="wide"><span>${words.paste[language]}</span><input type="search" name="text" value="${asked}" placeholder="${words.hint[language]}" autocomplete="off" maxlength="4000"></label><button type="submit">${words.explain[language]}</button></form>
${explained}
<ul class="articles">${(Object.keys(generalArticles) as GeneralArticle[]).map((name) => html`<li>${link(name, generalArticles[name][language])}</li>`)}</ul>
<h2>${words.reasons[language]}</h2>
${Object.entries(sections).map(
	([section, rows]) => html`<h3>${sectionTitles[section as keyof typeof sections][language]}</h3>
<ul class="reasons">${(Object.keys(rows) as Reason[]).map(
		(reason) =>
			html`<li>${link(reason, wordsOf(reason, language).title)} <code>${rowOf(reason).code} ${reason}</code></li>`,
	)}</ul>`,
)}
<h2>${words.causes[language]}</h2>
${Object.entries(causeSections).map(
	([section, rows]) => html`<h3>${causeSectionTitles[section as keyof typeof causeSections][language]}</h3>
<ul class="reasons">${(Object.keys(rows) as CauseId[]).map(
		(cause) =>
			html`<li>${link(`causes/${cause}`, causeWords(cause, language).title)} <code>${cause}</code></li>`,
	)}</ul>`,
)}</div>`;
}
