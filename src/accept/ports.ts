/** All that accepting a message needs from outside. What a door is given stands in ./sessions.ts. */

import type { FileFinding } from "../formats/finding.ts";
import type { Clock, Instant } from "../terms/clock.ts";
import type { Sender } from "../terms/identity.ts";
import type { AccountId, MessageId } from "../terms/ids.ts";
import type { Limits } from "../terms/limits.ts";
import type { BillingPeriod, NewMessage, SessionFacts } from "../terms/message.ts";
import type { InlineContent } from "../terms/outcome.ts";
import type { Phase, Refusal } from "../terms/refusals/index.ts";
import type { ReturnPathTokens, ReturnToken } from "../terms/return-path.ts";
import type {
	ContentFacts,
	DomainAnswer,
	LoginFacts,
	MailFacts,
	RateExceeded,
	RcptFacts,
} from "../terms/submission.ts";
import type { Suppression } from "../terms/suppression.ts";
import type { MaybePromise } from "./maybe.ts";

/** Where content and messages are written down. */
export interface Spool {
	/**
	 * Writes a piece of a large body ahead of its message. Resolves when the store can take the next piece. A
	 * message that is never accepted leaves nothing behind once `discard` was called or the process restarted.
	 */
	stage(message: MessageId, index: number, chunk: Buffer): Promise<void>;
	discard(message: MessageId): void;
	/** The pieces of a body that was staged, in order. */
	staged(message: MessageId, chunkCount: number): AsyncIterable<Buffer>;
	/**
	 * Content, envelope, quota and Activity in one commit, and with them the key that it is accepted under.
	 * Resolves after the commit is synced to disk.
	 */
	accept(message: NewMessage, claim?: IdempotencyClaim): Promise<Accepted>;
	/** What was accepted under a key after `since`; {@link KEY_USES_TOLD} at most, in no order. */
	keyUses(account: AccountId, key: string, since: Instant): Promise<readonly KeyUse[]>;
	/** Milliseconds that the oldest write has been waiting: the measure of overload. */
	readonly lagMs: number;
}

export type Accepted =
	| { readonly kind: "accepted" }
	/** Another node or process used up the quota since it was asked; nothing was written. */
	| { readonly kind: "quota-exceeded"; readonly used: number }
	/** Its key stands for what was accepted earlier; nothing was written. */
	| { readonly kind: "accepted-before"; readonly use: KeyUse };

/** A key by which a sender makes sure that a message is accepted once, however often it is handed in. */
export interface IdempotencyClaim {
	readonly key: string;
	/** SHA-256 of what was handed in, in hexadecimal. */
	readonly payloadHash: string;
	/** True: the key stands for one payload, another one is not written. False: each payload is accepted once. */
	readonly exclusive: boolean;
	/** Kept for whoever asks again; nothing but the door that wrote it looks into it. */
	readonly answer: string;
}

/** What was accepted under a key. */
export interface KeyUse {
	readonly payloadHash: string;
	readonly message: MessageId;
	readonly answer: string;
}

/** What is known of an account's quota now. */
export interface QuotaState extends BillingPeriod {
	readonly limit: number;
	readonly used: number;
}

export interface Identities {
	/** Who this username is; undefined when nobody. Rejects when the store cannot be asked. */
	sender(username: string): Promise<Sender | undefined>;
	/** As it stands now, after changes made since the session authenticated. Undefined when deleted. */
	refresh(sender: Sender): Sender | undefined | Promise<Sender | undefined>;
	/** Constant-time comparison; also takes its time when `sender` is undefined. */
	passwordMatches(sender: Sender | undefined, password: string): boolean;
	connected(sender: Sender, session: SessionFacts): void;
	loginFailed(sender: Sender, session: SessionFacts, reason: string): void;
	quota(account: AccountId): Promise<QuotaState>;
}

/** What a refused submission was about, for Activity. */
export interface RefusedFacts {
	readonly refusal: Refusal;
	readonly phase: Phase;
	readonly sender: Sender;
	readonly session: SessionFacts;
	readonly reversePath: string;
	readonly recipient: string;
	readonly author: string;
	readonly subject: string;
	readonly headerMessageId: string;
}

