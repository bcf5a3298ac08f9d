/** Removes the oldest Activity, with its events, and messages of which nothing is shown any more. */

import type { DatabaseSync } from "node:sqlite";
import { isFinal, recipientStates } from "../../../terms/recipient.ts";

/** `before` is the smallest id that stays. */
export interface Prune {
	/** Looks at `limit` rows after `after`, the oldest first; returns the last that it looked at, null at the end. */
	all(before: string, limit: number, after: string): string | null;
	/** Returns how many rows went. */
	account(account: string, before: string, limit: number): number;
}

const FINAL = recipientStates
	.filter(isFinal)
	.map((state) => `'${state}'`)
	.join(", ");
const IS_OVER = `(state IS NULL OR state IN (${FINAL}))`;

export function preparePrune(database: DatabaseSync): Prune {
	const old = database.prepare(`SELECT id, ${IS_OVER} AND NOT EXISTS (
			SELECT 1 FROM account JOIN plan ON plan.id = plan_id
			WHERE account.id = activity.account_id AND retention_days IS NOT NULL
		) AS goes FROM activity WHERE id > ? AND id < ? ORDER BY id LIMIT ?`);
	const oldOf = database.prepare(
		`SELECT id FROM activity WHERE account_id = ? AND id < ? AND ${IS_OVER} ORDER BY id LIMIT ?`,
	);
	const remove = prepareRemove(database);
	return {
		all(before, limit, after) {
			const rows = old.all(after, before, limit);
			remove(rows.filter((row) => row["goes"] === 1).map((row) => row["id"] as string));
			return rows.length < limit ? null : (rows.at(-1)?.["id"] as string);
		},
		account(account, before, limit) {
			const ids = oldOf.all(account, before, limit).map((row) => row["id"] as string);
			remove(ids);
			return ids.length;
		},
	};
}

function prepareRemove(database: DatabaseSync): (ids: readonly string[]) => void {
	const removeRow = database.prepare("DELETE FROM activity WHERE id = ?");
	const removeEvents = database.prepare("DELETE FROM event WHERE activity_id = ?");
	const removeDsnRequest = database.prepare("DELETE FROM dsn_request WHERE activity_id = ?");
	// Rows of a message are those from "<id>." to before "<id>/", the character after the full stop.
	const removeMessage = database.prepare(`DELETE FROM message WHERE id = ?1 AND NOT EXISTS
		(SELECT 1 FROM activity WHERE activity.id >= ?1 || '.' AND activity.id < ?1 || '/')`);
	return (ids) => {
		const messages = new Set<string>();
		for (const id of ids) {
			removeRow.run(id);
			removeEvents.run(id);
			removeDsnRequest.run(id);
			const end = id.indexOf(".");
			if (end > 0) messages.add(id.slice(0, end));
		}
		for (const message of messages) removeMessage.run(message);
	};
}
