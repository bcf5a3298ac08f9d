/** A status that opens to its reason: the answer first, then what to do, the reply last. */

import { html } from "hono/html";
import type { ActivityRow } from "../../report/ports.ts";
import { reasonWords } from "../../terms/reason-words.ts";
import type { Language, Phase } from "../../terms/refusals/index.ts";
import type { Markup } from "./layout.ts";
import { statusMark } from "./marks.ts";
import { timeOf } from "./words.ts";

/** For whom, and when, something is said. */
export interface Reader {
	readonly now: number;
	readonly language: Language;
}

const labels = {
	en: {
		unknown: "No reason was recorded",
		remedy: "What to do",
		next: "Next attempt",
		article: "Read more",
		message: "Open message",
		refusal: "Open details",
		said: {
			connect: "said at the connection",
			auth: "said at log-in",
			mail: "said at MAIL FROM",
			rcpt: "said at RCPT TO",
			data: "said at DATA",
			content: "said after the content",
			any: "said during the session",
		},
		to: (address: string) => `to ${address}`,
		after: (attempts: number) => `after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`,
		times: (count: number) => `${count} times`,
	},
	fr: {
		unknown: "Aucune raison n'a été notée",
		remedy: "Que faire",
		next: "Prochaine tentative",
		article: "En savoir plus",
		message: "Ouvrir le message",
		refusal: "Ouvrir le détail",
		said: {
			connect: "dit à la connexion",
			auth: "dit à l’authentification",
			mail: "dit à MAIL FROM",
			rcpt: "dit à RCPT TO",
			data: "dit à DATA",
			content: "dit après le contenu",
			any: "dit pendant la session",
		},
		to: (address: string) => `à ${address}`,
		after: (attempts: number) => `après ${attempts} ${attempts === 1 ? "tentative" : "tentatives"}`,
		times: (count: number) => `${count} fois`,
	},
} as const satisfies Readonly<Record<Language, object>>;

/** A plain mark where there is nothing to explain. */
export function statusCell(row: ActivityRow, reader: Reader): Markup {
	const card = reasonCard(row, reader);
	if (card === undefined) return statusMark(row.status);
	const { message, refusal } = labels[reader.language];
	return html`<details class="reason" name="reason"><summary>${statusMark(row.status)}</summary><div class="card" lang="${reader.language}">${card}
<p class="links">${articleLink(row, reader)} <a href="${detailPath(row)}">${row.messageId === null ? refusal : message}</a></p></div></details>`;
}

/** The same, open and in its place on a page; "" when nothing is wrong. */
export function verdict(row: ActivityRow, reader: Reader): Markup | "" {
	const card = reasonCard(row, reader);
	if (card === undefined) return "";
	return html`<div class="verdict ${row.status}" lang="${reader.language}">${card}
<p class="links">${articleLink(row, reader)}</p></div>`;
}

const wordsFor = ({ reason, facts }: ActivityRow, language: Language) => reasonWords(reason, facts, language);

function reasonCard(row: ActivityRow, { now, language }: Reader): Markup | undefined {
	const words = wordsFor(row, language);
	if (words === undefined && row.reason === "" && row.status !== "deferred") return undefined;
	const label = labels[language];
	const title = words?.title ?? (row.reason || label.unknown);
	const because = words?.because ?? "";
	return html`<h3>${title}</h3>
${because === "" || because === `${title}.` ? "" : html`<p>${because}</p>`}
${words === undefined ? "" : html`<p><strong>${label.remedy}</strong> ${words.remedy}</p>`}
${row.nextAttemptAt === null ? "" : html`<p><strong>${label.next}</strong> ${timeOf(row.nextAttemptAt, now)}</p>`}
${row.reply === "" ? "" : html`<pre class="reply">${row.reply}</pre>`}
<p class="small">${place(row, language)}</p>`;
}

function articleLink(row: ActivityRow, { language }: Reader): Markup | "" {
	const words = wordsFor(row, language);
	return words === undefined ? "" : html`<a href="/help/${words.article}">${labels[language].article}</a>`;
}

/** Where to read all of it: a refusal has no message. */
export const detailPath = (row: ActivityRow): string =>
	row.messageId === null ? `/activity/${row.id}` : `/messages/${row.messageId}`;

function place({ phase, count, attempts, remoteAddress }: ActivityRow, language: Language): string {
	const label = labels[language];
	const parts = [
		phase in label.said ? label.said[phase as Phase] : "",
		remoteAddress === "" ? "" : label.to(remoteAddress),
		attempts > 0 ? label.after(attempts) : "",
		count > 1 ? label.times(count) : "",
	];
	return parts.filter((part) => part !== "").join(", ");
}
