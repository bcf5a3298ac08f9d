/** All that reporting needs from outside. */

import type { AttachmentVerdict } from "../terms/attachment-verdict.ts";
import type { Clock, Instant } from "../terms/clock.ts";
import type { AccountId, ActivityId, DomainId, MessageId, SmtpUserId } from "../terms/ids.ts";
import type { NewMessage, Notify, SessionFacts } from "../terms/message.ts";
import type { AttemptFacts, QueuedMessage, RecipientKey } from "../terms/outcome.ts";
import type { RecipientState, Status } from "../terms/recipient.ts";
import type { Suppression } from "../terms/suppression.ts";

export type { Outbox, TellingPorts } from "./outbox/ports.ts";
export type {
	Attempted,
	Backlog,
	Due,
	Exchange,
	Vault,
	WebhookChange,
	WebhookClient,
	WebhookConfiguration,
	WebhookPorts,
	WebhookRequest,
	WebhookStore,
} from "./webhooks/ports.ts";

/** One refusal after authentication, as the door saw it. */
export interface RefusedSubmission {
	readonly at: Instant;
	readonly accountId: AccountId;
	readonly smtpUserId: SmtpUserId;
	readonly domainId: DomainId;
	readonly reason: string;
	readonly phase: string;
	readonly facts: Readonly<Record<string, string | number>>;
	/** The reply as sent, lines joined by newlines. */
	readonly reply: string;
	/** Envelope sender, "" when null or not reached. */
	readonly sender: string;
	/** "" when it was refused before RCPT. */
	readonly recipient: string;
	readonly author: string;
	readonly subject: string;
	readonly headerMessageId: string;
	readonly session: SessionFacts;
}

/** A refusal, and how many alike it stands for. */
export interface RefusalRow extends RefusedSubmission {
	readonly id: ActivityId;
	readonly count: number;
	readonly lastAt: Instant;
}

/** One row of Activity. */
export interface ActivityRow {
	readonly id: ActivityId;
	readonly accountId: AccountId;
	readonly at: Instant;
	readonly updatedAt: Instant;
	readonly status: Status;
	/** Null for refusals. */
	readonly state: RecipientState | null;
	readonly messageId: MessageId | null;
	readonly recipient: string;
	readonly sender: string;
	readonly author: string;
	readonly subject: string;
	readonly domainId: DomainId | null;
	readonly smtpUserId: SmtpUserId | null;
	readonly headerMessageId: string;
	/** A reason id for refusals, a cause id for deferrals and bounces; "" otherwise. */
	readonly reason: string;
	/** The reply that decided: ours for refusals, theirs otherwise. */
	readonly reply: string;
	readonly facts: Readonly<Record<string, string | number>>;
	/** At which phase a refusal was said. */
	readonly phase: string;
	readonly attempts: number;
	readonly nextAttemptAt: Instant | null;
	/** Refusals alike that this row stands for; 1 otherwise. */
	readonly count: number;
	readonly remoteAddress: string;
}

/** A fact about a recipient, written once. */
export interface ActivityEvent {
	readonly at: Instant;
	readonly kind: string;
	readonly attempt: number;
	readonly cause: string;
	readonly facts: AttemptFacts | null;
}

/** The filters of Activity; all that are given must hold. */
export interface ActivityFilter {
	readonly accountId?: AccountId;
	readonly status?: readonly Status[];
	readonly reason?: readonly string[];
	readonly from?: Instant;
	readonly to?: Instant;
	/** Part of the recipient's address, case-insensitive; the same for subject and, of envelope or From, sender. */
	readonly recipient?: string;
	readonly sender?: string;
	readonly subject?: string;
	/** Part of any of these, or of the Message-ID field. */
	readonly text?: string;
	readonly domainId?: DomainId;
	readonly smtpUserId?: SmtpUserId;
	/** Our id, or the Message-ID field with or without angle brackets. */
	readonly messageId?: string;
}

export interface ActivityPage {
	/** Newest first. */
	readonly rows: readonly ActivityRow[];
	/**
	 * Where the next page goes on, `before` or `after` it as this one did; null when this is the last. A search that finds little may give a
	 * short page, even an empty one, that has a next: it looked at so many rows and stopped.
	 */
	readonly next: ActivityId | null;
}

/** A row with everything that its page shows. */
export interface ActivityDetail {
	readonly row: ActivityRow;
	readonly events: readonly ActivityEvent[];
	readonly session: SessionFacts | null;
	/** Null for a refusal. */
	readonly message: MessageFacts | null;
}

/** What is known of a message beside its recipients. */
export interface MessageFacts {
	readonly id: MessageId;
	readonly receivedAt: Instant;
	readonly sizeBytes: number;
	/** The header section as relayed, before signing. */
	readonly header: string;
	readonly attachments: readonly AttachmentVerdict[];
	readonly notes: readonly string[];
	/** `d=` of its DKIM signatures; null when it is not signed. */
	readonly signingDomain: string | null;
	/** Where its envelope sender is as it leaves, while its domain is there. */
	readonly returnPathHost: string | null;
}

