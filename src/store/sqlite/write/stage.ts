/** Pieces of large bodies, written before it is known whether their message will be accepted. */

import type { DatabaseSync } from "node:sqlite";

export interface Stage {
	write(message: string, index: number, octets: Uint8Array): void;
	/** Does nothing to a message that was accepted. */
	discard(message: string): void;
	/** At start: whatever is staged belongs to nobody. Returns how many messages there were. */
	sweep(): number;
}

export function prepareStage(database: DatabaseSync): Stage {
	const note = database.prepare("INSERT INTO staged (message_id) VALUES (?) ON CONFLICT DO NOTHING");
	const insert = database.prepare("INSERT INTO content (message_id, n, octets) VALUES (?, ?, ?)");
	const forget = database.prepare("DELETE FROM staged WHERE message_id = ?");
	const remove = database.prepare("DELETE FROM content WHERE message_id = ?");
	const all = database.prepare("SELECT message_id FROM staged");
	const discard = (message: string): void => {
		if (forget.run(message).changes > 0) remove.run(message);
	};
	return {
		write(message, index, octets) {
			note.run(message);
			insert.run(message, index, octets);
		},
		discard,
		sweep() {
			const orphans = all.all() as { message_id: string }[];
			for (const { message_id } of orphans) discard(message_id);
			return orphans.length;
		},
	};
}
