/** Pages of lists: one item more is asked for than is shown, and the cursor says where to go on. */

/** What a page needs of its query. */
export interface Paging {
	readonly limit: number;
	readonly cursor?: string | undefined;
}

/** Opaque: what is in it may change, so nobody should be tempted to make one. */
export const toCursor = (id: string): string => Buffer.from(`1 ${id}`).toString("base64url");

const ID = "[0-9A-HJKMNP-TV-Z]{26}";
/** An id; a destination behind its number; a recipient in the queue behind the part of it. */
const PLACES = new RegExp(
	`^1 (${ID}(?:\\.[0-9]{1,6})?|[0-9]{1,15} [\\w.:[\\]-]{1,255}|` +
		`(?:waiting [0-9]{1,15} (?:queued|deferred)|held|leased) ${ID} [0-9]{1,6}|waiting|held|leased)$`,
);

/** Undefined when it is none of ours. An id of Activity may end in the recipient's number. */
export function fromCursor(cursor: string): string | undefined {
	const text = Buffer.from(cursor, "base64url").toString("latin1");
	return PLACES.exec(text)?.[1];
}

/** `rows` may hold one more than `limit`, which is how it is known that there is a next page. */
export async function pageOf<Row extends { readonly id: string }, View>(
	rows: readonly Row[],
	limit: number,
	show: (row: Row) => View | Promise<View>,
): Promise<{ items: View[]; next: string | null }> {
	const shown = rows.slice(0, limit);
	const last = rows.length > limit ? shown.at(-1) : undefined;
	return { items: await Promise.all(shown.map(show)), next: last === undefined ? null : toCursor(last.id) };
}
