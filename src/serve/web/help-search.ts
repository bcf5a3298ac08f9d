/** Help's box, and what it answers: what a pasted reply means, and the articles in which the words stand. */

import { html } from "hono/html";
import {
	answer,
	type FoundArticle,
	type HelpAnswer,
	type HelpLibrary,
	type HelpSearch,
	type Piece,
	QUESTION_CHARACTERS,
} from "../../terms/help/index.ts";
import { type HelpLanguage, helpAddress } from "./help-address.ts";
import { type HelpWords, helpWords } from "./help-words.ts";
import type { Markup, PageContent } from "./layout.ts";

export function helpForm(question: string, { language, asked }: HelpLanguage): Markup {
	const words = helpWords[language];
	return html`<form class="filters ask" method="get" action="/help" role="search">${asked ? html`<input type="hidden" name="lang" value="${language}">` : ""}<label class="wide"><span>${words.ask}</span><input type="search" name="q" value="${question}" placeholder="${words.hint}" autocomplete="off" maxlength="${QUESTION_CHARACTERS}" aria-keyshortcuts="Control+K Meta+K"></label><button type="submit">${words.search}</button></form>`;
}

export function answerPage(question: string, wanted: HelpLanguage, help: HelpLibrary): PageContent {
	const { language } = wanted;
	const words = helpWords[language];
	const text = question.slice(0, QUESTION_CHARACTERS).trim();
	const found = answer(help, text, language);
	const outcome = outcomeOf(found, words);
	return {
		title: `${outcome} – ${words.help}`,
		body: html`<div lang="${language}"><p class="back"><a href="${helpAddress("", wanted)}">${words.all}</a></p>
<h1>${words.help}</h1>
${helpForm(text, wanted)}
${found.explanation === null ? "" : verdict(found.explanation, wanted)}
${foundArticles(found, wanted)}</div>`,
	};
}

/** In a line: what a screen reader says first, as the page's title. */
function outcomeOf({ explanation, search }: HelpAnswer, words: HelpWords): string {
	if (explanation !== null) return explanation.title;
	return search.total === 0 ? words.none : countOf(search, words);
}

const countOf = ({ items, total }: HelpSearch, words: HelpWords): string =>
	items.length < total ? words.best(items.length, total) : words.articles(total);

/** What a pasted text means: the same as on the command line and in the API. */
function verdict(explanation: NonNullable<HelpAnswer["explanation"]>, wanted: HelpLanguage): Markup {
	const words = helpWords[wanted.language];
	const { title, because, remedy, moveSays, help } = explanation;
	return html`<div class="verdict" role="status"><h2>${title}</h2><p>${because}</p>
<p><strong>${words.remedy}</strong> ${remedy}</p>
<p><strong>${words.whose}</strong> ${moveSays}</p>
<p class="links"><a href="${helpAddress(help.slice("/help/".length), wanted)}">${words.more}</a></p></div>`;
}

function foundArticles({ explanation, search }: HelpAnswer, wanted: HelpLanguage): Markup | "" {
	const words = helpWords[wanted.language];
	if (search.total === 0) {
		if (explanation !== null) return "";
		return html`<div class="empty" role="status"><h2>${words.none}</h2><p>${words.noneAbout} <a href="${helpAddress("smtp-error-codes", wanted)}">${words.codes}</a></p></div>`;
	}
	return html`<h2 class="count">${countOf(search, words)}</h2>
${search.how === "all" ? "" : html`<p>${words[search.how]}</p>`}
<ol class="found">${search.items.map((item) => oneFound(item, wanted))}</ol>`;
}

const oneFound = ({ place, title, section, excerpt }: FoundArticle, wanted: HelpLanguage): Markup =>
	html`<li><h3><a href="${helpAddress(place, wanted)}">${title}</a></h3>${section === null ? "" : html`<p class="in"><a href="${helpAddress(place, wanted)}#${section.id}">${section.title}</a></p>`}<p>${excerpt.map(piece)}</p></li>`;

const piece = ({ text, marked }: Piece): Markup => (marked ? html`<mark>${text}</mark>` : html`${text}`);
