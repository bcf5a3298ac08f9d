/**
 * Keys by which senders make sure that a message is accepted once. Looked up and written in the transaction that
 * accepts the message, so that of several that come at once exactly one is accepted, and a crash leaves both the
 * message and its key, or neither.
 */

import type { DatabaseSync } from "node:sqlite";
import type { AcceptOperation, KeyClaimRow, KeyUseRow } from "../operations.ts";

/** Rows forgotten with each one written: more than one, so that what expired is gone in the end. */
const FORGOTTEN_AT_ONCE = 20;

export interface Idempotency {
	/** What was accepted under this key before and stands in the way; undefined when the message may be written. */
	earlier(account: string, claim: KeyClaimRow, now: number): KeyUseRow | undefined;
	/** With the message that it stands for. */
	note(operation: AcceptOperation, claim: KeyClaimRow): void;
}

export function prepareIdempotency(database: DatabaseSync): Idempotency {
	const of = `SELECT payload_hash AS payloadHash, message_id AS message, answer
		FROM idempotency WHERE account_id = ? AND key = ? AND at > ?`;
	const same = database.prepare(`${of} AND payload_hash = ?`);
	// A program may give all its messages one key: they are not sorted, and not counted.
	const any = database.prepare(`${of} LIMIT 1`);
	const insert = database.prepare(`INSERT INTO idempotency (account_id, key, payload_hash, at, message_id,
		answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (account_id, key, payload_hash)
		DO UPDATE SET at = excluded.at, message_id = excluded.message_id, answer = excluded.answer`);
	const forget = database.prepare(`DELETE FROM idempotency WHERE (account_id, key, payload_hash) IN
		(SELECT account_id, key, payload_hash FROM idempotency WHERE at <= ? ORDER BY at LIMIT ?)`);
	return {
		earlier(account, { key, payloadHash, exclusive, lifetimeMs }, now) {
			const since = now - lifetimeMs;
			const use = same.get(account, key, since, payloadHash) ?? (exclusive && any.get(account, key, since));
			return use ? ({ ...use } as unknown as KeyUseRow) : undefined;
		},
		note({ id, accountId, receivedAt }, { key, payloadHash, answer, lifetimeMs }) {
			forget.run(receivedAt - lifetimeMs, FORGOTTEN_AT_ONCE);
			insert.run(accountId, key, payloadHash, receivedAt, id, answer);
		},
	};
}
