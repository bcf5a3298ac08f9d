/**
 * Recipients counted against an account's billing period, in the commit that accepts them: never one more. The event
 * of a mark that they pass is in the same commit.
 */

import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { QuotaEventData } from "../../../terms/events.ts";
import { type EventId, ID_RANDOM_BYTES, makeId } from "../../../terms/ids.ts";
import type { QuotaClaim } from "../../../terms/message.ts";
import { markReached } from "../../../terms/plan.ts";

export interface Quota {
	/** Undefined when `count` more fit and are counted; otherwise what is used, and nothing changes. */
	claim(account: string, quota: QuotaClaim, count: number, at: number): number | undefined;
}

export function prepareQuota(database: DatabaseSync): Quota {
	const add = database.prepare(
		"UPDATE usage SET used = used + ?1 WHERE account_id = ?2 AND period = ?3 AND used + ?1 <= ?4 RETURNING used",
	);
	const open = database.prepare(
		"INSERT INTO usage (account_id, period, used) VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
	);
	const read = database.prepare("SELECT used FROM usage WHERE account_id = ? AND period = ?");
	const tell = prepareMarks(database);
	return {
		claim(account, quota, count, at) {
			const { period, limit } = quota;
			let added = add.get(count, account, period, limit);
			if (added === undefined) {
				open.run(account, period);
				added = add.get(count, account, period, limit);
			}
			if (added === undefined) return (read.get(account, period) as { used: number }).used;
			const used = added["used"] as number;
			const mark = markReached(used, limit);
			if (mark > markReached(used - count, limit)) tell(account, quota, { mark, used }, at);
			return undefined;
		},
	};
}

/**
 * Of several marks that are passed at once the highest is told: three messages in one moment say no more than one. A
 * mark is passed once in a period, and once more when the quota was raised meanwhile: then it is news again.
 */
function prepareMarks(database: DatabaseSync) {
	const insertEvent = database.prepare(
		"INSERT INTO outbox (id, account_id, at, type, data) VALUES (?, ?, ?, ?, ?)",
	);
	const note = database.prepare(`INSERT INTO quota_told (account_id, period, renews_at)
		SELECT id, ?2, ?3 FROM account WHERE id = ?1
		ON CONFLICT (account_id) DO UPDATE SET period = excluded.period, renews_at = excluded.renews_at`);
	return (
		account: string,
		{ period, periodStart, renewsAt, limit }: QuotaClaim,
		reached: Pick<QuotaEventData, "mark" | "used">,
		at: number,
	): void => {
		const id: EventId = makeId(at, randomBytes(ID_RANDOM_BYTES));
		const data: QuotaEventData = { ...reached, limit, periodStart, renewsAt };
		const type = reached.mark < 100 ? "quota.warning" : "quota.exhausted";
		insertEvent.run(id, account, at, type, JSON.stringify(data));
		note.run(account, period, renewsAt);
	};
}
