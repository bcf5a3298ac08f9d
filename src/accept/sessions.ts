/** What a door is given: arrivals, sessions, and the sink that content goes into. ./index.ts makes them. */

import type { Instant } from "../terms/clock.ts";
import type { AccountId, MessageId } from "../terms/ids.ts";
import type { Client, NewMessage, TlsFacts } from "../terms/message.ts";
import type { Phase, Refusal } from "../terms/refusals/index.ts";
import type { MailFacts } from "../terms/submission.ts";
import type { MaybePromise } from "./maybe.ts";
import type { IdempotencyClaim, KeyUse } from "./ports.ts";

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
