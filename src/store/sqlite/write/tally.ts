/** Counters, added up for the whole batch before they are written: a busy account is one row, not hundreds. */

import type { DatabaseSync } from "node:sqlite";
import { TALLY_SLOT_MS } from "../../../terms/tally.ts";

/** What is counted beside its number. */
export interface Counted {
	readonly account: string;
	readonly at: number;
	readonly kind: string;
	/** Null: a message of our own, such as a report of failure, which nobody handed in. It is not counted. */
	readonly domain: string | null;
	/** Why something was refused. */
	readonly reason?: string;
}

type Row = readonly [account: string, slot: number, kind: string, domain: string, reason: string];

export class Tally {
	readonly #counts = new Map<string, { row: Row; n: number }>();
	readonly #add: ReturnType<DatabaseSync["prepare"]>;

	constructor(database: DatabaseSync) {
		this.#add = database.prepare(
			`INSERT INTO tally (account_id, slot, kind, domain_id, reason, n) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (account_id, slot, kind, domain_id, reason) DO UPDATE SET n = n + excluded.n`,
		);
	}

	count({ account, at, kind, domain, reason = "" }: Counted, n: number): void {
		if (domain === null) return;
		const row: Row = [account, at - (at % TALLY_SLOT_MS), kind, domain, reason];
		const key = row.join(" ");
		const known = this.#counts.get(key);
		if (known === undefined) this.#counts.set(key, { row, n });
		else known.n += n;
	}

	/** Before the commit. */
	write(): void {
		for (const { row, n } of this.#counts.values()) this.#add.run(...row, n);
		this.#counts.clear();
	}

	/** After a rollback. */
	forget(): void {
		this.#counts.clear();
	}
}
