/**
 * Looks for a page of Activity, window after window, until the page is full, all is seen, or the time is up: then the
 * page is short, even empty, and `next` says how far the search came. The time bounds an answer on every machine;
 * a fast one looks further in it.
 */

import type { ActivityFilter } from "../report/ports.ts";
import { activityQuery, WINDOWS, type Windows } from "./activity-query.ts";
import type { Place, Query } from "./walk.ts";

/** After that no further window is begun. */
export const SEARCH_MS = 30;

type Row = Readonly<Record<string, unknown>>;

export interface SearchPorts<R extends Row> {
	ask(query: Query): Promise<readonly R[]>;
	monotonicMs(): number;
	readonly windows?: Windows;
}

export interface Found<R> {
	/** In the order of the walk. */
	readonly rows: readonly R[];
	readonly next: string | null;
}

export async function searchActivity<R extends Row>(
	ports: SearchPorts<R>,
	filter: ActivityFilter,
	limit: number,
	place: Place,
): Promise<Found<R>> {
	const until = ports.monotonicMs() + SEARCH_MS;
	const rows: R[] = [];
	for (let from = place; ; ) {
		const { rows: more, next } = await searchWindow(ports, filter, limit - rows.length, from);
		rows.push(...more);
		if (next === null || rows.length >= limit || ports.monotonicMs() >= until) return { rows, next };
		from = place.after === undefined ? { before: next } : { after: next };
	}
}

async function searchWindow<R extends Row>(
	{ ask, windows = WINDOWS }: SearchPorts<R>,
	filter: ActivityFilter,
	limit: number,
	place: Place,
): Promise<Found<R>> {
	// One more than asked for tells whether there is a next page.
	const { page, windowEnd, merged } = activityQuery(filter, limit + 1, place, windows);
	const isWithin = (id: string, end: string): boolean => (place.after === undefined ? id >= end : id <= end);
	const found = await ask(page);
	const rows = found.slice(0, limit);
	const last = found.length > limit ? (rows.at(-1)?.["id"] as string) : null;
	if (last !== null && !merged) return { rows, next: last };
	const [ended] = await ask(windowEnd);
	if (ended === undefined) return { rows, next: last };
	const end = ended["id"] as string;
	if (last !== null && isWithin(last, end)) return { rows, next: last };
	// Rows of another walk that lie beyond the end of this one come with the next window.
	return { rows: rows.filter((row) => isWithin(row["id"] as string, end)), next: end };
}
