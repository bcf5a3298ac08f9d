/**
 * Rows of Activity that wait for a paused destination. Why they wait is written to none of them, as they may be a hundred
 * thousand: it follows from the queue, which is walked in the order of their ids. What has left the queue costs nothing.
 */

import type { Bound, Condition, Direction, Query } from "./walk.ts";

/** The reason that such rows are shown with. */
export const PAUSED = "destination-paused";

interface PausedWalk {
	readonly bounds: readonly Bound[];
	/** Recipients in the queue that are looked at, wherever they are for. */
	readonly window: number;
	readonly direction: Direction;
}

/** The ids of the first `limit` rows that pass the tests. Rows are fetched of paused destinations only. */
export function pausedRows(walk: PausedWalk, tests: readonly Condition[], limit: number): Query {
	const waiting = queued("message_id, n, domain, due_at", walk);
	return {
		sql: `SELECT activity.id FROM (${waiting.sql} LIMIT ?) AS waiting
			CROSS JOIN pause ON pause.domain = waiting.domain
			CROSS JOIN activity ON activity.id = ${ID}
			WHERE ${["due_at IS NOT NULL", ...tests.map(([sql]) => sql)].join(" AND ")}
			ORDER BY activity.id ${walk.direction} LIMIT ?`,
		parameters: [
			...waiting.parameters,
			walk.window,
			...tests.flatMap(([, ...parameters]) => parameters),
			limit,
		],
	};
}

/** The id at which the window ended, if there was more. */
export function pausedEnd(walk: PausedWalk): Query {
	const { sql, parameters } = queued(`${ID} AS id`, walk);
	return { sql: `${sql} LIMIT 1 OFFSET ?`, parameters: [...parameters, walk.window - 1] };
}

/** As `activityIdOf` makes it. */
const ID = "printf('%s.%04d', message_id, n)";

function queued(columns: string, { bounds, direction }: PausedWalk): Query {
	const conditions = bounds.map(queueBound);
	const where = conditions.length === 0 ? "" : ` WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`;
	return {
		sql: `SELECT ${columns} FROM queue${where} ORDER BY message_id ${direction}, n ${direction}`,
		parameters: conditions.flatMap(([, ...parameters]) => parameters),
	};
}

/** An id is that of a message, and of its recipients a full stop and the position more; those come after it. */
function queueBound({ is, id }: Bound): Condition {
	const stop = id.indexOf(".");
	if (stop >= 0) return [`(message_id, n) ${is} (?, ?)`, id.slice(0, stop), Number(id.slice(stop + 1))];
	return [`message_id ${is === "<" ? "<" : ">="} ?`, id];
}
