/** Activity: one row for each recipient and each refusal, newest first, with filters that live in the address. */

import { html } from "hono/html";
import type { ActivityFilter, ActivityPage, ActivityRow } from "../../report/ports.ts";
import type { ActivityId } from "../../terms/ids.ts";
import { type Status, statuses } from "../../terms/recipient.ts";
import type { Markup } from "./layout.ts";
import { statusWords } from "./marks.ts";
import { detailPath, statusCell } from "./reason.ts";
import { timeOf } from "./words.ts";

/** What the address asks for. What is not understood is left out: a link may be old. */
export interface Search {
	readonly status: Status | "";
	readonly reason: string;
	readonly days: number;
	readonly recipient: string;
	readonly sender: string;
	readonly subject: string;
	readonly messageId: string;
	readonly before: string;
}

const DAY_MS = 86_400_000;
const TEXT_CHARACTERS = 320;
const ranges = [
	[0, "All time"],
	[1, "Last 24 hours"],
	[7, "Last 7 days"],
	[30, "Last 30 days"],
] as const;

export function readSearch(query: Readonly<Record<string, string>>): Search {
	const text = (name: string): string => (query[name] ?? "").trim().slice(0, TEXT_CHARACTERS);
	const status = statuses.find((one) => one === query["status"]) ?? "";
	const days = ranges.find(([one]) => String(one) === query["days"])?.[0] ?? 0;
	const before = /^[0-9A-HJKMNP-TV-Z]{26}(?:\.[0-9]{1,6})?$/.test(query["before"] ?? "")
		? text("before")
		: "";
	return {
		status,
		days,
		before,
		reason: text("reason"),
		recipient: text("recipient"),
		sender: text("sender"),
		subject: text("subject"),
		messageId: text("messageId"),
	};
}

export function filterOf(search: Search, now: number): ActivityFilter {
	const { status, days, before: _, ...texts } = search;
	const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
	return {
		...given,
		...(status === "" ? {} : { status: [status] }),
		...(days === 0 ? {} : { from: now - days * DAY_MS }),
	};
}

export interface ActivityView {
	readonly search: Search;
	readonly page: ActivityPage;
	readonly now: number;
	/** What stands above the list: how to send, in try mode. */
	readonly banner: Markup | "";
}

export const activityPage = ({
	search,
	page,
	now,
	banner,
}: ActivityView): Markup => html`<div class="head"><h1>Activity</h1><span class="live" data-live="${search.before === "" ? "on" : "off"}" hidden></span></div>
${banner}
${filters(search)}
${page.rows.length === 0 ? empty(search) : table(page.rows, now)}
<nav class="pages" aria-label="Pages">${search.before === "" ? "" : html`<a href="${address(search, "")}">Newest</a>`} ${page.next === null ? "" : html`<a href="${address(search, page.next)}" rel="next">Older</a>`}</nav>`;

const table = (rows: readonly ActivityRow[], now: number): Markup => html`<table class="activity">
<thead><tr><th scope="col">Time</th><th scope="col">Status</th><th scope="col">Recipient</th><th scope="col">Subject</th><th scope="col">Sender</th></tr></thead>
<tbody data-rows>${rows.map(
	(row) => html`<tr id="${row.id}">
<td class="when"><a href="${detailPath(row)}">${timeOf(row.at, now)}</a></td>
<td class="status">${statusCell(row, now)}${row.count > 1 ? html` <span class="times" title="Refusals alike">×${row.count}</span>` : ""}</td>
<td class="address">${row.recipient || html`<span class="none">none yet</span>`}</td>
<td class="subject">${row.subject || html`<span class="none">no subject</span>`}</td>
<td class="address sender">${row.author || row.sender || html`<span class="none">none yet</span>`}</td>
</tr>`,
)}</tbody>
</table>`;

const isSearched = ({ before: _, ...search }: Search): boolean =>
	Object.values(search).some((value) => value !== "" && value !== 0);

const empty = (search: Search): Markup =>
	isSearched(search)
		? html`<p class="empty" data-rows>Nothing matches these filters. <a href="/">Show everything</a></p>`
		: html`<p class="empty" data-rows>Nothing has been sent yet. The first message will be here a moment after it arrives.</p>`;

const address = (search: Search, before: ActivityId | ""): string => {
	const wanted = Object.entries({ ...search, before }).filter(([, value]) => value !== "" && value !== 0);
	const query = new URLSearchParams(wanted.map(([name, value]): [string, string] => [name, String(value)]));
	return wanted.length === 0 ? "/" : `/?${query}`;
};

function filters(search: Search): Markup {
	const more = [search.sender, search.subject, search.messageId, search.reason].some((text) => text !== "");
	return html`<form class="filters" method="get" action="/" role="search">
<label class="wide"><span>Recipient</span><input type="search" name="recipient" value="${search.recipient}" placeholder="zoe@client.example" autocomplete="off"></label>
<label><span>Status</span><select name="status"><option value="">All</option>${statuses.map(
		(status) =>
			html`<option value="${status}" ${status === search.status ? "selected" : ""}>${statusWords[status]}</option>`,
	)}</select></label>
<label><span>Period</span><select name="days">${ranges.map(
		([days, words]) =>
			html`<option value="${days}" ${days === search.days ? "selected" : ""}>${words}</option>`,
	)}</select></label>
<button type="submit">Search</button>
${isSearched(search) ? html`<a class="clear" href="/">Clear</a>` : ""}
<details class="more" ${more ? "open" : ""}><summary>More filters</summary><div>
${field("sender", "Sender", search.sender)}${field("subject", "Subject", search.subject)}${field("messageId", "Message-ID", search.messageId)}${field("reason", "Reason", search.reason)}
</div></details>
</form>`;
}

const field = (name: string, word: string, value: string): Markup =>
	html`<label><span>${word}</span><input type="search" name="${name}" value="${value}" autocomplete="off"></label>`;
