/** Counters as figures of a period, its hours or days, its domains and reasons. Pure. */

import { DAY, HOUR, type Instant } from "../terms/clock.ts";
import type { DomainId } from "../terms/ids.ts";
import { TALLY_SLOT_MS } from "../terms/tally.ts";
import type { TallyRow, TallyStep } from "./ports.ts";

/** Numbers of recipients, but for `deferred`: attempts that were put off. */
export interface Figures {
	/** Accepted, whatever became of them. */
	readonly recipients: number;
	readonly delivered: number;
	readonly softBounces: number;
	readonly hardBounces: number;
	readonly rejected: number;
	readonly deferred: number;
	readonly complaints: number;
}

export interface Statistics {
	readonly figures: Figures;
	readonly unit: "hour" | "day";
	/** One for each hour or day that the period touches, also where nothing happened. */
	readonly series: readonly ({ readonly at: Instant } & Figures)[];
	readonly topReasons: readonly { readonly reason: string; readonly count: number }[];
	readonly domains: readonly ({ readonly domainId: DomainId } & DomainFigures)[];
}

export interface DomainFigures {
	readonly accepted: number;
	readonly delivered: number;
	readonly bounced: number;
	readonly rejected: number;
}

export interface Period {
	readonly from: Instant;
	/** Not part of it. */
	readonly to: Instant;
}

/** Shorter periods are shown by the hour. */
const BY_HOUR_UP_TO_MS = 2 * DAY + HOUR;
const TOP_REASONS = 10;

const kinds: Readonly<Record<string, keyof Figures>> = {
	accepted: "recipients",
	delivered: "delivered",
	"soft-bounce": "softBounces",
	"hard-bounce": "hardBounces",
	rejected: "rejected",
	deferred: "deferred",
	complaint: "complaints",
};

/** The whole slots that a period touches. */
export const slotsOf = ({ from, to }: Period): Period => ({
	from: from - (from % TALLY_SLOT_MS),
	to: to + ((TALLY_SLOT_MS - (to % TALLY_SLOT_MS)) % TALLY_SLOT_MS),
});

/** The period of the same length before it. */
export const previousOf = ({ from, to }: Period): Period => ({ from: from - (to - from), to: from });

export const figuresOf = (rows: readonly Pick<TallyRow, "kind" | "count">[]): Figures => {
	const figures = noFigures();
	for (const { kind, count } of rows) {
		const name = kinds[kind];
		if (name !== undefined) figures[name] += count;
	}
	return figures;
};

/** The hours or days of a period. */
export interface Steps {
	readonly unit: "hour" | "day";
	/** Where they begin; the first is where the period begins. */
	readonly starts: readonly Instant[];
}

/** `tallies`: of the whole period. `series`: of its steps. */
export function statisticsOf(
	{ tallies, series }: { readonly tallies: readonly TallyRow[]; readonly series: readonly TallyStep[] },
	{ unit, starts }: Steps,
): Statistics {
	const byStep = Map.groupBy(series, ({ at }) => at);
	return {
		figures: figuresOf(series),
		unit,
		series: starts.map((at) => ({ at, ...figuresOf(byStep.get(at) ?? []) })),
		topReasons: topReasonsOf(tallies),
		domains: domainsOf(tallies),
	};
}

const noFigures = (): { -readonly [Name in keyof Figures]: number } => ({
	recipients: 0,
	delivered: 0,
	softBounces: 0,
	hardBounces: 0,
	rejected: 0,
	deferred: 0,
	complaints: 0,
});

/** The hours or days of the time zone that a period touches. */
export function stepsOf({ from, to }: Period, timeZone: string): Steps {
	const unit = to - from <= BY_HOUR_UP_TO_MS ? "hour" : "day";
	const starts: Instant[] = [];
	const local = localTimes(timeZone);
	let last = "";
	for (let at = from; at < to; at += TALLY_SLOT_MS) {
		const { hour, day } = local(at);
		const name = unit === "hour" ? hour : day;
		if (name === last) continue;
		starts.push(at);
		last = name;
		// To the end of it, where no clocks change.
		const end = at + DAY - TALLY_SLOT_MS;
		if (unit === "day" && local(end).day === day) at = end;
	}
	return { unit, starts };
}

/** Names for the hour and the day that a moment is in. Hours that come twice when clocks go back have two names. */
function localTimes(timeZone: string): (at: Instant) => { hour: string; day: string } {
	const format = new Intl.DateTimeFormat("en-CA", {
		timeZone,
		hourCycle: "h23",
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		timeZoneName: "longOffset",
	});
	return (at) => {
		const hour = format.format(at);
		return { hour, day: hour.slice(0, "2026-11-24".length) };
	};
}

function topReasonsOf(rows: readonly TallyRow[]): Statistics["topReasons"] {
	const counts = new Map<string, number>();
	for (const { kind, reason, count } of rows) {
		if (kind === "rejected" && reason !== "") counts.set(reason, (counts.get(reason) ?? 0) + count);
	}
	return [...counts]
		.map(([reason, count]) => ({ reason, count }))
		.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
		.slice(0, TOP_REASONS);
}

function domainsOf(rows: readonly TallyRow[]): Statistics["domains"] {
	const byDomain = Map.groupBy(rows, ({ domainId }) => domainId);
	return [...byDomain]
		.flatMap(([domainId, own]) => (domainId === null ? [] : [{ domainId, ...domainFigures(figuresOf(own)) }]))
		.sort((a, b) => b.accepted - a.accepted || (a.domainId < b.domainId ? -1 : 1));
}

const domainFigures = (figures: Figures): DomainFigures => ({
	accepted: figures.recipients,
	delivered: figures.delivered,
	bounced: figures.softBounces + figures.hardBounces,
	rejected: figures.rejected,
});
