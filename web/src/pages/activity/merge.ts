/** The pages of a list, and what came in since they were loaded. Rows are newest first: by id, downwards. */

import type { ActivityPage, ActivityRow } from "../../api/activity.ts";

export interface Pages {
	readonly pages: readonly ActivityPage[];
	readonly pageParams: readonly unknown[];
}

/** Rows that changed, in place. What is older than what is shown is left out. The same pages when nothing changed. */
export function withChanges<P extends Pages>(data: P, rows: ReadonlyMap<string, ActivityRow>): P {
	let isChanged = false;
	const pages = data.pages.map((page) => {
		if (!page.items.some((row) => isNewer(rows.get(row.id), row))) return page;
		isChanged = true;
		const items = page.items.map((row) => {
			const change = rows.get(row.id);
			return change !== undefined && isNewer(change, row) ? change : row;
		});
		return { ...page, items };
	});
	return isChanged ? { ...data, pages } : data;
}

/**
 * An attempt that begins and ends within a millisecond changes a row twice at one time: the later to come is right.
 * What is the same row, asked for again, is no change.
 */
const isNewer = (change: ActivityRow | undefined, row: ActivityRow): boolean =>
	change !== undefined &&
	change.updatedAt >= row.updatedAt &&
	change !== row &&
	JSON.stringify(change) !== JSON.stringify(row);

/** New rows, each where it belongs: mostly at the top. */
export function withNew<P extends Pages>(data: P, rows: readonly ActivityRow[]): P {
	let left = [...rows].sort((a, b) => (a.id < b.id ? 1 : -1));
	const last = data.pages.length - 1;
	const pages = data.pages.map((page, index) => {
		const end = page.items.at(-1)?.id ?? "";
		const here = index === last ? left : left.filter(({ id }) => id > end);
		if (here.length === 0) return page;
		left = left.slice(here.length);
		return { ...page, items: merged(here, page.items) };
	});
	return { ...data, pages };
}

function merged(added: readonly ActivityRow[], items: readonly ActivityRow[]): readonly ActivityRow[] {
	const known = new Set(items.map(({ id }) => id));
	const all = [...added.filter(({ id }) => !known.has(id)), ...items];
	return all.sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
}

/** Whether a row belongs among those that are loaded: it is not older than the last, or there are no more. */
export function isInReach({ pages }: Pages, id: string): boolean {
	const last = pages.findLast(({ items }) => items.length > 0)?.items.at(-1)?.id;
	return pages.at(-1)?.next === null || (last !== undefined && id > last);
}

export const holds = ({ pages }: Pages, id: string): boolean =>
	pages.some(({ items }) => items.some((row) => row.id === id));
