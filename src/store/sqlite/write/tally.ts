/** Counters, added up for the whole batch before they are written: a busy account is one row, not hundreds. */

import type { DatabaseSync } from "node:sqlite";
import { HOUR } from "../../../terms/clock.ts";

export class Tally {
	readonly #counts = new Map<string, { account: string; hour: number; kind: string; n: number }>();
	readonly #add: ReturnType<DatabaseSync["prepare"]>;

	constructor(database: DatabaseSync) {
		this.#add = database.prepare(
			`INSERT INTO tally (account_id, hour, kind, n) VALUES (?, ?, ?, ?)
			ON CONFLICT (account_id, hour, kind) DO UPDATE SET n = n + excluded.n`,
		);
	}

	count(account: string, at: number, kind: string, n: number): void {
		const hour = at - (at % HOUR);
		const key = `${hour} ${kind} ${account}`;
		const known = this.#counts.get(key);
		if (known === undefined) this.#counts.set(key, { account, hour, kind, n });
		else known.n += n;
	}

	/** Before the commit. */
	write(): void {
		for (const { account, hour, kind, n } of this.#counts.values()) this.#add.run(account, hour, kind, n);
		this.#counts.clear();
	}

	/** After a rollback. */
	forget(): void {
		this.#counts.clear();
	}
}
