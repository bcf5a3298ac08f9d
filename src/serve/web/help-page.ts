/** Help: the articles of `help/` with the running service's codes and limits in them. */

import { readFile } from "node:fs/promises";
import { html, raw } from "hono/html";
import { acceptedTypes } from "../../terms/attachments.ts";
import {
	type ArticleFacts,
	generalArticles,
	isArticle,
	renderArticle,
	sectionTitles,
} from "../../terms/help.ts";
import { isReason, type Reason, rowOf, sections, wordsOf } from "../../terms/refusals/index.ts";
import type { WebDependencies } from "./dependencies.ts";
import type { Markup } from "./layout.ts";
import { toHtml } from "./markdown.ts";

const folder = new URL("../../../help/", import.meta.url);

export interface Article {
	readonly title: string;
	readonly body: Markup;
}

/** Undefined when there is no such article. */
export async function article(name: string, dependencies: WebDependencies): Promise<Article | undefined> {
	if (!isArticle(name)) return undefined;
	const reason = isReason(name) ? name : null;
	const markdown = (await read(name)) ?? (reason === null ? undefined : briefArticle(reason));
	if (markdown === undefined) return undefined;
	const rendered = renderArticle(markdown, factsFor(reason, dependencies));
	return {
		title: /^# (.+)$/m.exec(rendered)?.[1] ?? name,
		body: html`<p class="back"><a href="/help">Help</a></p><article class="prose">${raw(toHtml(rendered))}</article>`,
	};
}

const factsFor = (
	reason: Reason | null,
	{ limits, refusedExtensions, url }: WebDependencies,
): ArticleFacts => ({
	reason,
	limits,
	acceptedTypes: acceptedTypes.filter(({ extension }) => !refusedExtensions.includes(extension)),
	helpUrl: url(),
});

/** `name` is one of a fixed list by here, so it is a file name and no path. */
async function read(name: string): Promise<string | undefined> {
	try {
		return await readFile(new URL(`${name}.md`, folder), "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
		throw error;
	}
}

/** What the catalogue itself can say, for an installation whose articles are incomplete. */
const briefArticle = (reason: Reason): string =>
	"# {{title}}\n\n```\n{{example}}\n```\n\n" +
	`${wordsOf(reason, "en").because.replaceAll(/\{(\w+)\}/g, "($1)")}\n\n## What to do\n\n` +
	wordsOf(reason, "en").remedy.replaceAll(/\{(\w+)\}/g, "($1)");

const titles: Readonly<Record<(typeof generalArticles)[number], string>> = {
	"why-was-my-email-rejected": "Why was my email rejected?",
	"smtp-error-codes": "SMTP error codes: what they mean",
	statuses: "Statuses in Activity",
	"accepted-attachments": "Accepted attachments",
	"connect-your-application": "Connect your application",
	"quota-and-plans": "Quota and plans",
	"authenticate-a-domain": "Authenticate a domain",
};

export const helpPage = (explained: Markup | "", asked: string): Markup => html`<h1>Help</h1>
<form class="filters" method="get" action="/help" role="search"><label class="wide"><span>Paste an SMTP reply</span><input type="search" name="text" value="${asked}" placeholder="what your mail program showed" autocomplete="off" maxlength="4000"></label><button type="submit">Explain</button></form>
${explained}
<ul class="articles">${generalArticles.map((name) => html`<li><a href="/help/${name}">${titles[name]}</a></li>`)}</ul>
<h2>Every reason for which a message is refused</h2>
${Object.entries(sections).map(
	([section, rows]) => html`<h3>${sectionTitles[section as keyof typeof sections]}</h3>
<ul class="reasons">${(Object.keys(rows) as Reason[]).map(
		(reason) =>
			html`<li><a href="/help/${reason}">${wordsOf(reason, "en").title}</a> <code>${rowOf(reason).code} ${reason}</code></li>`,
	)}</ul>`,
)}`;
