/** All that accepting a message needs from outside, and what a door needs of it. */

import type { FileFinding } from "../formats/finding.ts";
import type { Clock, Instant } from "../terms/clock.ts";
import type { Sender } from "../terms/identity.ts";
import type { AccountId, MessageId } from "../terms/ids.ts";
import type { Limits } from "../terms/limits.ts";
import type { Client, NewMessage, SessionFacts, TlsFacts } from "../terms/message.ts";
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
	/** What was accepted under a key after `since`. */
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
export interface QuotaState {
	readonly periodStart: Instant;
	readonly renewsAt: Instant;
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

/** A submission door's side of the conversation: one for each connection. Refusals are answers, not errors. */
export interface Submission {
	/** The client has said EHLO or HELO; TLS as it stands. Called again after STARTTLS and at each EHLO. */
	greeted(helo: string, tls: TlsFacts | null): void;
	authenticate(username: string, password: string): Promise<Refusal | undefined>;
	readonly authenticated: boolean;
	/** MAIL. `path` is what stood between the angle brackets; "" is the null reverse-path. */
	mail(path: string, parameters: MailParameters): MaybePromise<Refusal | undefined>;
	rcpt(path: string, parameters: RcptParameters): MaybePromise<Refusal | undefined>;
	/** Recipients that the client has sent already and that are asked about next: their domains are looked up at once. */
	anticipate(paths: readonly string[]): void;
	/** DATA, or the first BDAT. */
	content(): MaybePromise<Refusal | ContentSink>;
	/** RSET, EHLO, or the end of a transaction. */
	reset(): void;
	/** The door itself said no: a protocol fault, a deadline, a shutdown. Recorded once somebody is logged in. */
	faulted(refusal: Refusal, phase: Phase): void;
	/** The connection is gone. */
	ended(): void;
}

export type MaybePromise<T> = T | Promise<T>;

export interface MailParameters {
	/** SIZE=, octets; null when not given (RFC 1870). */
	readonly sizeBytes: number | null;
	readonly body: "7BIT" | "8BITMIME" | null;
	readonly smtpUtf8: boolean;
	readonly dsnReturn: "FULL" | "HDRS" | null;
	readonly envelopeId: string | null;
}

export interface RcptParameters {
	readonly notify: readonly ("NEVER" | "SUCCESS" | "FAILURE" | "DELAY")[] | null;
	/** Decoded from xtext: "rfc822;ann@client.example". */
	readonly originalRecipient: string | null;
}

/** Takes content as it arrives: dots un-stuffed, the end taken off. */
export interface ContentSink {
	/** A promise means: wait for it before more is read from the client. The chunk is not changed afterwards. */
	write(chunk: Buffer): MaybePromise<void>;
	/**
	 * The content is complete. Resolves to the refusal, or to the id of the message once it is on disk. `claim` is
	 * what a door knows by itself; over SMTP a header field asks for it.
	 */
	end(findings: ContentFindings, claim?: IdempotencyClaim): Promise<Refusal | Queued>;
	/** The connection went away, or RSET in the middle of BDAT. Nothing is kept. */
	abort(): void;
	/** Known before the end: a BDAT that would pass the size limit is refused at once. */
	tooLarge(additionalBytes: number): Refusal | undefined;
}

/** The message is on disk. */
export interface Queued {
	readonly kind: "queued";
	readonly id: MessageId;
	/** Set when it was accepted earlier under the same key, and nothing was written now. */
	readonly earlier: { readonly samePayload: boolean; readonly answer: string } | null;
}

/** What the door saw while it read the content. */
export interface ContentFindings {
	/** As transmitted, the final dot left out (RFC 1870 §6). */
	readonly wireBytes: number;
	readonly bareCr: boolean;
	readonly bareLf: boolean;
	readonly nul: boolean;
	readonly eightBit: boolean;
	readonly longestLineBytes: number;
}

/** A connection that takes up a place until it has left. */
export interface Arrival {
	/** Who it is: told at once, or when a proxy has said so. A refusal is all that it hears. */
	from(address: string): Refusal | undefined;
	left(): void;
}

/** What a door is given: one call for each connection. */
export interface Reception {
	/** TCP has accepted a connection; called before an octet is read. A refusal is all that it hears. */
	arrived(): Refusal | Arrival;
	/** A refusal is said instead of the banner. `transcript` is read whenever a session is recorded. */
	connect(client: Client, transcript: () => readonly string[]): Refusal | Submission;
	/** An unexpected error while a door was asking: what to say instead, always temporary. */
	fault(during: string, error: unknown): Refusal;
	/** True while new commands get the short deadline (10 s instead of 5 min). */
	readonly underPressure: boolean;
}

/** What a door for programs is given: there are no connections, and who asks is known already. */
export interface Programs {
	/** A session for one request of an SMTP user. To be ended. */
	open(client: Client, username: string, transcript: () => readonly string[]): Promise<Refusal | Submission>;
	/** A session that refuses nothing, writes nothing and uses nothing up. To be ended by its `end`. */
	rehearse(client: Client, username: string): Promise<Refusal | Rehearsal>;
	/** What the account had accepted under an idempotency key since then. */
	keyUses(account: AccountId, key: string, since: Instant): Promise<readonly KeyUse[]>;
}

export interface Rehearsal {
	readonly session: Submission;
	readonly seen: Seen;
	end(): void;
}

/** What a rehearsal saw. */
export interface Seen {
	/** Refusals since the last call, in the order of the checks. */
	taken(): readonly Refusal[];
	/** What the DNS says against a recipient, asked also of one that something else speaks against. */
	domainRefusal(path: string): Promise<Refusal | undefined>;
	/** What was known when the transaction began; undefined before it did. */
	readonly mail: MailFacts | undefined;
	/** The message as it would have been written down; undefined until then. */
	readonly message: NewMessage | undefined;
}
