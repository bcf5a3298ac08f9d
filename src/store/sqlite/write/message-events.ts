/** Tells of messages: an event in the outbox, in the transaction of what it tells of, where a webhook is for it. */

import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { EventType, MessageEventData, ServiceEvent } from "../../../terms/events.ts";
import { type ActivityId, type EventId, ID_RANDOM_BYTES, makeId } from "../../../terms/ids.ts";
import type { RecipientState } from "../../../terms/recipient.ts";
import { insertEvent } from "../outbox-rows.ts";
import { prepareSql } from "../statements.ts";
import type { Listeners } from "./listeners.ts";

export type MessageEventType = EventType & `message.${string}`;

/** Reads the row of Activity as it is now; `more` outweighs what stands there. */
export type TellOfMessage = (
	type: MessageEventType,
	accountId: string,
	activityId: string,
	at: number,
	more?: Partial<MessageEventData>,
) => void;

export function prepareMessageEvents(database: DatabaseSync, listeners: Listeners): TellOfMessage {
	const find =
		database.prepare(`SELECT recipient, sender, subject, header_message_id, domain_id, smtp_user_id,
		status, state, reason, reply, attempts, next_attempt_at FROM activity WHERE id = ?`);
	const sql = prepareSql(database);
	return (type, accountId, activityId, at, more = {}) => {
		if (!listeners.want(accountId, type)) return;
		const row = find.get(activityId);
		// Messages of our own, such as reports of failure, have no domain: nobody handed them in.
		if (row === undefined || row["domain_id"] === null) return;
		const event = {
			id: makeId<EventId>(at, randomBytes(ID_RANDOM_BYTES)),
			at,
			accountId,
			type,
			data: { ...dataOf(activityId as ActivityId, row), ...more },
		} as ServiceEvent;
		sql(insertEvent(event));
	};
}

function dataOf(activityId: ActivityId, row: Readonly<Record<string, unknown>>): MessageEventData {
	const end = activityId.indexOf(".");
	const data: Record<string, unknown> = {
		activityId,
		messageId: end < 0 ? null : activityId.slice(0, end),
		recipient: row["recipient"],
		sender: row["sender"],
		subject: row["subject"],
		headerMessageId: row["header_message_id"],
		domainId: row["domain_id"],
		smtpUserId: row["smtp_user_id"],
		status: row["status"],
		reason: row["reason"] === "" ? null : row["reason"],
		reply: row["reply"] === "" ? null : row["reply"],
		attempt: row["attempts"] === 0 ? null : row["attempts"],
		nextAttemptAt: row["next_attempt_at"],
	};
	const known = Object.entries(data).filter(([, value]) => value !== null);
	return Object.fromEntries(known) as unknown as MessageEventData;
}

/** What an outcome is told as; undefined for what is none. */
export function eventOfState(state: RecipientState): MessageEventType | undefined {
	switch (state) {
		case "delivered":
			return "message.delivered";
		case "deferred":
			return "message.deferred";
		case "bounced":
		case "expired":
		case "cancelled":
		case "suppressed":
			return "message.bounced";
		case "queued":
		case "leased":
		case "held":
			return undefined;
		default:
			return state satisfies never;
	}
}