export interface Scanner {
	/** A name when something was found. Rejects when the scanner cannot be asked. */
	scan(content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string | undefined>;
}

/** Tells what files are while they arrive: src/world/inspector, connected by src/main.ts. */
export interface Inspector {
	open(): Inspection;
}

/** One file of a message. */
export interface Inspection {
	/** Decoded octets, in order. A promise means: wait before more is given. The chunk is not changed afterwards. */
	write(octets: Buffer): MaybePromise<void>;
	/** The file is complete. "too-slow" when telling what it is took longer than its deadline. Rejects on a fault. */
	finish(): Promise<FileFinding | "too-slow">;
	/** The message is given up: whatever is kept of the file is thrown away. */
	abandon(): void;
}

export interface AcceptConfiguration {
	/** Our name in Received and Message-ID. */
	readonly hostname: string;
	readonly limits: Limits;
	/** Whether log-in and mail need TLS. */
	readonly requiresTls: boolean;
	/** Username of the SMTP user that the bench door sends as; null where there is no such door. */
	readonly benchUsername: string | null;
}

/** May it be sent? src/check, connected by src/main.ts. */
export interface Checks {
	login(facts: LoginFacts): Refusal | undefined;
	mail(facts: MailFacts): Refusal | undefined;
	rcpt(facts: RcptFacts): Refusal | undefined;
	recipientDomain(domain: string, answer: DomainAnswer): Refusal | undefined;
	content(facts: ContentFacts): Refusal | undefined;
	size(wireBytes: number): Refusal | undefined;
	/** The same checks, asked for all that they refuse and not just the first. */
	readonly every: EveryCheck;
}

export interface EveryCheck {
	login(facts: LoginFacts): readonly Refusal[];
	mail(facts: MailFacts): readonly Refusal[];
	rcpt(facts: RcptFacts): readonly Refusal[];
	content(facts: ContentFacts): readonly Refusal[];
}

/** What counts over time: src/check/limits, connected by src/main.ts. */
export interface Limiters {
	/** Connections at once; counted from TCP's accept on. */
	readonly places: { arrive(): Place | TooManyConnections };
	/** By the id of an SMTP user. */
	readonly userSessions: SessionCounter;
	/** By the id of an account. */
	readonly accountSessions: SessionCounter;
	/** Messages and recipients a minute. What is taken is not given back. */
	readonly rates: {
		/** Why no message may be begun now. Takes nothing. */
		forMessage(sender: Sender, now: Instant): RateExceeded | undefined;
		forRecipient(sender: Sender, now: Instant): RateExceeded | undefined;
		take(counted: RateExceeded["counted"], sender: Sender, now: Instant): void;
	};
	readonly logins: {
		blockedMs(address: string, username: string, now: Instant): number;
		failed(address: string, username: string, now: Instant): void;
		succeeded(address: string, username: string, now: Instant): void;
	};
}

interface SessionCounter {
	/** False when `limit` are open; then nothing is counted. */
	enter(key: string, limit: number): boolean;
	leave(key: string): void;
}

interface TooManyConnections {
	readonly scope: "address" | "service";
	readonly limit: number;
}

interface Place {
	/** Whose connection it is: it stays counted when it is one too many. */
	identify(address: string): TooManyConnections | undefined;
	leave(): void;
}

export interface AcceptPorts {
	readonly checks: Checks;
	readonly limiters: Limiters;
	readonly spool: Spool;
	readonly identities: Identities;
	readonly clock: Clock;
	readonly randomBytes: (count: number) => Buffer;
	/** Why this account must not write to this address; undefined when it may. Mostly from memory. */
	readonly suppression: (
		account: AccountId,
		recipient: { readonly address: string; readonly domainAscii: string },
	) => MaybePromise<Suppression | undefined>;
	/** Recipient domains, with a cache and a deadline of 1.5 s. */
	readonly lookUpDomain: (domain: string) => MaybePromise<DomainAnswer>;
	readonly inspector: Inspector;
	/** Looks for malware; null where no scanner is configured. */
	readonly scanner: Scanner | null;
	/** Free octets where the store writes, sampled now and then. */
	readonly storage: () => { readonly freeBytes: number; readonly totalBytes: number };
	/** Hands a message that was just written to the queue, content and all, so that it is not read again. */
	readonly queued: (message: NewMessage, content: InlineContent | undefined) => void;
	/** Whether the queue has room in memory for these destinations: then recipients are written as leased. */
	readonly queueHasRoom: (domains: readonly string[]) => boolean;
	/** Never waits. */
	readonly refused: (refused: RefusedFacts) => void;
	/** An unexpected error became a temporary refusal; returns the incident's id, which is in the log. */
	readonly incident: (during: string, error: unknown) => string;
}

/** What the inbound door needs beside. */
export interface InboundPorts {
	/** Reads the addresses that we gave out; null where none are. */
	readonly tokens: Pick<ReturnPathTokens, "read"> | null;
	/** For so long after a message was accepted, reports about it are taken. */
	readonly lifetimeMs: number;
	/**
	 * What a report means is written down: src/report, connected by src/main.ts. Resolves after the synced commit;
	 * "early" when the outcome that it is about is not written down yet. Rejects on a fault.
	 */
	readonly reports: (token: ReturnToken, content: Buffer) => Promise<"taken" | "early">;
}