/** A message with everything that became of it. */
export interface MessageView {
	readonly id: MessageId;
	readonly accountId: AccountId;
	readonly receivedAt: Instant;
	readonly reversePath: string;
	readonly author: string;
	readonly subject: string;
	readonly headerMessageId: string;
	readonly sizeBytes: number;
	/** The header section as relayed, before signing. */
	readonly header: string;
	readonly session: SessionFacts | null;
	readonly attachments: readonly AttachmentVerdict[];
	readonly notes: readonly string[];
	readonly recipients: readonly (ActivityRow & { readonly events: readonly ActivityEvent[] })[];
}

/** A recipient of a message that a report may be about, as it stands. */
export interface ReportableRecipient {
	readonly index: number;
	readonly address: string;
	readonly state: RecipientState;
	/** What the sender asked of reports about it (RFC 3461 §4.1, §4.2). */
	readonly notify: readonly Notify[] | null;
	readonly originalRecipient: string | null;
}

/** What a report means for one recipient. */
export interface ReportedChange {
	readonly recipient: RecipientKey;
	readonly at: Instant;
	/**
	 * "bounced" ends a delivered recipient; of one that is still attempted it is only noted. "delayed", "confirmed" (it
	 * was delivered, or passed on) and "complained" are noted and change no state.
	 */
	readonly kind: "bounced" | "delayed" | "confirmed" | "complained";
	/** With "bounced". */
	readonly bounce?: "soft" | "hard";
	/** An id of src/terms/causes; "" where nothing failed. */
	readonly cause: string;
	readonly facts: AttemptFacts;
	/** The address is put on the account's list. `domain` is its lower-case A-label. */
	readonly suppression?: Pick<Suppression, "kind" | "reportedBy" | "address"> & { readonly domain: string };
}

/** How often something happened in a period. */
export interface TallyRow {
	/** "accepted", "rejected", "deferred", "complaint", and the statuses that end a recipient. */
	readonly kind: string;
	readonly domainId: DomainId | null;
	/** Why, with "rejected"; "" otherwise. */
	readonly reason: string;
	readonly count: number;
}

/** The same of one step of a series, whatever the domain and the reason. */
export interface TallyStep {
	/** Where the step begins. */
	readonly at: Instant;
	readonly kind: string;
	readonly count: number;
}

export interface ReportStore {
	/** Resolves when written. Rows with an id already known add to its count and move its `lastAt`. */
	recordRefusals(rows: readonly RefusalRow[]): Promise<void>;
	/** From the newest row down, or below `before`. */
	activity(filter: ActivityFilter, limit: number, before?: ActivityId): Promise<ActivityPage>;
	/** The rows next above `after`. */
	newerActivity(filter: ActivityFilter, limit: number, after: ActivityId): Promise<ActivityPage>;
	activityRow(id: ActivityId): Promise<ActivityDetail | undefined>;
	/** Those of them that there are, in no order. */
	activityRows(ids: readonly ActivityId[]): Promise<readonly ActivityRow[]>;
	/**
	 * Tells of each commit that made or changed rows of Activity, or how they are shown, after it and while somebody
	 * listens; "many" where they are too many to tell. What is called must neither wait nor throw. Returns what ends it.
	 */
	changes(listener: (ids: readonly ActivityId[] | "many") => void): () => void;
	message(id: MessageId): Promise<MessageView | undefined>;
	/** What a DSN needs of a message: envelope facts and header section. Undefined once it is gone. */
	messageForReport(
		id: MessageId,
	): Promise<{ message: QueuedMessage; header: Buffer; sendsDsn: boolean } | undefined>;
	/** The recipients of a message; undefined when it is unknown, or forgotten. */
	reportable(id: MessageId): Promise<readonly ReportableRecipient[] | undefined>;
	/**
	 * Writes down what a report means, with the DSNs that follow. Resolves after a synced commit, to whether there was
	 * anything new. The same change again changes nothing, and neither does one for nobody: then no DSN follows either.
	 */
	applyReport(changes: readonly ReportedChange[], dsns: readonly NewMessage[]): Promise<boolean>;
	/**
	 * Removes Activity, events and finished messages older than `before`, looking at `limit` rows from after a row on.
	 * Accounts with a retention of their own are left out. Resolves to the row to go on after; null at the end.
	 */
	prune(before: Instant, limit: number, after: ActivityId | null): Promise<ActivityId | null>;
	/** The same for one account; resolves to how many rows went. */
	pruneAccount(account: AccountId, before: Instant, limit: number): Promise<number>;
	/** Accounts whose plan says how long Activity is kept. */
	ownRetentions(): Promise<readonly { readonly accountId: AccountId; readonly days: number }[]>;
	/**
	 * Counters of the slots (of {@link TALLY_SLOT_MS}) of a range, added up; of one account or (null) of all together. The
	 * store adds up: a year has some hundred thousand of them, for a small account.
	 */
	tallies(accountId: AccountId | null, from: Instant, to: Instant): Promise<readonly TallyRow[]>;
	/** The same from each start, which is a slot's, to the next one; the last step ends at `to`. In their order. */
	tallySeries(
		accountId: AccountId | null,
		starts: readonly Instant[],
		to: Instant,
	): Promise<readonly TallyStep[]>;
}

export interface ReportPorts {
	readonly store: ReportStore;
	readonly clock: Clock;
	readonly randomBytes: (count: number) => Buffer;
	readonly fault: (during: string, error: unknown) => void;
	/** A message of ours was written that is due at this moment. */
	readonly noteDue: (at: Instant) => void;
}
