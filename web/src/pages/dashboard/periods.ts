/** The period that is looked at, and the equal one before it that it is compared with. */

import { dayAt, momentsOf, type Period, presets } from "../../ui/period.ts";

export interface Moments {
	/** ISO 8601. */
	readonly from: string;
	/** Not part of it. */
	readonly to: string;
}

const DAY_MS = 86_400_000;
const USUAL = "7d";
const MOST_DAYS = 366;

const isDay = (text: string): boolean =>
	/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** What stands in the address; the last seven days where it is none, or more than a year. */
export function periodIn({ period = "", from = "", to = "" }: Readonly<Record<string, string>>): Period {
	const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
	if (isDay(from) && isDay(to) && days >= 0 && days < MOST_DAYS) return { from, to };
	return { preset: presets.find((one) => one === period) ?? USUAL };
}

/** As it is written into an address. */
export const searchOf = (period: Period): { period?: string; from?: string; to?: string } =>
	"preset" in period ? { period: period.preset } : { from: period.from, to: period.to };

/**
 * A period that is not over ends now, and is compared with as much of the one before: this morning with yesterday's
 * morning, not with all of yesterday.
 */
export function comparison(
	period: Period,
	now: number,
	timeZone: string,
): { readonly current: Moments; readonly previous: Moments; readonly days: number } {
	const { from, to } = momentsOf(period, now, timeZone);
	const [start, end] = [Date.parse(from), Date.parse(to)];
	const days = Math.round((end - start) / DAY_MS);
	const back = (at: number): string =>
		new Date(Date.parse(`${dayAt(at, timeZone)}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
	const before = momentsOf({ from: back(start), to: back(end - 1) }, now, timeZone);
	if (end <= now || start >= now) return { current: { from, to }, previous: before, days };
	const until = new Date(Date.parse(before.from) + now - start).toISOString();
	return {
		current: { from, to: new Date(now).toISOString() },
		previous: { from: before.from, to: until },
		days,
	};
}
