/** Appends to the history of a recipient. */

import type { DatabaseSync } from "node:sqlite";

export type RecordEvent = (
	activityId: string,
	at: number,
	kind: string,
	attempt: number,
	cause: string,
	facts: string | null,
) => void;

export function prepareEvents(database: DatabaseSync): RecordEvent {
	const insert = database.prepare(`INSERT INTO event (activity_id, seq, at, kind, attempt, cause, facts)
		VALUES (?1, (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE activity_id = ?1), ?2, ?3, ?4, ?5, ?6)`);
	return (activityId, at, kind, attempt, cause, facts) => {
		insert.run(activityId, at, kind, attempt, cause, facts);
	};
}
