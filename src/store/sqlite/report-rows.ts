/** Rows of Activity, events and messages, as the terms that they are. */

import type { Pause } from "../../queue/steering-ports.ts";
import type {
	ActivityEvent,
	ActivityRow,
	MessageFacts,
	RefusalRow,
	ReportableRecipient,
	ReportedChange,
	TallyRow,
	TallyStep,
} from "../../report/ports.ts";
import type { ActivityId, MessageId } from "../../terms/ids.ts";
import type { Notify, SessionFacts } from "../../terms/message.ts";
import type { AttemptFacts } from "../../terms/outcome.ts";
import { bufferOf } from "./content.ts";
import type { RefusalOperation, Value } from "./operations.ts";
import type { Answer } from "./reader.ts";

export function activityRowOf(row: Answer): ActivityRow {
	const id = row["id"] as ActivityId;
	const end = id.indexOf(".");
	return {
		id,
		accountId: row["account_id"] as ActivityRow["accountId"],
		at: row["at"] as number,
		updatedAt: row["updated_at"] as number,
		status: row["status"] as ActivityRow["status"],
		state: row["state"] as ActivityRow["state"],
		messageId: end < 0 ? null : (id.slice(0, end) as MessageId),
		recipient: row["recipient"] as string,
		sender: row["sender"] as string,
		author: row["author"] as string,
		subject: row["subject"] as string,
		domainId: row["domain_id"] as ActivityRow["domainId"],
		smtpUserId: row["smtp_user_id"] as ActivityRow["smtpUserId"],
		headerMessageId: row["header_message_id"] as string,
		reason: row["reason"] as string,
		reply: row["reply"] as string,
		facts: parsed<ActivityRow["facts"]>(row["facts"]) ?? {},
		phase: row["phase"] as string,
		attempts: row["attempts"] as number,
		nextAttemptAt: row["next_attempt_at"] as number | null,
		count: row["count"] as number,
		remoteAddress: row["remote_address"] as string,
	};
}

/** Why mail for a paused destination waits: it is not written to each row, which may be a hundred thousand. */
export function pausedShown(row: ActivityRow, pauseOf: (address: string) => Pause | undefined): ActivityRow {
	if (row.state !== "queued" && row.state !== "deferred") return row;
	const pause = pauseOf(row.recipient);
	if (pause === undefined) return row;
	return { ...row, reason: "destination-paused", reply: pause.note, nextAttemptAt: null };
}

export function refusalOperation(row: RefusalRow): RefusalOperation {
	const columns: Value[] = [
		row.id,
		row.accountId,
		row.at,
		row.lastAt,
		row.recipient,
		row.sender,
		row.author,
		row.subject,
		row.domainId,
		row.smtpUserId,
		row.headerMessageId,
		row.session.client.address,
		row.reason,
		row.reply,
		row.phase,
		JSON.stringify(row.facts),
		JSON.stringify(row.session),
		row.count,
	];
	const { id, accountId, lastAt: at, domainId, reason, count } = row;
	return { id, accountId, at, domainId, reason, count, row: columns };
}

export const tallyRowOf = (row: Answer): TallyRow => ({
	kind: row["kind"] as string,
	domainId: row["domain_id"] === "" ? null : (row["domain_id"] as TallyRow["domainId"]),
	reason: row["reason"] as string,
	count: row["n"] as number,
});

export const tallyStepOf = (row: Answer): TallyStep => ({
	at: row["at"] as number,
	kind: row["kind"] as string,
	count: row["n"] as number,
});

export const messageFactsOf = (row: Answer): MessageFacts => ({
	id: row["id"] as MessageId,
	receivedAt: row["received_at"] as number,
	sizeBytes: row["size_bytes"] as number,
	header: bufferOf(row["header"]).toString(),
	attachments: parsed<MessageFacts["attachments"]>(row["attachments"]) ?? [],
	notes: parsed<readonly string[]>(row["notes"]) ?? [],
	signingDomain: row["signing_domain"] as string | null,
	returnPathHost: (row["return_path_host"] ?? null) as string | null,
});

export function reportableOf(row: Answer): ReportableRecipient {
	const notify = row["notify"] as string | null;
	return {
		index: Number((row["id"] as string).split(".")[1]),
		address: row["recipient"] as string,
		state: row["state"] as ReportableRecipient["state"],
		notify: notify === null ? null : (notify.split(",") as Notify[]),
		originalRecipient: row["original_recipient"] as string | null,
	};
}

/** In the order in which the operation counts them. */
export function reportedRow(change: ReportedChange): readonly Value[] {
	const { recipient, kind, bounce, at, cause, facts, suppression } = change;
	const ended = [recipient.message, recipient.index, kind, bounce ?? null, at, cause, facts.reply ?? ""];
	const { kind: suppressed = null, reportedBy = "", address = "", domain = "" } = suppression ?? {};
	return [...ended, JSON.stringify(facts), suppressed, reportedBy, address, domain];
}

/** Acceptance is the row itself; what followed it was written as it happened. */
export function historyOf(row: ActivityRow, events: readonly Answer[]): readonly ActivityEvent[] {
	if (row.state === null) return [];
	const queued = { at: row.at, kind: "queued", attempt: 0, cause: "", facts: null };
	return [queued, ...events.map(eventOf)];
}

const eventOf = (row: Answer): ActivityEvent => ({
	at: row["at"] as number,
	kind: row["kind"] as string,
	attempt: row["attempt"] as number,
	cause: row["cause"] as string,
	facts: parsed<AttemptFacts>(row["facts"]),
});

export const sessionOf = (value: Answer[string] | undefined): SessionFacts | null =>
	parsed<SessionFacts>(value);

export function parsed<T>(value: Answer[string] | undefined): T | null {
	return typeof value === "string" ? (JSON.parse(value) as T) : null;
}
