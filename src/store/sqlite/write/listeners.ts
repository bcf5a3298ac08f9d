/**
 * Who wants to be told of what, as the writing thread knows it: so that mail of an account without webhooks costs one
 * look into a map, and nothing is asked of the tables.
 *
 * Triggers of this connection alone tell of changes, whichever statement brings them about: a change of webhooks has
 * them read anew at the next question, and a new row of the outbox has the main thread told after the commit.
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventType } from "../../../terms/events.ts";

export interface Listeners {
	/** Whether an enabled webhook of the account is for this type; a paused one is. */
	want(accountId: string, type: EventType): boolean;
	/** Whether rows were added to the outbox since this was last asked. */
	outboxGrew(): boolean;
	/** After a rollback: what was read may not have come to be. */
	forget(): void;
}

export function prepareListeners(database: DatabaseSync): Listeners {
	let known: Map<string, Set<string>> | null = null;
	let grew = false;
	const told = (name: string, tell: () => void): void =>
		database.function(name, () => {
			tell();
			return null;
		});
	told("webhooks_changed", () => {
		known = null;
	});
	told("outbox_grew", () => {
		grew = true;
	});
	database.exec(`
		CREATE TEMP TRIGGER webhook_added AFTER INSERT ON main.webhook BEGIN SELECT webhooks_changed(); END;
		CREATE TEMP TRIGGER webhook_removed AFTER DELETE ON main.webhook BEGIN SELECT webhooks_changed(); END;
		CREATE TEMP TRIGGER webhook_changed AFTER UPDATE OF account_id, event_types, enabled ON main.webhook
			BEGIN SELECT webhooks_changed(); END;
		CREATE TEMP TRIGGER outbox_added AFTER INSERT ON main.outbox BEGIN SELECT outbox_grew(); END;`);
	const read = database.prepare("SELECT account_id, event_types FROM webhook WHERE enabled = 1");
	const all = (): Map<string, Set<string>> => {
		const types = new Map<string, Set<string>>();
		for (const row of read.all()) {
			const account = row["account_id"] as string;
			const wanted = types.get(account) ?? new Set<string>();
			for (const type of JSON.parse(row["event_types"] as string) as string[]) wanted.add(type);
			types.set(account, wanted);
		}
		return types;
	};
	return {
		want(accountId, type) {
			known ??= all();
			return known.get(accountId)?.has(type) === true;
		},
		outboxGrew() {
			const was = grew;
			grew = false;
			return was;
		},
		forget() {
			known = null;
		},
	};
}
