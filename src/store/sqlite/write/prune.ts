/** Removes the oldest Activity, with its events, and messages of which nothing is shown any more. */

import type { DatabaseSync } from "node:sqlite";
import { isFinal, recipientStates } from "../../../terms/recipient.ts";

export type Prune = (before: string, limit: number) => number;

const FINAL = recipientStates
	.filter(isFinal)
	.map((state) => `'${state}'`)
	.join(", ");

/** `before` is the smallest id that stays. The function returns how many rows of Activity went. */
export function preparePrune(database: DatabaseSync): Prune {
	const old = database.prepare(
		`SELECT id FROM activity WHERE id < ? AND (state IS NULL OR state IN (${FINAL})) ORDER BY id LIMIT ?`,
	);
	const removeRow = database.prepare("DELETE FROM activity WHERE id = ?");
	const removeEvents = database.prepare("DELETE FROM event WHERE activity_id = ?");
	const removeDsnRequest = database.prepare("DELETE FROM dsn_request WHERE activity_id = ?");
	// Rows of a message are those from "<id>." to before "<id>/", the character after the full stop.
	const removeMessage = database.prepare(`DELETE FROM message WHERE id = ?1 AND NOT EXISTS
		(SELECT 1 FROM activity WHERE activity.id >= ?1 || '.' AND activity.id < ?1 || '/')`);
	return (before, limit) => {
		const ids = old.all(before, limit).map((row) => row["id"] as string);
		const messages = new Set<string>();
		for (const id of ids) {
			removeRow.run(id);
			removeEvents.run(id);
			removeDsnRequest.run(id);
			const end = id.indexOf(".");
			if (end > 0) messages.add(id.slice(0, end));
		}
		for (const message of messages) removeMessage.run(message);
		return ids.length;
	};
}
