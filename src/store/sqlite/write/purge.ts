/** Removes what an account leaves behind, some rows at a time: its mail, and then all that is counted and listed. */

import type { DatabaseSync } from "node:sqlite";

/** The function returns whether there may be more. */
export type Purge = (account: string, limit: number) => boolean;

/** By which columns their rows are told apart, within the account. */
const LISTS = {
	suppression: "address",
	idempotency: "key",
	tally: "slot",
	usage: "period",
	outbox: "id",
} as const;

export function preparePurge(database: DatabaseSync): Purge {
	const some = database.prepare("SELECT id FROM activity WHERE account_id = ? ORDER BY id LIMIT ?");
	const removeRows = ["activity", "event", "dsn_request"].map((table) =>
		database.prepare(`DELETE FROM ${table} WHERE ${table === "activity" ? "id" : "activity_id"} = ?`),
	);
	const removeMessage = ["queue", "content", "message"].map((table) =>
		database.prepare(`DELETE FROM ${table} WHERE ${table === "message" ? "id" : "message_id"} = ?`),
	);
	const lists = Object.entries(LISTS).map(([table, column]) =>
		database.prepare(`DELETE FROM ${table} WHERE account_id = ?1
			AND ${column} IN (SELECT ${column} FROM ${table} WHERE account_id = ?1 LIMIT ?2)`),
	);
	return (account, limit) => {
		const ids = some.all(account, limit).map((row) => row["id"] as string);
		const messages = new Set<string>();
		for (const id of ids) {
			for (const remove of removeRows) remove.run(id);
			const end = id.indexOf(".");
			if (end > 0) messages.add(id.slice(0, end));
		}
		for (const message of messages) for (const remove of removeMessage) remove.run(message);
		if (ids.length > 0) return true;
		for (const list of lists) if (list.run(account, limit).changes > 0) return true;
		return false;
	};
}
