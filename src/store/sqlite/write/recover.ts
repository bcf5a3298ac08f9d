/**
 * Takes back what an earlier process had leased and left: it was killed, or lost power. Their attempts keep
 * their numbers, so that the crash is visible; a recipient that is in every crash is held for a person.
 */

import type { DatabaseSync } from "node:sqlite";
import { activityIdOf, type MessageId } from "../../../terms/ids.ts";
import { type RecipientState, statusOf } from "../../../terms/recipient.ts";
import { prepareEvents } from "./events.ts";

interface Interrupted {
	readonly message_id: string;
	readonly n: number;
	readonly attempt: number;
	readonly interruptions: number;
}

export type Recover = (now: number, heldAfter: number) => { requeued: number; held: number };

export function prepareRecover(database: DatabaseSync, epoch: number): Recover {
	const left = database.prepare(
		"SELECT message_id, n, attempt, interruptions FROM queue WHERE state = 'leased' AND epoch <> ?",
	);
	const take = database.prepare(`UPDATE queue SET state = ?, interruptions = interruptions + 1, due_at = ?,
		epoch = NULL WHERE message_id = ? AND n = ?`);
	const show = database.prepare(
		`UPDATE activity SET status = ?1, state = ?2, reason = iif(?2 = 'held', 'interrupted', reason),
			next_attempt_at = ?3, updated_at = ?4 WHERE id = ?5`,
	);
	const record = prepareEvents(database);
	return (now, heldAfter) => {
		const rows = left.all(epoch) as unknown as Interrupted[];
		let held = 0;
		for (const { message_id, n, attempt, interruptions } of rows) {
			const state = stateAfter(attempt, interruptions + 1, heldAfter);
			const dueAt = state === "held" ? null : now;
			const id = activityIdOf(message_id as MessageId, n);
			take.run(state, dueAt, message_id, n);
			show.run(statusOf(state), state, dueAt, now, id);
			record(id, now, "interrupted", attempt, "", null);
			if (state !== "held") continue;
			record(id, now, "held", attempt, "", null);
			held++;
		}
		return { requeued: rows.length - held, held };
	};
}

function stateAfter(attempt: number, interruptions: number, heldAfter: number): RecipientState {
	if (interruptions > heldAfter) return "held";
	// An attempt before the interrupted ones ended, and not well, or there would be no later one.
	return attempt > interruptions ? "deferred" : "queued";
}
