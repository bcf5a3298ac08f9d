/** Activity as the API tells it: one row for each recipient and each refusal, and all that is known of one. */

import type { Status } from "../../../src/terms/recipient.ts";

export interface ReasonInWords {
	readonly title: string;
	readonly because: string;
	readonly remedy: string;
	/** Address of the article. */
	readonly help: string;
}

export interface ActivityRow {
	/** Sorts by age as text: the newest is the greatest. */
	readonly id: string;
	readonly at: string;
	readonly updatedAt: string;
	readonly status: Status;
	/** Null for refusals: there is no message. */
	readonly messageId: string | null;
	readonly recipient: string;
	readonly sender: string;
	readonly author: string;
	readonly subject: string;
	readonly domainId: string | null;
	readonly smtpUserId: string | null;
	readonly headerMessageId: string;
	/** "" when there is none. */
	readonly reason: string;
	/** The reply that decided: ours for refusals, theirs otherwise. Lines are joined by newlines. */
	readonly reply: string;
	readonly facts: Readonly<Record<string, string | number>>;
	/** At which step of SMTP a refusal was said. */
	readonly phase: string;
	readonly attempts: number;
	readonly nextAttemptAt: string | null;
	/** Refusals alike that this row stands for. */
	readonly count: number;
	readonly remoteAddress: string;
	readonly words: ReasonInWords | null;
}

export interface ActivityPage {
	readonly items: readonly ActivityRow[];
	readonly next: string | null;
}

interface Tls {
	readonly version: string;
	readonly cipher: string;
}

export interface Attempt {
	readonly startedAt: string;
	readonly durationMs: number;
	readonly host?: string;
	readonly address?: string;
	readonly tls?: Tls;
	readonly plainAfterTlsFailure?: boolean;
	readonly reply?: string;
	/** "report": another server said so later, by mail. */
	readonly phase?: string;
	readonly uncertain?: boolean;
	readonly notes?: readonly string[];
}

export interface ActivityEvent {
	readonly at: string;
	readonly kind: string;
	/** From 1; 0 where nothing was tried. */
	readonly attempt: number;
	readonly cause: string;
	readonly attemptFacts: Attempt | null;
}

export interface SubmissionSession {
	readonly door: string;
	readonly address: string;
	readonly port: number;
	readonly helo: string;
	readonly tls: Tls | null;
	/** "12 S: 250 text": milliseconds, who, words. */
	readonly transcript: readonly string[];
}

export interface Attachment {
	readonly name: string;
	readonly mediaType: string;
	readonly sizeBytes: number;
	readonly kind: string;
	readonly words: string;
	readonly notes: readonly string[];
}

interface Alignment {
	readonly domain: string | null;
	readonly aligned: boolean;
}

export interface MessageFacts {
	readonly id: string;
	readonly receivedAt: string;
	readonly sizeBytes: number;
	readonly header: string;
	readonly attachments: readonly Attachment[];
	readonly notes: readonly string[];
	readonly alignment: { readonly dkim: Alignment; readonly spf: Alignment };
}

export interface ActivityDetail extends ActivityRow {
	readonly events: readonly ActivityEvent[];
	readonly session: SubmissionSession | null;
	/** Null for refusals. */
	readonly message: MessageFacts | null;
}

/** What a message's page needs of GET /v1/messages/{id}. */
export interface MessageRecipients {
	readonly recipients: readonly ActivityRow[];
}
