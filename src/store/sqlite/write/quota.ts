/** Recipients counted against an account's billing period, in the commit that accepts them: never one more. */

import type { DatabaseSync } from "node:sqlite";

export interface Quota {
	/** Undefined when `count` more fit and are counted; otherwise what is used, and nothing changes. */
	claim(account: string, periodStart: number, limit: number, count: number): number | undefined;
}

export function prepareQuota(database: DatabaseSync): Quota {
	const add = database.prepare(
		"UPDATE usage SET used = used + ?1 WHERE account_id = ?2 AND period_start = ?3 AND used + ?1 <= ?4",
	);
	const open = database.prepare(
		"INSERT INTO usage (account_id, period_start, used) VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
	);
	const read = database.prepare("SELECT used FROM usage WHERE account_id = ? AND period_start = ?");
	return {
		claim(account, periodStart, limit, count) {
			if (add.run(count, account, periodStart, limit).changes > 0) return undefined;
			open.run(account, periodStart);
			if (add.run(count, account, periodStart, limit).changes > 0) return undefined;
			return (read.get(account, periodStart) as { used: number }).used;
		},
	};
}
