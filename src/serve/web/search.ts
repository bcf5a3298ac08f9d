/** What the address of Activity asks for, and back again. */

import type { ActivityFilter } from "../../report/ports.ts";
import type { ActivityId } from "../../terms/ids.ts";
import { type Status, statuses } from "../../terms/recipient.ts";

/** What is not understood is left out: a link may be old. "" and 0 ask for everything. */
export interface Search {
	readonly status: Status | "";
	readonly reason: string;
	/** So many days back from now; 0 when `from` says where to begin. */
	readonly days: number;
	/** Days as 2026-11-24, in UTC; `to` is the last of them. */
	readonly from: string;
	readonly to: string;
	readonly recipient: string;
	readonly sender: string;
	readonly subject: string;
	readonly messageId: string;
	/** Where the page before this one ended. */
	readonly before: string;
}

export const periods = [
	[0, "All time"],
	[1, "Last 24 hours"],
	[7, "Last 7 days"],
	[30, "Last 30 days"],
] as const;

const DAY_MS = 86_400_000;
const MOST_CHARACTERS = 320;

export function readSearch(query: Readonly<Record<string, string>>): Search {
	const text = (name: string): string => (query[name] ?? "").trim().slice(0, MOST_CHARACTERS);
	const day = (name: string): string => (startOf(text(name)) === undefined ? "" : text(name));
	const from = day("from");
	return {
		status: statuses.find((one) => one === query["status"]) ?? "",
		days: from === "" ? (periods.find(([one]) => String(one) === query["days"])?.[0] ?? 0) : 0,
		from,
		to: day("to"),
		reason: text("reason"),
		recipient: text("recipient"),
		sender: text("sender"),
		subject: text("subject"),
		messageId: text("messageId"),
		before: /^[0-9A-HJKMNP-TV-Z]{26}(?:\.[0-9]{1,6})?$/.test(query["before"] ?? "") ? text("before") : "",
	};
}

/** The first moment of a day; undefined for what is no day. */
function startOf(day: string): number | undefined {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
	const at = Date.parse(`${day}T00:00:00Z`);
	return Number.isNaN(at) ? undefined : at;
}

export function filterOf(search: Search, now: number): ActivityFilter {
	const { status, days, from, to, reason, before: _, ...texts } = search;
	const first = startOf(from) ?? (days === 0 ? undefined : now - days * DAY_MS);
	const last = startOf(to);
	return {
		...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "")),
		...(status === "" ? {} : { status: [status] }),
		...(reason === "" ? {} : { reason: [reason] }),
		...(first === undefined ? {} : { from: first }),
		...(last === undefined ? {} : { to: last + DAY_MS }),
	};
}

export const asksForSomething = ({ before: _, ...search }: Search): boolean => asked(search).length > 0;

/** The address of the page that answers `search`, from `before` on. */
export function addressOf(search: Search, before: ActivityId | ""): string {
	const query = new URLSearchParams(asked({ ...search, before }));
	return query.size === 0 ? "/" : `/?${query}`;
}

const asked = (search: Partial<Search>): [string, string][] =>
	Object.entries(search)
		.filter(([, value]) => value !== "" && value !== 0)
		.map(([name, value]) => [name, String(value)]);
