/**
 * The DSN to whoever sent a message, about recipients of it: they failed for good, or another server says so later, or
 * reports a delay or a success that was asked for (RFC 3461 §4.1). Written when it is due; whoever asked puts it into
 * the same transaction that changes the recipients.
 */

import { BodyHasher } from "../rfc/dkim/body-hash.ts";
import { mayReport } from "../rfc/dsn/notify.ts";
import { buildDsn, type DsnRecipient } from "../rfc/dsn/report.ts";
import { isAutomatic, subjectOf } from "../rfc/message/facts.ts";
import { parseFields } from "../rfc/message/fields.ts";
import { type CauseId, causeOf, causeWords, isCause } from "../terms/causes/index.ts";
import { ID_RANDOM_BYTES, type MessageId, makeId } from "../terms/ids.ts";
import type { NewMessage } from "../terms/message.ts";
import type { AttemptFacts, LeasedRecipient } from "../terms/outcome.ts";
import type { ReportPorts } from "./ports.ts";

/** What NOTIFY has to ask for. */
const WISHES = { failed: "FAILURE", delayed: "DELAY", delivered: "SUCCESS" } as const;

/** A recipient that its sender may have to hear of. */
export interface Reported {
	readonly recipient: Pick<LeasedRecipient, "message" | "address" | "notify" | "originalRecipient">;
	/** "failed" when it is not said. */
	readonly action?: keyof typeof WISHES;
	readonly settlement: {
		readonly at: number;
		readonly to: string;
		readonly cause?: string;
		readonly facts?: AttemptFacts;
	};
}

/** Undefined when no report is due. All recipients are of one message. */
export async function senderReport(
	ports: ReportPorts,
	hostname: string,
	reported: readonly Reported[],
): Promise<NewMessage | undefined> {
	const id = reported[0]?.recipient.message;
	const original = id === undefined ? undefined : await ports.store.messageForReport(id);
	if (original === undefined || !original.sendsDsn) return undefined;
	const { message, header } = original;
	const fields = parseFields(header);
	const automatic = isAutomatic(fields);
	const due = reported.filter(({ recipient, action = "failed" }) =>
		mayReport({ reversePath: message.reversePath, automatic, notify: recipient.notify }, WISHES[action]),
	);
	if (due.length === 0) return undefined;
	const now = ports.clock.now();
	const reportId = makeId<MessageId>(now, ports.randomBytes(ID_RANDOM_BYTES));
	const headerMessageId = `<${reportId}@${hostname}>`;
	const built = buildDsn({
		hostname,
		to: message.reversePath,
		messageId: headerMessageId,
		boundary: `${reportId}.${ports.randomBytes(8).toString("hex")}`,
		at: now,
		envelopeId: message.envelopeId,
		arrivedAt: message.receivedAt,
		subject: subjectOf(fields),
		recipients: due.map(dsnRecipient),
		originalHeader: header,
	});
	const hasher = new BodyHasher();
	hasher.update(Buffer.from(built.body));
	return {
		id: reportId,
		accountId: message.accountId as NewMessage["accountId"],
		smtpUserId: null,
		domainId: null,
		signingDomain: null,
		reversePath: "", // RFC 3464 §2: nobody reports about a report
		author: `mailer-daemon@${hostname}`,
		subject: built.subject,
		headerMessageId,
		sizeBytes: built.header.length + built.body.length,
		header: built.header,
		body: { kind: "inline", chunks: [built.body] },
		bodyHash: hasher.digest(),
		traits: { eightBit: built.eightBit, utf8: built.utf8, longestLineBytes: 998 },
		dsnReturn: null,
		envelopeId: null,
		receivedAt: now,
		session: null,
		recipients: [
			{
				index: 0,
				address: message.reversePath,
				domain: message.reversePath.slice(message.reversePath.lastIndexOf("@") + 1).toLowerCase(),
				notify: ["NEVER"],
				originalRecipient: null,
			},
		],
		quota: null,
		attachments: [],
		notes: [`report about ${message.id}`],
		leased: false,
	};
}

function dsnRecipient({ recipient, settlement, action = "failed" }: Reported): DsnRecipient {
	const known = settlement.cause !== undefined && isCause(settlement.cause) ? settlement.cause : "unknown";
	const cause = settlement.to === "expired" ? "expired" : known;
	const words = causeWords(cause, "en");
	const reply = settlement.facts?.reply ?? "";
	const isByHand = settlement.facts?.phase === "by-hand";
	const why = [words.title, ...(isByHand ? (settlement.facts?.notes ?? []) : [])].join(": ");
	const common = {
		finalRecipient: recipient.address,
		originalRecipient: recipient.originalRecipient,
		action,
		remoteMta: settlement.facts?.host ?? null,
		lastAttemptAt: isByHand ? null : settlement.at,
	};
	switch (action) {
		case "failed":
			return { ...common, status: statusOf(reply, cause), reply, why, remedy: words.remedy };
		case "delayed":
			return {
				...common,
				status: delayStatusOf(reply, cause),
				reply,
				why: "The recipient's server says so",
				remedy: "",
			};
		case "delivered":
			return { ...common, status: "2.0.0", reply: "", why: "The recipient's server says so", remedy: "" };
		default:
			return action satisfies never;
	}
}

/** RFC 3463 §2: a delay is of class 4, whatever its cause would be in the end. */
const delayStatusOf = (reply: string, cause: CauseId): string =>
	/\b4\.\d{1,3}\.\d{1,3}\b/.exec(reply)?.[0] ?? `4${causeOf(cause).status.slice(1)}`;

/** The remote server's own enhanced code where it fits; otherwise what the cause stands for (RFC 3463). */
function statusOf(reply: string, cause: CauseId): string {
	const given = /^\d{3} (5\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1];
	return (cause === "expired" ? undefined : given) ?? causeOf(cause).status;
}
