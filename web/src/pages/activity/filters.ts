/** What Activity is asked for, as it stands in the address, as the API takes it, and judged here for rows that come in live. */

import { type Status, statuses } from "../../../../src/terms/recipient.ts";
import type { ActivityRow } from "../../api/activity.ts";
import { textIn, textsIn } from "../../app/search.ts";
import { dayAt, momentsOf, type Period, presets } from "../../ui/period.ts";

/** Texts that are looked for in one place each; `text` in all of them. */
export const textFilters = ["text", "recipient", "sender", "subject", "messageId"] as const;
export type TextFilter = (typeof textFilters)[number];
const idFilters = ["domain", "smtpUser"] as const;

export type ActivitySearch = {
	readonly [Name in TextFilter | (typeof idFilters)[number] | "period" | "from" | "to"]?: string;
} & { readonly status?: readonly Status[]; readonly reason?: readonly string[] };

/** As the API has it. */
const LONGEST_TEXT = 320;

/** Only what means something: the rest of an address is left out. */
export function activitySearchIn(search: Readonly<Record<string, unknown>>): ActivitySearch {
	const known = textsIn(search, "status");
	const status = statuses.filter((one) => known.includes(one));
	const reason = textsIn(search, "reason").slice(0, 20);
	const texts = [...textFilters, ...idFilters, "period", "from", "to"].map((name): [string, string] => [
		name,
		textIn(search, name).slice(0, LONGEST_TEXT),
	]);
	return {
		...(status.length > 0 ? { status } : {}),
		...(reason.length > 0 ? { reason } : {}),
		...Object.fromEntries(texts.filter(([, text]) => text.trim() !== "")),
	};
}

/** Activity is kept so long where the operator did not choose otherwise: nobody misses a mail for the period. */
const usual = { preset: "30d" } as const;
const DAY = /^\d{4}-\d\d-\d\d$/;

const isDay = (text: string | undefined): text is string =>
	text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

export function periodOf({ period, from, to }: ActivitySearch): Period {
	const preset = presets.find((one) => one === period);
	if (preset !== undefined) return { preset };
	return isDay(from) && isDay(to) && from <= to ? { from, to } : usual;
}

/** The usual period needs no place in the address. */
export function withPeriod(search: ActivitySearch, period: Period): ActivitySearch {
	const { period: _, from: __, to: ___, ...rest } = search;
	if (!("preset" in period)) return { ...rest, ...period };
	return period.preset === usual.preset ? rest : { ...rest, period: period.preset };
}

/** Without what is empty, so that it leaves the address. */
export function changed<Name extends keyof ActivitySearch>(
	search: ActivitySearch,
	name: Name,
	value: ActivitySearch[Name],
): ActivitySearch {
	const { [name]: _, ...rest } = search;
	return value === undefined || value.length === 0 ? rest : { ...rest, [name]: value };
}

export const isFiltered = ({ period: _, from: __, to: ___, ...rest }: ActivitySearch): boolean =>
	Object.keys(rest).length > 0;

/** For GET /v1/activity and its CSV. `to` is left out where the period goes on: rows come in. */
export type ActivityQuery = Omit<ActivitySearch, "period" | "from"> & { readonly from: string };

export function queryOf(search: ActivitySearch, now: number, timeZone: string): ActivityQuery {
	const { period: _, from: __, to: ___, ...rest } = search;
	const { from, to } = momentsOf(periodOf(search), now, timeZone);
	return { ...rest, from, ...(Date.parse(to) > now ? {} : { to }) };
}

export const todayIn = (timeZone: string): string => dayAt(Date.now(), timeZone);

const has = (part: string, ...texts: readonly string[]): boolean =>
	texts.some((text) => text.toLowerCase().includes(part.trim().toLowerCase()));

type Test<Name extends keyof ActivityQuery> = (
	wanted: NonNullable<ActivityQuery[Name]>,
	row: ActivityRow,
) => boolean;

const tests: { readonly [Name in keyof Required<ActivityQuery>]: Test<Name> } = {
	status: (wanted, row) => wanted.includes(row.status),
	reason: (wanted, row) => wanted.includes(row.reason),
	from: (wanted, row) => Date.parse(row.at) >= Date.parse(wanted),
	to: (wanted, row) => Date.parse(row.at) < Date.parse(wanted),
	text: (wanted, row) => has(wanted, row.recipient, row.sender, row.author, row.subject, row.headerMessageId),
	recipient: (wanted, row) => has(wanted, row.recipient),
	sender: (wanted, row) => has(wanted, row.sender, row.author),
	subject: (wanted, row) => has(wanted, row.subject),
	messageId: (wanted, row) =>
		[row.messageId, row.headerMessageId.replace(/^<|>$/g, "")].includes(wanted.trim().replace(/^<|>$/g, "")),
	domain: (wanted, row) => row.domainId === wanted,
	smtpUser: (wanted, row) => row.smtpUserId === wanted,
};

/** Whether the API would list this row for that query. */
export const isWanted = (row: ActivityRow, query: ActivityQuery): boolean =>
	Object.entries(query).every(([name, wanted]) =>
		(tests[name as keyof ActivityQuery] as Test<"text">)(wanted as string, row),
	);
