/** Activity: one row for each recipient and each refusal, newest first, with filters that live in the address. */

import { html } from "hono/html";
import type { ActivityPage, ActivityRow } from "../../report/ports.ts";
import { statuses } from "../../terms/recipient.ts";
import type { Language } from "../../terms/refusals/index.ts";
import type { Markup } from "./layout.ts";
import { statusWords } from "./marks.ts";
import { detailPath, statusCell } from "./reason.ts";
import { addressOf, asksForSomething, periods, type Search } from "./search.ts";
import { timeOf } from "./words.ts";

export interface ActivityView {
	readonly search: Search;
	readonly page: ActivityPage;
	readonly now: number;
	readonly language: Language;
	/** What stands above the list: how to send, in try mode. */
	readonly banner: Markup | "";
}

export function activityPage(view: ActivityView): Markup {
	const { search, page, banner } = view;
	const isNewest = search.before === "";
	return html`<div class="head"><h1>Activity</h1><span class="live" data-live="${isNewest ? "on" : "off"}" hidden></span></div>
${banner}
${filters(search)}
${page.rows.length === 0 ? nothing(view) : table(view)}
<nav class="pages" aria-label="Pages">${isNewest ? "" : html`<a href="${addressOf(search, "")}">Newest</a>`} ${page.next === null ? "" : html`<a href="${addressOf(search, page.next)}" rel="next">Older</a>`}</nav>`;
}

const table = ({ page, now, language }: ActivityView): Markup => html`<table class="activity">
<thead><tr><th scope="col">Time</th><th scope="col">Status</th><th scope="col">Recipient</th><th scope="col">Subject</th><th scope="col">Sender</th></tr></thead>
<tbody data-rows>${page.rows.map(
	(row) => html`<tr id="${row.id}">
<td class="when">${timeOf(row.at, now)}</td>
<td class="status">${statusCell(row, { now, language })}${row.count > 1 ? html` <span class="times" title="Refusals alike">×${row.count}</span>` : ""}</td>
<td class="address">${row.recipient || notSaid(row)}</td>
<td class="subject"><a href="${detailPath(row)}">${row.subject || notSaid(row, "no subject")}</a></td>
<td class="address sender">${row.author || row.sender || notSaid(row, "<>")}</td>
</tr>`,
)}</tbody>
</table>`;

/** A refusal before the content came knows little: that is not the same as an empty field. */
const notSaid = ({ messageId, phase }: ActivityRow, otherwise = "none"): Markup =>
	html`<span class="none">${messageId === null && phase !== "content" ? "not said" : otherwise}</span>`;

/** An empty page says the next step. One that is not the last has only looked at the newest rows. */
function nothing({ search, page }: ActivityView): Markup {
	if (page.next !== null)
		return html`<p class="empty" data-rows>Nothing here matches so far. <a href="${addressOf(search, page.next)}" rel="next">Look through older activity</a></p>`;
	if (asksForSomething(search))
		return html`<p class="empty" data-rows>Nothing matches these filters. <a href="/">Show everything</a></p>`;
	return html`<p class="empty" data-rows>Nothing has been sent yet. The first message will be here a moment after it arrives. <a href="/help/connect-your-application">Connect your application</a></p>`;
}

function filters(search: Search): Markup {
	const { sender, subject, messageId, reason, from, to } = search;
	const more = [sender, subject, messageId, reason, from, to].some((text) => text !== "");
	return html`<form class="filters" method="get" action="/" role="search">
<label class="wide"><span>Recipient</span><input type="search" name="recipient" value="${search.recipient}" placeholder="zoe@client.example" autocomplete="off"></label>
<label><span>Status</span><select name="status"><option value="">All</option>${statuses.map(
		(status) =>
			html`<option value="${status}" ${status === search.status ? "selected" : ""}>${statusWords[status]}</option>`,
	)}</select></label>
<label><span>Period</span><select name="days">${periods.map(
		([days, words]) =>
			html`<option value="${days}" ${days === search.days ? "selected" : ""}>${words}</option>`,
	)}</select></label>
<button type="submit">Search</button>
${asksForSomething(search) ? html`<a class="clear" href="/">Clear</a>` : ""}
<details class="more" ${more ? "open" : ""}><summary>More filters</summary><div>
${field("sender", "Sender", sender)}${field("subject", "Subject", subject)}${field("messageId", "Message-ID", messageId)}${field("reason", "Reason", reason)}${field("from", "From day (UTC)", from, "date")}${field("to", "To day (UTC)", to, "date")}
</div></details>
</form>`;
}

const field = (name: string, word: string, value: string, type: "search" | "date" = "search"): Markup =>
	html`<label><span>${word}</span><input type="${type}" name="${name}" value="${value}" autocomplete="off"></label>`;
