/**
 * The facts that decide whether a message may be sent, gathered by src/accept and judged by src/check. They are
 * vocabulary because two steps that never meet both speak of them.
 */

import type { FileFinding } from "../formats/finding.ts";
import type { Instant } from "./clock.ts";
import type { Sender } from "./identity.ts";
import type { Suppression } from "./suppression.ts";

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

/** A rate that is used up for now. */
export interface RateExceeded {
	readonly counted: "messages" | "recipients";
	readonly scope: "user" | "account";
	/** A minute. */
	readonly limit: number;
	/** Milliseconds after which one more is allowed. */
	readonly waitMs: number;
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
	readonly now: Instant;
	readonly reversePath: ParsedAddress;
	readonly smtpUtf8: boolean;
	readonly declaredSizeBytes: number | null;
	readonly quota: QuotaFacts;
	readonly tooFast: RateExceeded | undefined;
}

export interface RcptFacts {
	readonly sender: Sender;
	readonly recipient: ParsedAddress;
	readonly smtpUtf8: boolean;
	readonly recipientsSoFar: number;
	/** Undefined: the account may write to this recipient. */
	readonly suppression: Suppression | undefined;
	readonly quota: QuotaFacts;
	readonly tooFast: RateExceeded | undefined;
}

export type DomainAnswer = "takes-mail" | "not-found" | "null-mx" | "unavailable";

/** One leaf part of the message that is an attachment, with what it is by its octets. */
export interface AttachmentFacts {
	/** Every spelling of its name; empty when it has none. */
	readonly names: readonly string[];
	/** What some programs call it where it has no name. */
	readonly standInNames?: readonly string[];
	/** As declared, in lower case. */
	readonly mediaType: string;
	readonly finding: FileFinding;
}

/** What From and the once-only fields say (RFC 5322 §3.6). */
export type AuthorFacts =
	| { readonly kind: "author"; readonly address: string; readonly domainAscii: string }
	/** `why`: "it is not there", "it cannot be read". */
	| { readonly kind: "missing"; readonly why: string }
	| { readonly kind: "multiple"; readonly field: string };

export interface ContentFacts {
	readonly sender: Sender;
	readonly now: Instant;
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
	/** False when telling what an attachment is took longer than there was time: it is not among them. */
	readonly inspectedInTime: boolean;
}
