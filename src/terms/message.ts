/** A message as the steps pass it on: envelope, facts about its content, and what is written down at 250. */

import type { AttachmentVerdict } from "./attachment-verdict.ts";
import { DAY, type Instant } from "./clock.ts";
import type { AccountId, DomainId, MessageId, SmtpUserId } from "./ids.ts";

/** RFC 3461 §4.1: when the sender wants to hear of a recipient. Absent means the default, on failure. */
export type Notify = "NEVER" | "SUCCESS" | "FAILURE" | "DELAY";

/** Who speaks to us. `door` is the listener that the connection came in by. */
export interface Client {
	readonly sessionId: string;
	readonly door: "submission" | "submissions" | "inbound" | "bench" | "api";
	/** The client's address, as told by a trusted proxy where there is one. */
	readonly address: string;
	readonly port: number;
}

export interface TlsFacts {
	/** "TLSv1.3" */
	readonly version: string;
	readonly cipher: string;
}

/** What is known of a session when a message arrives or is refused. */
export interface SessionFacts {
	readonly client: Client;
	/** The name given in EHLO or HELO; empty before it. */
	readonly helo: string;
	readonly tls: TlsFacts | null;
	/** The dialogue so far, secrets and content masked; one entry a line. */
	readonly transcript: readonly string[];
}

/** Facts about content that decide how it can be relayed. */
export interface ContentTraits {
	/** Holds octets above 127 in the body or header: needs 8BITMIME. */
	readonly eightBit: boolean;
	/** A header field or an address of the envelope is not ASCII: needs SMTPUTF8 (RFC 6531). */
	readonly utf8: boolean;
	/** Octets of the longest line, CRLF not counted. RFC 5322 §2.1.1 allows 998. */
	readonly longestLineBytes: number;
}

export interface NewRecipient {
	/** Position in the message, from 0; with the message id it names the recipient. */
	readonly index: number;
	readonly address: string;
	/** The domain that routes it: lower-case A-label, or an address literal with its brackets. */
	readonly domain: string;
	readonly notify: readonly Notify[] | null;
	/** RFC 3461 §4.2, decoded: "rfc822;ann@client.example". */
	readonly originalRecipient: string | null;
}

/** All that one commit writes when a message is accepted. */
export interface NewMessage {
	readonly id: MessageId;
	readonly accountId: AccountId;
	/** Null for messages of our own, such as DSNs. */
	readonly smtpUserId: SmtpUserId | null;
	readonly domainId: DomainId | null;
	/** The d= to sign with; null for messages that are not signed. */
	readonly signingDomain: string | null;
	/** The envelope sender; "" is the null reverse-path. */
	readonly reversePath: string;
	/** The address in From, for people to read. */
	readonly author: string;
	readonly subject: string;
	/** The Message-ID field, with its angle brackets. */
	readonly headerMessageId: string;
	/** Octets as relayed: header and body. */
	readonly sizeBytes: number;
	/** The normalised header section, with the empty line that ends it. */
	readonly header: Buffer;
	readonly body: Body;
	/** SHA-256 of the body in DKIM's relaxed canonicalisation (RFC 6376 §3.4.4). */
	readonly bodyHash: Buffer;
	readonly traits: ContentTraits;
	/** RFC 3461 §4.3 and §4.4. */
	readonly dsnReturn: "FULL" | "HDRS" | null;
	readonly envelopeId: string | null;
	readonly receivedAt: Instant;
	readonly session: SessionFacts | null;
	readonly recipients: readonly NewRecipient[];
	/** What the recipients count against; null for messages of our own. */
	readonly quota: QuotaClaim | null;
	/** What was found of each attachment. */
	readonly attachments: readonly AttachmentVerdict[];
	/** Other findings worth showing on the message's page. */
	readonly notes: readonly string[];
	/** Whether the recipients are written as already leased by this process, or as due for anybody. */
	readonly leased: boolean;
}

/** A billing period of an account. Its number tells it from all others, whatever time zone its days are counted in. */
export interface BillingPeriod {
	/** Months after the one that begins at the account's anchor. */
	readonly period: number;
	readonly periodStart: Instant;
	/** The first moment of the next period. */
	readonly renewsAt: Instant;
}

export interface QuotaClaim extends BillingPeriod {
	readonly limit: number;
}

/** The header field that asks for a message to be accepted once; in lower case, as fields are compared. */
export const IDEMPOTENCY_FIELD = "angarium-idempotency-key";

/** Visible ASCII and spaces. */
export const isIdempotencyKey = (text: string): boolean => /^[\x20-\x7e]{1,255}$/.test(text);

/** As many uses of one key are told of: a program may give all its messages the same. */
export const KEY_USES_TOLD = 100;

/** How long a repeated idempotency key is known again. */
export const REPEATS_WITHIN_MS = DAY;

/** Small bodies travel with the message; larger ones were staged chunk by chunk while they arrived. */
export type Body =
	| { readonly kind: "inline"; readonly chunks: readonly Buffer[] }
	| { readonly kind: "staged"; readonly chunkCount: number };

/** Bodies up to this size are written in one piece. */
export const INLINE_BODY_BYTES = 256 * 1024;
/** The size of a staged piece. */
export const CHUNK_BYTES = 256 * 1024;
