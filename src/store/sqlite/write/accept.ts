/** Writes a message down: envelope, content, queue rows, Activity and quota, in the batch's transaction. */

import type { DatabaseSync } from "node:sqlite";
import { activityIdOf, type MessageId } from "../../../terms/ids.ts";
import { statusOf } from "../../../terms/recipient.ts";
import { StoreFault } from "../fault.ts";
import { ABOUT_DOMAIN, type AcceptAnswer, type AcceptOperation, RECIPIENT_FIELDS } from "../operations.ts";
import { prepareIdempotency } from "./idempotency.ts";
import type { TellOfMessage } from "./message-events.ts";
import type { Quota } from "./quota.ts";
import type { Tally } from "./tally.ts";

const ACTIVITY_COLUMNS = `id, recipient, attempts, status, state, account_id, at, updated_at, sender, author,
	subject, domain_id, smtp_user_id, header_message_id, remote_address, reason, reply, phase, count`;

export type Accept = (operation: AcceptOperation, octets: Uint8Array, at: number) => AcceptAnswer;

/** The function returns null, or why nothing was written: the quota did not allow it, or its key is taken. */
export function prepareAccept(
	database: DatabaseSync,
	epoch: number,
	quota: Quota,
	tally: Tally,
	tell: TellOfMessage,
): Accept {
	const idempotency = prepareIdempotency(database);
	const writeBody = prepareBody(database);
	const insertMessage = database.prepare(`INSERT INTO message (id, account_id, domain_id, signing_domain,
		reverse_path, size_bytes, eight_bit, utf8, longest_line_bytes, dsn_return, envelope_id, received_at,
		session, notes, attachments, body_hash, header) VALUES (${marks(17)})`);
	const insertQueue = database.prepare(`INSERT INTO queue (message_id, n, address, domain, notify,
		original_recipient, state, attempt, interruptions, due_at, epoch) VALUES (${marks(11)})`);
	const insertActivity = database.prepare(
		`INSERT INTO activity (${ACTIVITY_COLUMNS}) VALUES (${marks(15)}, '', '', '', 1)`,
	);
	const insertDsnRequest = database.prepare(
		"INSERT INTO dsn_request (activity_id, notify, original_recipient) VALUES (?, ?, ?)",
	);

	return (operation, octets, offset) => {
		const { id, accountId, recipients, receivedAt, leased, claim } = operation;
		if (claim !== undefined) {
			const earlier = idempotency.earlier(accountId, claim, receivedAt);
			if (earlier !== undefined) return earlier;
		}
		const count = recipients.length / RECIPIENT_FIELDS;
		if (operation.quota !== null) {
			const exceeded = quota.claim(accountId, operation.quota, count, receivedAt);
			if (exceeded !== undefined) return exceeded;
		}
		if (claim !== undefined) idempotency.note(operation, claim);
		const headerAt = offset + operation.bodyHashBytes;
		const bodyAt = headerAt + operation.headerBytes;
		insertMessage.run(
			...operation.message,
			octets.subarray(offset, headerAt),
			octets.subarray(headerAt, bodyAt),
		);
		writeBody(operation, octets, bodyAt);
		const state = leased ? "leased" : "queued";
		const status = statusOf(state);
		const attempt = leased ? 1 : 0;
		for (let i = 0; i < recipients.length; i += RECIPIENT_FIELDS) {
			const index = recipients[i] as number;
			const address = recipients[i + 1] as string;
			const notify = recipients[i + 3] as string | null;
			const original = recipients[i + 4] as string | null;
			insertQueue.run(
				id,
				index,
				address,
				recipients[i + 2] as string,
				notify,
				original,
				state,
				attempt,
				0,
				leased ? null : receivedAt,
				leased ? epoch : null,
			);
			const row = activityIdOf(id as MessageId, index);
			insertActivity.run(row, address, attempt, status, state, ...operation.about);
			if (notify !== null || original !== null) insertDsnRequest.run(row, notify, original);
			tell("message.accepted", accountId, row, receivedAt);
		}
		const domain = operation.about[ABOUT_DOMAIN] as string | null;
		tally.count({ account: accountId, at: receivedAt, kind: "accepted", domain }, count);
		return null;
	};
}

type WriteBody = (operation: AcceptOperation, octets: Uint8Array, at: number) => void;

function prepareBody(database: DatabaseSync): WriteBody {
	const insertContent = database.prepare("INSERT INTO content (message_id, n, octets) VALUES (?, 0, ?)");
	const countPieces = database.prepare("SELECT count(*) AS n FROM content WHERE message_id = ?");
	const forgetStaged = database.prepare("DELETE FROM staged WHERE message_id = ?");
	return (operation, octets, at) => {
		const { id, stagedPieces, bodyBytes } = operation;
		if (stagedPieces > 0) {
			// A piece that failed to be written was answered already; its message must not pass for whole.
			const { n } = countPieces.get(id) as { n: number };
			if (n !== stagedPieces) throw new StoreFault(`Message ${id} has ${n} of ${stagedPieces} pieces.`);
			forgetStaged.run(id);
		} else insertContent.run(id, octets.subarray(at, at + bodyBytes));
	};
}

const marks = (count: number): string => Array(count).fill("?").join(", ");
