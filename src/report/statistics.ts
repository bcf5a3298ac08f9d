/** Counters of slots as figures of a period, its hours or days, its domains and reasons. Pure. */

import { DAY, HOUR, type Instant } from "../terms/clock.ts";
import type { DomainId } from "../terms/ids.ts";
import { TALLY_SLOT_MS } from "../terms/tally.ts";
import type { TallyRow } from "./ports.ts";

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

export const figuresOf = (rows: readonly TallyRow[]): Figures => {
	const figures = noFigures();
	for (const { kind, count } of rows) {
		const name = kinds[kind];
		if (name !== undefined) figures[name] += count;
	}
	return figures;
};

export function statisticsOf(rows: readonly TallyRow[], period: Period, timeZone: string): Statistics {
	const unit = period.to - period.from <= BY_HOUR_UP_TO_MS ? "hour" : "day";
	return {
		figures: figuresOf(rows),
		unit,
		series: seriesOf(rows, period, unit, timeZone),
		topReasons: topReasonsOf(rows),
		domains: domainsOf(rows),
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

function seriesOf(
	rows: readonly TallyRow[],
	period: Period,
	unit: "hour" | "day",
	timeZone: string,
): Statistics["series"] {
	const starts = startsOf(period, unit, timeZone);
	const groups = Map.groupBy(rows, ({ at }) => starts.findLastIndex((start) => start <= at));
	return starts.map((at, i) => ({ at, ...figuresOf(groups.get(i) ?? []) }));
}

/** Where hours or days of the time zone begin; the first is where the period begins. */
function startsOf({ from, to }: Period, unit: "hour" | "day", timeZone: string): readonly Instant[] {
	const starts: Instant[] = [];
	const local = localTimes(timeZone);
	let last = "";
	for (let at = from; at < to; at += TALLY_SLOT_MS) {
		const { hour, day } = local(at);
		const name = unit === "hour" ? hour : day;
		if (name !== last) starts.push(at);
		last = name;
	}
	return starts;
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
