/**
 * Applies outcomes: each once, for the attempt that it names and only while this process holds the lease. A
 * recipient's state, its event, the counters, the suppression and the DSN that follow are in one transaction.
 */

import type { DatabaseSync } from "node:sqlite";
import { type AccountId, activityIdOf, type MessageId } from "../../../terms/ids.ts";
import { isFinal, type RecipientState, statusOf } from "../../../terms/recipient.ts";
import { type CompleteAnswer, type CompleteOperation, SETTLEMENT_FIELDS } from "../operations.ts";
import type { Accept } from "./accept.ts";
import { prepareEvents } from "./events.ts";
import { eventOfState, type TellOfMessage } from "./message-events.ts";
import { prepareSuppress } from "./suppress.ts";
import type { Tally } from "./tally.ts";

/** What a settlement turns a queue row into; null when it takes it away. */
interface Settled {
	readonly message: string;
	readonly index: number;
	readonly attempt: number;
	readonly state: RecipientState;
	readonly bounce: "soft" | "hard" | undefined;
	readonly at: number;
	readonly dueAt: number | null;
	readonly cause: string;
	readonly reply: string;
	readonly facts: string | null;
	/** The host whose reply suppresses the address. */
	readonly suppressedBy: string | null;
}

export type Complete = (operation: CompleteOperation, octets: Uint8Array, at: number) => CompleteAnswer;

export function prepareComplete(
	database: DatabaseSync,
	epoch: number,
	accept: Accept,
	tally: Tally,
	tell: TellOfMessage,
): Complete {
	const settleOne = prepareSettlement(database, epoch, tally, tell);
	const removeContent = database.prepare(`DELETE FROM content WHERE message_id = ?1
		AND NOT EXISTS (SELECT 1 FROM queue WHERE message_id = ?1)`);
	const knows = database.prepare("SELECT 1 FROM message WHERE id = ?");

	return ({ settlements, reports }, octets, offset) => {
		const touched = new Set<string>();
		const suppressed: string[] = [];
		for (let i = 0; i < settlements.length; i += SETTLEMENT_FIELDS) {
			const settled = settledAt(settlements, i);
			if (settleOne(settled, suppressed)) touched.add(settled.message);
		}
		for (const message of touched) removeContent.run(message);
		// Reports of outcomes that were applied before were written with them.
		if (touched.size === 0 && settlements.length > 0) return suppressed;
		let at = offset;
		for (const report of reports) {
			if (knows.get(report.id) === undefined) accept(report, octets, at);
			at += report.bodyHashBytes + report.headerBytes + report.bodyBytes;
		}
		return suppressed;
	};
}

function settledAt(row: CompleteOperation["settlements"], i: number): Settled {
	return {
		message: row[i] as string,
		index: row[i + 1] as number,
		attempt: row[i + 2] as number,
		state: row[i + 3] as RecipientState,
		bounce: (row[i + 4] ?? undefined) as Settled["bounce"],
		at: row[i + 5] as number,
		dueAt: row[i + 6] as number | null,
		cause: row[i + 7] as string,
		reply: row[i + 8] as string,
		facts: row[i + 9] as string | null,
		suppressedBy: row[i + 10] as string | null,
	};
}

/** The function returns whether anything changed, and adds to `suppressed` what a {@link CompleteAnswer} holds. */
function prepareSettlement(
	database: DatabaseSync,
	epoch: number,
	tally: Tally,
	tell: TellOfMessage,
): (settled: Settled, suppressed: string[]) => boolean {
	const ours = "message_id = ? AND n = ? AND attempt = ? AND state = 'leased' AND epoch = ?";
	const finish = database.prepare(`DELETE FROM queue WHERE ${ours}`);
	const keep = database.prepare(
		`UPDATE queue SET state = ?, attempt = ?, due_at = ?, epoch = NULL WHERE ${ours} RETURNING domain`,
	);
	const hear = database.prepare(
		"UPDATE destination SET deferred_at = ?, cause = ?, reply = ? WHERE domain = ?",
	);
	const show =
		database.prepare(`UPDATE activity SET status = ?, state = ?, reason = ?, reply = ?, attempts = ?,
		next_attempt_at = ?, updated_at = ? WHERE id = ? RETURNING account_id, domain_id`);
	const record = prepareEvents(database);
	const addressOf = database.prepare("SELECT address, domain FROM queue WHERE message_id = ? AND n = ?");
	const suppress = prepareSuppress(database);

	return (settled, suppressed) => {
		const { message, index, attempt, state, bounce, at, dueAt, cause, reply, facts, suppressedBy } = settled;
		// Given back without having been tried: the number is free again.
		const attempts = state === "queued" ? attempt - 1 : attempt;
		const waits = state === "queued" || state === "deferred";
		const bounced = suppressedBy === null ? undefined : addressOf.get(message, index);
		if (isFinal(state)) {
			if (finish.run(message, index, attempt, epoch).changes === 0) return false;
		} else {
			const due = waits ? (dueAt ?? at) : null;
			const kept = keep.get(state, attempts, due, message, index, attempt, epoch);
			if (kept === undefined) return false;
			if (state === "deferred") hear.run(at, cause, reply, kept["domain"] as string);
		}
		const id = activityIdOf(message as MessageId, index);
		const status = statusOf(state, bounce);
		const nextAt = waits ? (dueAt ?? at) : null;
		const shown = show.get(status, state, cause, reply, attempts, nextAt, at, id);
		record(id, at, state, attempt, cause, facts);
		const event = eventOfState(state);
		if (shown !== undefined && event !== undefined) {
			const [account, domain] = [shown["account_id"] as string, shown["domain_id"] as string | null];
			tally.count({ account, at, kind: status, domain }, 1);
			tell(event, account, id, at);
		}
		if (bounced !== undefined && shown !== undefined && suppressedBy !== null) {
			const accountId = shown["account_id"] as AccountId;
			const { address, domain } = bounced as { address: string; domain: string };
			const added = suppress({
				accountId,
				address,
				domain,
				at,
				kind: "hard-bounce",
				reportedBy: suppressedBy,
				reply,
				activityId: id,
			});
			if (added !== undefined) suppressed.push(accountId, added);
		}
		return true;
	};
}
