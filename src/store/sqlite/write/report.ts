/**
 * Applies what other servers report of mail that left here. Each change once: a recipient ends once, and the same
 * words are noted once. State, event, counters, suppression and the DSN that follows are in one transaction.
 */

import type { DatabaseSync } from "node:sqlite";
import type { AccountId, ActivityId, MessageId } from "../../../terms/ids.ts";
import { activityIdOf } from "../../../terms/ids.ts";
import { statusOf } from "../../../terms/recipient.ts";
import type { Suppression } from "../../../terms/suppression.ts";
import { REPORTED_FIELDS, type ReportAnswer, type ReportOperation } from "../operations.ts";
import type { Accept } from "./accept.ts";
import { prepareEvents } from "./events.ts";
import type { TellOfMessage } from "./message-events.ts";
import { prepareSuppress } from "./suppress.ts";
import type { Tally } from "./tally.ts";

/** Events that reports may add to one recipient: its server can write as many as it likes. */
const MOST_EVENTS = 20;

interface Change {
	readonly id: ActivityId;
	readonly kind: "bounced" | "delayed" | "confirmed" | "complained";
	readonly bounce: "soft" | "hard" | undefined;
	readonly at: number;
	readonly cause: string;
	readonly reply: string;
	readonly facts: string;
	readonly suppression: Suppression["kind"] | null;
	readonly reportedBy: string;
	readonly address: string;
	readonly domain: string;
}

export type ApplyReport = (operation: ReportOperation, octets: Uint8Array, at: number) => ReportAnswer;

export function prepareReport(
	database: DatabaseSync,
	accept: Accept,
	tally: Tally,
	tell: TellOfMessage,
): ApplyReport {
	const end = database.prepare(`UPDATE activity SET status = ?, state = 'bounced', reason = ?, reply = ?,
		updated_at = ? WHERE id = ? AND state = 'delivered' RETURNING account_id, domain_id, attempts`);
	// Those that ended without delivery have their reason; nothing that is said later makes it another one.
	const note =
		database.prepare(`SELECT account_id, domain_id, attempts FROM activity WHERE id = ?1 AND state IS NOT NULL
		AND (?2 <> 'reported' OR state IN ('queued', 'leased', 'deferred', 'held'))
		AND NOT EXISTS (SELECT 1 FROM event WHERE activity_id = ?1 AND kind = ?2 AND cause = ?3
			AND json_extract(facts, '$.reply') = ?4)
		AND (SELECT count(*) FROM event WHERE activity_id = ?1 AND json_extract(facts, '$.phase') = 'report')
			< ${MOST_EVENTS}`);
	const record = prepareEvents(database);
	const suppress = prepareSuppress(database);

	const apply = (change: Change, suppressed: string[]): boolean => {
		const { id, kind, bounce, at, cause, reply, facts } = change;
		const status = statusOf("bounced", bounce);
		const ended = kind === "bounced" ? end.get(status, cause, reply, at, id) : undefined;
		// Not delivered as far as we know: its own attempts decide what becomes of it.
		const event = ended === undefined && kind === "bounced" ? "reported" : kind;
		const row = ended ?? note.get(id, event, cause, reply);
		if (row === undefined) return false;
		record(id, at, event, row["attempts"] as number, cause, facts);
		const accountId = row["account_id"] as AccountId;
		if (ended !== undefined) tell("message.bounced", accountId, id, at);
		else if (kind === "complained")
			tell("message.complained", accountId, id, at, reply === "" ? {} : { reply });
		const counted = ended !== undefined ? status : kind === "complained" ? "complaint" : undefined;
		if (counted !== undefined) {
			const domain = row["domain_id"] as string | null;
			tally.count({ account: accountId, at, kind: counted, domain }, 1);
		}
		if (change.suppression !== null && event !== "reported") {
			const { suppression, reportedBy, address, domain } = change;
			const grounds = {
				accountId,
				address,
				domain,
				at,
				kind: suppression,
				reportedBy,
				reply,
				activityId: id,
			};
			const added = suppress(grounds);
			if (added !== undefined) suppressed.push(accountId, added);
		}
		return true;
	};

	return ({ changes, reports }, octets, offset) => {
		const suppressed: string[] = [];
		let isNew = false;
		for (let i = 0; i < changes.length; i += REPORTED_FIELDS) {
			isNew = apply(changeAt(changes, i), suppressed) || isNew;
		}
		let at = offset;
		for (const report of isNew ? reports : []) {
			accept(report, octets, at);
			at += report.bodyHashBytes + report.headerBytes + report.bodyBytes;
		}
		return { isNew, suppressed };
	};
}

function changeAt(row: ReportOperation["changes"], i: number): Change {
	return {
		id: activityIdOf(row[i] as MessageId, row[i + 1] as number),
		kind: row[i + 2] as Change["kind"],
		bounce: (row[i + 3] ?? undefined) as Change["bounce"],
		at: row[i + 4] as number,
		cause: row[i + 5] as string,
		reply: row[i + 6] as string,
		facts: row[i + 7] as string,
		suppression: row[i + 8] as Change["suppression"],
		reportedBy: row[i + 9] as string,
		address: row[i + 10] as string,
		domain: row[i + 11] as string,
	};
}
