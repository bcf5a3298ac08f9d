/** A status that opens to its reason: the answer first, then what to do, the reply last. */

import { html } from "hono/html";
import type { ActivityRow } from "../../report/ports.ts";
import { reasonWords } from "../../terms/reason-words.ts";
import type { Markup } from "./layout.ts";
import { statusMark } from "./marks.ts";
import { timeOf } from "./words.ts";

/** A plain mark where there is nothing to explain. */
export function statusCell(row: ActivityRow, now: number): Markup {
	const card = reasonCard(row, now);
	return card === undefined
		? statusMark(row.status)
		: html`<details class="reason" name="reason"><summary>${statusMark(row.status)}</summary><div class="card">${card}</div></details>`;
}

/** Undefined when nothing is wrong. */
export function reasonCard(row: ActivityRow, now: number): Markup | undefined {
	const words = reasonWords(row.reason, row.facts, "en");
	if (words === undefined && row.reason === "" && row.status !== "deferred") return undefined;
	const title = words?.title ?? (row.reason || "No reason was recorded");
	const because = words?.because ?? "";
	return html`<h3>${title}</h3>
${because === "" || because === `${title}.` ? "" : html`<p>${because}</p>`}
${words === undefined ? "" : html`<p><strong>What to do</strong> ${words.remedy}</p>`}
${row.nextAttemptAt === null ? "" : html`<p>The next attempt is due at ${timeOf(row.nextAttemptAt, now)}.</p>`}
${row.reply === "" ? "" : html`<pre class="reply">${row.reply}</pre>`}
<p class="small">${place(row)}</p>
<p class="links">${words === undefined ? "" : html`<a href="/help/${words.article}">Read more</a>`} <a href="${detailPath(row)}">${row.messageId === null ? "Open details" : "Open message"}</a></p>`;
}

/** Where to read all of it: a refusal has no message. */
export const detailPath = (row: ActivityRow): string =>
	row.messageId === null ? `/activity/${row.id}` : `/messages/${row.messageId}`;

function place({ phase, count, attempts, remoteAddress }: ActivityRow): string {
	const parts = [
		phase === "" ? "" : `said at ${phase.toUpperCase()}`,
		remoteAddress === "" ? "" : `to ${remoteAddress}`,
		attempts > 0 ? `after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}` : "",
		count > 1 ? `${count} times` : "",
	];
	return parts.filter((part) => part !== "").join(", ");
}
