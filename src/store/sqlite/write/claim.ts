/**
 * Leases due recipients, destination by destination in the order of their turns. A destination from which
 * something was taken and which has more goes behind all whose turn has come: whoever has a hundred thousand
 * recipients waiting keeps nobody with one from being served.
 *
 * Content is not read: the cost is that of the rows claimed, however many more are due.
 */

import type { DatabaseSync } from "node:sqlite";
import { activityIdOf, type MessageId } from "../../../terms/ids.ts";
import { statusOf } from "../../../terms/recipient.ts";
import type { ClaimAnswer, ClaimOperation, Value } from "../operations.ts";

interface Due {
	readonly message_id: string;
	readonly n: number;
	readonly address: string;
	readonly attempt: number;
	readonly interruptions: number;
	readonly notify: string | null;
	readonly original_recipient: string | null;
}

export type Claim = (operation: ClaimOperation) => ClaimAnswer;

export function prepareClaim(database: DatabaseSync, epoch: number): Claim {
	const turns = prepareTurns(database);
	const due =
		database.prepare(`SELECT message_id, n, address, attempt, interruptions, notify, original_recipient
		FROM queue WHERE domain = ? AND due_at <= ? ORDER BY due_at LIMIT ?`);
	const lease = database.prepare(`UPDATE queue SET state = 'leased', attempt = ?, due_at = NULL, epoch = ?
		WHERE message_id = ? AND n = ?`);
	const show = database.prepare(`UPDATE activity SET status = '${statusOf("leased")}', state = 'leased',
		reason = '', reply = '', attempts = ?, next_attempt_at = NULL, updated_at = ? WHERE id = ?`);
	const message =
		database.prepare(`SELECT id, account_id, domain_id, signing_domain, reverse_path, size_bytes,
		eight_bit, utf8, longest_line_bytes, dsn_return, envelope_id, received_at, body_hash
		FROM message WHERE id = ?`);
	message.setReturnArrays(true);

	return ({ now, limit, perDestination, except, served }) => {
		const excluded = new Set(except);
		const skipped = new Set([...except, ...served]);
		const messages: (Value | Uint8Array)[][] = [];
		const known = new Map<string, number>();
		const recipients: Value[] = [];
		let left = limit;
		for (const domain of turns.next(now, skipped.size + limit)) {
			if (left === 0) break;
			if (skipped.has(domain)) continue;
			const rows = due.all(domain, now, Math.min(left, perDestination)) as unknown as Due[];
			left -= rows.length;
			for (const group of Map.groupBy(rows, (row) => row.message_id).values()) {
				for (const row of group) {
					const attempt = row.attempt + 1;
					lease.run(attempt, epoch, row.message_id, row.n);
					show.run(attempt, now, activityIdOf(row.message_id as MessageId, row.n));
					let at = known.get(row.message_id);
					if (at === undefined) {
						at = messages.push(message.get(row.message_id) as unknown as Value[]) - 1;
						known.set(row.message_id, at);
					}
					const { n, address, interruptions, notify, original_recipient } = row;
					recipients.push(at, n, address, domain, attempt, interruptions, notify, original_recipient);
				}
			}
			turns.taken(domain, now);
		}
		return { messages, recipients, nextDueAt: turns.nextAt(excluded) };
	};
}

function prepareTurns(database: DatabaseSync) {
	const come = database.prepare("SELECT domain FROM destination WHERE turn_at <= ? ORDER BY turn_at LIMIT ?");
	const soonest = database.prepare(
		"SELECT domain, turn_at FROM destination WHERE turn_at IS NOT NULL ORDER BY turn_at LIMIT ?",
	);
	const first = database.prepare(
		"SELECT min(due_at) AS due_at FROM queue WHERE domain = ? AND due_at IS NOT NULL",
	);
	const move = database.prepare("UPDATE destination SET turn_at = ? WHERE domain = ?");
	const remove = database.prepare("DELETE FROM destination WHERE domain = ?");
	return {
		next: (now: number, most: number): string[] => come.all(now, most).map((row) => row["domain"] as string),
		taken(domain: string, now: number): void {
			const { due_at } = first.get(domain) as { due_at: number | null };
			if (due_at === null) remove.run(domain);
			else move.run(Math.max(due_at, now), domain);
		},
		nextAt(excluded: ReadonlySet<string>): number | null {
			const rows = soonest.all(excluded.size + 1) as { domain: string; turn_at: number }[];
			return rows.find(({ domain }) => !excluded.has(domain))?.turn_at ?? null;
		},
	};
}
