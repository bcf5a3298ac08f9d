/** The Outbox: what waits to be told, oldest first. */

import type { Outbox } from "../../report/ports.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { EventId } from "../../terms/ids.ts";
import { eventOf } from "./outbox-rows.ts";
import type { Reader } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";

export class SqliteOutbox implements Outbox {
	readonly #writes: SetUpWrites;
	readonly #reader: Reader;
	readonly #wakes: (() => void)[] = [];

	constructor(writes: SetUpWrites, reader: Reader) {
		this.#writes = writes;
		this.#reader = reader;
	}

	async waiting(limit: number, after = ""): Promise<readonly ServiceEvent[]> {
		const sql = "SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT ?";
		return (await this.#reader.all(sql, after, limit)).map(eventOf);
	}

	whenGrown(wake: () => void): void {
		this.#wakes.push(wake);
	}

	/** After the commit of new events. */
	grew(): void {
		for (const wake of this.#wakes) wake();
	}

	async told(ids: readonly EventId[]): Promise<void> {
		await this.#writes.write({
			sql: "DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))",
			parameters: [JSON.stringify(ids)],
		});
	}
}
