/** Help: all articles by what a person looks for, and each of them, in the reader's language. */

import { html, raw } from "hono/html";
import {
	articleAt,
	type HelpLibrary,
	placeOf,
	type ShelfSection,
	shelf,
	toHtml,
} from "../../terms/help/index.ts";
import type { Language } from "../../terms/refusals/index.ts";
import { type HelpLanguage, helpAddress, keepAsking } from "./help-address.ts";
import { helpForm } from "./help-search.ts";
import { helpWords } from "./help-words.ts";
import type { Markup, PageContent } from "./layout.ts";

/** `place` is what follows /help/ in the address. Undefined when there is no such article. */
export function articlePage(place: string, wanted: HelpLanguage, help: HelpLibrary): PageContent | undefined {
	const article = articleAt(place);
	const found = help.article(place, wanted.language);
	if (article === undefined || found === undefined) return undefined;
	const { title, language, markdown } = found;
	const body = raw(toHtml(markdown, keepAsking(wanted)));
	return {
		title,
		body: html`<p class="back"><a href="${helpAddress("", wanted)}">${helpWords[language].help}</a> · ${otherLanguage(`/help/${placeOf(article)}`, language)}</p><article class="prose" lang="${language}">${body}</article><div class="below">${helpForm("", wanted)}</div>`,
	};
}

const otherLanguage = (address: string, language: Language): Markup => {
	const other = language === "en" ? "fr" : "en";
	return html`<a href="${address}?lang=${other}" hreflang="${other}" lang="${other}">${languageNames[other]}</a>`;
};

const languageNames: Readonly<Record<Language, string>> = { en: "English", fr: "Français" };

/** All articles, causes of refusals first. */
export function allArticlesPage(wanted: HelpLanguage): PageContent {
	const { language } = wanted;
	const words = helpWords[language];
	const groups = shelf(language);
	return {
		title: words.help,
		body: html`<div lang="${language}"><div class="head"><h1>${words.help}</h1>${otherLanguage("/help", language)}</div>
${helpForm("", wanted)}
<nav class="jumps" aria-label="${words.groups}">${groups.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
${groups.map(
	({ id, title, sections }) => html`<h2 id="${id}">${title}</h2>
<div class="shelf">${sections.map((section) => sectionList(section, wanted))}</div>`,
)}</div>`,
	};
}

const sectionList = ({ title, articles }: ShelfSection, wanted: HelpLanguage): Markup =>
	html`<section>${title === null ? "" : html`<h3>${title}</h3>`}<ul class="reasons">${articles.map(
		({ place, title, name }) =>
			html`<li><a href="${helpAddress(place, wanted)}">${title}</a>${name === null ? "" : html` <code>${name}</code>`}</li>`,
	)}</ul></section>`;
