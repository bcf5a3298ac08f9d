/** Refusals in Activity: alike ones come again under the same id, and are counted in one row. */

import type { DatabaseSync } from "node:sqlite";
import type { RefusalOperation } from "../operations.ts";
import type { TellOfMessage } from "./message-events.ts";
import type { Tally } from "./tally.ts";

export type RecordRefusals = (rows: readonly RefusalOperation[]) => void;

export function prepareRefusals(database: DatabaseSync, tally: Tally, tell: TellOfMessage): RecordRefusals {
	const insert =
		database.prepare(`INSERT INTO activity (id, account_id, at, updated_at, status, recipient, sender,
		author, subject, domain_id, smtp_user_id, header_message_id, remote_address, attempts, reason, reply, phase,
		facts, session, count) VALUES (?, ?, ?, ?, 'rejected', ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET count = count + excluded.count,
			updated_at = max(updated_at, excluded.updated_at)`);
	return (rows) => {
		for (const { id, accountId, at, domainId, reason, count, row } of rows) {
			insert.run(...row);
			tally.count({ account: accountId, at, kind: "rejected", domain: domainId, reason }, count);
			// Those alike are counted in one row, and told a few at a time: each event says for how many it stands.
			tell("message.rejected", accountId, id, at, { count });
		}
	};
}
