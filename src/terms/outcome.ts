/** What an attempt meant for each of its recipients. */

import type { Instant } from "./clock.ts";
import type { MessageId } from "./ids.ts";
import type { ContentTraits, Notify, TlsFacts } from "./message.ts";

/** Names one recipient for good. */
export interface RecipientKey {
	readonly message: MessageId;
	readonly index: number;
}

/** A recipient that this process has claimed, with the number of the attempt that is allowed now. */
export interface LeasedRecipient extends RecipientKey {
	readonly address: string;
	/** Lower-case A-label or address literal: the destination. */
	readonly domain: string;
	/** Counted from 1, committed before any connection is used. */
	readonly attempt: number;
	/** Attempts that ended without an outcome because the process died; they do not count for the schedule. */
	readonly interruptions: number;
	readonly notify: readonly Notify[] | null;
	readonly originalRecipient: string | null;
}

/** What relaying needs to know of a message beside its content. */
export interface QueuedMessage {
	readonly id: MessageId;
	readonly accountId: string;
	readonly domainId: string | null;
	readonly signingDomain: string | null;
	readonly reversePath: string;
	readonly sizeBytes: number;
	readonly traits: ContentTraits;
	readonly bodyHash: Buffer;
	readonly dsnReturn: "FULL" | "HDRS" | null;
	readonly envelopeId: string | null;
	readonly receivedAt: Instant;
	/** Present while the content is still in memory after acceptance; otherwise it is read from the store. */
	readonly content?: InlineContent;
}

export interface InlineContent {
	readonly header: Buffer;
	readonly body: readonly Buffer[];
}

/** One message for one destination: what one SMTP transaction carries. */
export interface Consignment {
	readonly message: QueuedMessage;
	readonly recipients: readonly LeasedRecipient[];
}

/** Where and how an attempt spoke. Every field is what was seen, absent when it was not reached. */
export interface AttemptFacts {
	readonly startedAt: Instant;
	readonly durationMs: number;
	readonly host?: string;
	readonly address?: string;
	readonly tls?: TlsFacts;
	/** STARTTLS was offered, failed, and the attempt went on in plain text on a new connection. */
	readonly plainAfterTlsFailure?: boolean;
	/** The remote server's reply that decided, cleaned, at most 1,000 characters. */
	readonly reply?: string;
	/** At which command: connect, banner, ehlo, starttls, auth, mail, rcpt, data, content, lookup; or report, by-hand. */
	readonly phase?: string;
	/** The connection ended after the final dot and before the reply: it may have been delivered. */
	readonly uncertain?: boolean;
	/** With the phase "by-hand": who did it, as people know them. */
	readonly by?: string;
	/** "re-encoded to 7 bits because …" and the like; with the phase "by-hand", what was written with it. */
	readonly notes?: readonly string[];
}

/**
 * The outcome for one recipient. `cause` is an id of src/terms/causes. `again` are recipients that the server
 * asked to have in another transaction (452 after some were accepted): no attempt is counted for them.
 */
export type Outcome = { readonly recipient: LeasedRecipient; readonly facts: AttemptFacts } & (
	| { readonly kind: "delivered" }
	| { readonly kind: "deferred"; readonly cause: string; readonly retryAfterMs?: number }
	| { readonly kind: "bounced"; readonly cause: string }
	| { readonly kind: "again" }
);
