/**
 * The facts that decide whether a message may be sent, gathered by src/accept and judged by src/check. They are
 * vocabulary because two steps that never meet both speak of them.
 */

import type { Instant } from "./clock.ts";
import type { Sender } from "./identity.ts";

/** An address as parsed, or why it could not be. */
export type ParsedAddress =
	| {
			readonly kind: "address";
			readonly address: string;
			readonly domainAscii: string;
			readonly needsSmtpUtf8: boolean;
	  }
	| { readonly kind: "null" }
	| { readonly kind: "invalid"; readonly raw: string; readonly why: string };

export interface ServiceState {
	readonly storeLagMs: number;
	readonly contentInFlightBytes: number;
	readonly freeBytes: number;
	readonly totalBytes: number;
}

export interface QuotaFacts {
	readonly limit: number;
	/** Accepted in this period, with what sessions have been promised. */
	readonly used: number;
	readonly renewsAt: Instant;
}

/** Known after a right password. */
export interface LoginFacts {
	readonly sender: Sender;
	readonly clientAddress: string;
	readonly now: Instant;
}

export interface MailFacts {
	readonly service: ServiceState;
	readonly sender: Sender;
	readonly reversePath: ParsedAddress;
	readonly smtpUtf8: boolean;
	readonly declaredSizeBytes: number | null;
	readonly quota: QuotaFacts;
	/** Milliseconds until the rate allows one more recipient; 0 now. */
	readonly rateWaitMs: number;
}

export interface RcptFacts {
	readonly sender: Sender;
	readonly recipient: ParsedAddress;
	readonly smtpUtf8: boolean;
	readonly recipientsSoFar: number;
	readonly quota: QuotaFacts;
	readonly rateWaitMs: number;
}

export type DomainAnswer = "takes-mail" | "not-found" | "null-mx" | "unavailable";

/** One leaf part of the message that is an attachment, with what its first octets look like. */
export interface AttachmentFacts {
	/** Every spelling of its name; empty when it has none. */
	readonly names: readonly string[];
	readonly mediaType: string;
	/** A signature detector's first opinion, as a file extension; null when it has none. */
	readonly looksLike: string | null;
	/** The first decoded octets. */
	readonly head: Buffer;
}

/** What From and the once-only fields say (RFC 5322 §3.6). */
export type AuthorFacts =
	| { readonly kind: "author"; readonly address: string; readonly domainAscii: string }
	/** `why`: "it is not there", "it cannot be read". */
	| { readonly kind: "missing"; readonly why: string }
	| { readonly kind: "multiple"; readonly field: string };

export interface ContentFacts {
	readonly sender: Sender;
	readonly wireBytes: number;
	readonly bareLineEnding: "CR" | "LF" | null;
	readonly nul: boolean;
	readonly header:
		| { readonly kind: "too-large" }
		| {
				readonly kind: "read";
				readonly author: AuthorFacts;
				readonly receivedFields: number;
				readonly ownReceivedFields: number;
		  };
	readonly structureTooDeep: boolean;
	readonly attachments: readonly AttachmentFacts[];
}
