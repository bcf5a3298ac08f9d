/**
 * How the client speaks without a socket: a dialogue is a generator that yields what it asks of the world and is
 * given the answer. Whoever drives it writes, reads and keeps the time; the dialogue decides.
 *
 *     ask "write" / "start-tls" / "content"  →  "done" or "failed"
 *     ask "read"                             →  "octets", "closed" or "failed"
 *
 * Each ask names the patience that applies. RFC 5321 §4.5.3.2.
 */

import type { Reply } from "../reply.ts";
import { type Features, NO_FEATURES } from "./features.ts";
import { ReplyReader } from "./reply-reader.ts";

/**
 * Which of the timeouts of RFC 5321 §4.5.3.2 applies: the banner 5 minutes, commands 5, DATA 2, a block of
 * content 3, the final dot 10. "farewell" is short: nothing depends on what comes.
 */
export type Patience = "banner" | "command" | "data" | "block" | "final-dot" | "farewell";

export type Ask =
	| { readonly ask: "write"; readonly octets: string; readonly patience: Patience }
	| { readonly ask: "read"; readonly patience: Patience }
	| { readonly ask: "start-tls"; readonly patience: Patience }
	/** The content, dot-stuffed, and the final dot. */
	| { readonly ask: "content" };

export type Answer =
	| { readonly kind: "done" }
	| { readonly kind: "octets"; readonly octets: Buffer }
	| { readonly kind: "closed" }
	/** An error or a timeout. `dotSent` with "content": the final dot may have left. */
	| { readonly kind: "failed"; readonly why: string; readonly dotSent?: boolean };

export type Dialogue<Result> = Generator<Ask, Result, Answer>;

export type Phase = "banner" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "content";

/** The connection ended, or what came is not SMTP. */
export interface Lost {
	readonly kind: "lost";
	readonly phase: Phase;
	readonly why: string;
	/** The final dot had left: the server may have accepted the message (RFC 1047). */
	readonly uncertain: boolean;
}

export type Heard = { readonly kind: "reply"; readonly reply: Reply } | Lost;

/** What is known of one connection. Changed by the dialogues only. */
export class ClientSession {
	readonly clientName: string;
	reader = new ReplyReader();
	features: Features = NO_FEATURES;
	encrypted: boolean;
	/** False once the connection is lost, closing, or out of step: close it. */
	usable = true;
	/** The last transaction ended before its content was taken: RSET comes before the next. */
	needsReset = false;

	/** `clientName` is what we say in EHLO; `encrypted` is true with implicit TLS. */
	constructor(clientName: string, encrypted = false) {
		this.clientName = clientName;
		this.encrypted = encrypted;
	}
}

export function lost(session: ClientSession, phase: Phase, why: string, uncertain = false): Lost {
	session.usable = false;
	return { kind: "lost", phase, why, uncertain };
}

/** Writes a line or several; undefined when it was handed over. */
export function* say(session: ClientSession, octets: string, phase: Phase): Dialogue<Lost | undefined> {
	const answer = yield { ask: "write", octets, patience: "command" };
	return answer.kind === "failed" ? lost(session, phase, answer.why) : undefined;
}

/** The next reply. */
export function* hear(session: ClientSession, phase: Phase, patience: Patience): Dialogue<Heard> {
	for (;;) {
		const reply = session.reader.next();
		if (reply === "malformed") return lost(session, phase, "the server does not answer in SMTP");
		if (reply !== undefined) {
			if (reply.code === 421) session.usable = false; // RFC 5321 §3.8: it closes
			return { kind: "reply", reply };
		}
		const answer = yield { ask: "read", patience };
		if (answer.kind === "octets") session.reader.push(answer.octets);
		else {
			const why = answer.kind === "failed" ? answer.why : "the server closed the connection";
			return lost(session, phase, why);
		}
	}
}

/** A command and its reply. */
export function* exchange(session: ClientSession, command: string, phase: Phase): Dialogue<Heard> {
	const failure = yield* say(session, `${command}\r\n`, phase);
	return failure ?? (yield* hear(session, phase, "command"));
}
