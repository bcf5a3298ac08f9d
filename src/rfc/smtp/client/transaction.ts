/**
 * One mail transaction: MAIL, RCPT for each recipient, DATA, content; a verdict for each recipient.
 *
 * With PIPELINING all commands leave in one write, DATA among them. It deliberately does not choose which
 * recipients travel together and does not touch content.
 *
 * RFC 5321 §3.3, §4.1.1.2 to §4.1.1.5, §4.5.3.1.10; RFC 2920 §3.1; RFC 1870; RFC 6152; RFC 6531; RFC 3461 §4.
 */

import { isIntermediate, isPermanent, isPositive, type Reply } from "../reply.ts";
import { encodeXtext } from "../xtext.ts";
import {
	type ClientSession,
	type Dialogue,
	type Heard,
	hear,
	type Lost,
	lost,
	type Patience,
	type Phase,
	say,
} from "./dialogue.ts";
import type { Features } from "./features.ts";

export interface Transaction {
	/** "" is the null reverse-path. */
	readonly reversePath: string;
	readonly recipients: readonly TransactionRecipient[];
	/** Octets of the content before dot-stuffing. */
	readonly sizeBytes: number;
	/** The content holds octets above 127. */
	readonly eightBit: boolean;
	/** The header holds them: SMTPUTF8 is asked for where it is offered. */
	readonly utf8: boolean;
	readonly dsnReturn: "FULL" | "HDRS" | null;
	readonly envelopeId: string | null;
}

export interface TransactionRecipient {
	readonly address: string;
	readonly notify: readonly string[] | null;
	/** "rfc822;ann@client.example", not encoded. */
	readonly originalRecipient: string | null;
}

export type Verdict =
	| { readonly kind: "delivered"; readonly reply: Reply }
	| { readonly kind: "temporary" | "permanent"; readonly phase: Phase; readonly reply: Reply }
	/** The server takes no more recipients in this transaction; in another one it may. */
	| { readonly kind: "remainder"; readonly reply: Reply }
	/** The message cannot be handed to this server as it is: nothing was sent. */
	| { readonly kind: "unsendable"; readonly why: Obstacle }
	| Lost;

export type Obstacle = "too-large" | "needs-smtputf8" | "needs-8bitmime" | "bad-address";

/** One verdict for each recipient, in their order. */
export function* transact(session: ClientSession, transaction: Transaction): Dialogue<readonly Verdict[]> {
	const obstacle = obstacleIn(session.features, transaction);
	if (obstacle !== undefined)
		return transaction.recipients.map(() => ({ kind: "unsendable", why: obstacle }));
	const course = new Course(session, transaction);
	return yield* course.run();
}

/** The way through one transaction. */
class Course {
	readonly #session: ClientSession;
	readonly #transaction: Transaction;
	readonly #pipelined: boolean;
	readonly #verdicts: (Verdict | undefined)[];
	#accepted = 0;

	constructor(session: ClientSession, transaction: Transaction) {
		this.#session = session;
		this.#transaction = transaction;
		this.#pipelined = session.features.pipelining;
		this.#verdicts = transaction.recipients.map(() => undefined);
	}

	*run(): Dialogue<readonly Verdict[]> {
		const session = this.#session;
		const reset = session.needsReset ? "RSET\r\n" : "";
		const mail = mailCommand(session.features, this.#transaction);
		const recipients = this.#transaction.recipients.map((each) => rcptCommand(session.features, each));
		session.needsReset = true; // until the content is taken
		if (this.#pipelined) {
			const failure = yield* say(session, `${reset}${mail}${recipients.join("")}DATA\r\n`, "mail");
			if (failure !== undefined) return this.#all(failure);
		}
		if (reset !== "") {
			const heard = yield* this.#answerTo(reset, "mail");
			if (heard.kind === "lost") return this.#all(heard);
			if (!isPositive(heard.reply)) return this.#all(this.#outOfStep("mail"));
		}
		const begun = yield* this.#answerTo(mail, "mail");
		if (begun.kind === "lost") return this.#all(begun);
		const willing = isPositive(begun.reply);
		if (!willing) this.#all(this.#no(begun.reply, "mail"));
		if (willing || this.#pipelined) {
			const failure = yield* this.#name(recipients, willing);
			if (failure !== undefined) return this.#all(failure);
		}
		if (session.usable && (this.#accepted > 0 || this.#pipelined)) yield* this.#data();
		return this.#verdicts as readonly Verdict[];
	}

	/** RCPT for each recipient. With `counts` false the replies are read and mean nothing: MAIL was refused. */
	*#name(commands: readonly string[], counts: boolean): Dialogue<Verdict | undefined> {
		for (const [at, command] of commands.entries()) {
			if (!this.#session.usable) return undefined;
			const heard = yield* this.#answerTo(command, "rcpt");
			if (heard.kind === "lost") return heard;
			if (!counts) continue;
			if (isPositive(heard.reply)) this.#accepted++;
			else this.#verdicts[at] = this.#refusal(heard.reply);
			if (!this.#session.usable) return this.#no(heard.reply, "rcpt"); // 421: of those accepted nothing comes either
		}
		return undefined;
	}

	#refusal(reply: Reply): Verdict {
		// RFC 5321 §4.5.3.1.10: 452, or 552 of old servers, after some were accepted: the rest in another transaction.
		const full = reply.code === 452 || reply.code === 552;
		const tooMany = reply.enhanced === undefined || reply.enhanced.endsWith(".5.3");
		if (full && tooMany && this.#accepted > 0) return { kind: "remainder", reply };
		return this.#no(reply, "rcpt");
	}

	*#data(): Dialogue<void> {
		const heard = yield* this.#answerTo("DATA\r\n", "data", "data");
		if (heard.kind === "lost") this.#all(heard);
		else if (isIntermediate(heard.reply))
			yield* this.#accepted === 0 ? this.#sendNothing() : this.#sendContent();
		else if (this.#accepted > 0) this.#all(this.#no(heard.reply, "data"));
	}

	/** RFC 2920 §3.1: DATA may be taken although no recipient was; then a single dot ends it. */
	*#sendNothing(): Dialogue<void> {
		const failure = yield* say(this.#session, ".\r\n", "content");
		if (failure === undefined) yield* hear(this.#session, "content", "command");
	}

	*#sendContent(): Dialogue<void> {
		const session = this.#session;
		const sent = yield { ask: "content" };
		if (sent.kind === "failed") {
			// A server that gives up in the middle of the content may have said why.
			const heard = yield* hear(session, "content", "farewell");
			session.usable = false;
			const refused = heard.kind === "reply" && !isPositive(heard.reply) && !isIntermediate(heard.reply);
			this.#all(
				refused
					? this.#no(heard.reply, "content")
					: lost(session, "content", sent.why, sent.dotSent === true),
			);
			return;
		}
		const heard = yield* hear(session, "content", "final-dot");
		if (heard.kind === "lost") this.#all({ ...heard, uncertain: true });
		else if (isPositive(heard.reply)) {
			session.needsReset = false; // RFC 5321 §4.1.1.4: all buffers are cleared
			this.#all({ kind: "delivered", reply: heard.reply });
		} else this.#all(this.#no(heard.reply, "content"));
	}

	/** A reply that is not the hoped-for one. */
	#no(reply: Reply, phase: Phase): Verdict {
		// 503, and 2yz or 3yz where they make no sense: the two sides are out of step, and nothing is known for good.
		if (reply.code < 400 || reply.code === 503) this.#session.usable = false;
		return { kind: isPermanent(reply) && reply.code !== 503 ? "permanent" : "temporary", phase, reply };
	}

	#outOfStep(phase: Phase): Lost {
		return lost(this.#session, phase, "the server is out of step with the commands");
	}

	*#answerTo(command: string, phase: Phase, patience: Patience = "command"): Dialogue<Heard> {
		if (!this.#pipelined) {
			const failure = yield* say(this.#session, command, phase);
			if (failure !== undefined) return failure;
		}
		return yield* hear(this.#session, phase, patience);
	}

	/** Gives `verdict` to all recipients that have none yet. */
	#all(verdict: Verdict): readonly Verdict[] {
		for (const [at, given] of this.#verdicts.entries()) this.#verdicts[at] = given ?? verdict;
		return this.#verdicts as readonly Verdict[];
	}
}

function obstacleIn(features: Features, transaction: Transaction): Obstacle | undefined {
	const addresses = [transaction.reversePath, ...transaction.recipients.map(({ address }) => address)];
	// Accepted addresses hold none of these; a command must not be made by an address all the same.
	if (addresses.some((address) => /[\x00-\x1f\x7f<>]/.test(address.replace(/"(?:[^"\\]|\\.)*"/g, unquoted))))
		return "bad-address";
	// RFC 6531 §3.2: an address beyond ASCII must not go where SMTPUTF8 is not offered.
	if (!features.smtpUtf8 && addresses.some((address) => /[^\x00-\x7f]/.test(address)))
		return "needs-smtputf8";
	// RFC 6152 §3
	if (transaction.eightBit && !features.eightBitMime) return "needs-8bitmime";
	// RFC 1870 §6.1: no need to ask.
	if (features.sizeLimitBytes > 0 && transaction.sizeBytes > features.sizeLimitBytes) return "too-large";
	return undefined;
}

/** Of a quoted local part, what would still be dangerous in a command: line ends and other controls. */
const unquoted = (quoted: string): string => quoted.replace(/[^\x00-\x1f\x7f]/g, "");

function mailCommand(features: Features, transaction: Transaction): string {
	const { reversePath, recipients, sizeBytes, eightBit, utf8, dsnReturn, envelopeId } = transaction;
	const beyondAscii = [reversePath, ...recipients.map(({ address }) => address)].some((address) =>
		/[^\x00-\x7f]/.test(address),
	);
	let command = `MAIL FROM:<${reversePath}>`;
	if (features.size) command += ` SIZE=${sizeBytes}`;
	if (features.eightBitMime && eightBit) command += " BODY=8BITMIME";
	if (features.smtpUtf8 && (utf8 || beyondAscii)) command += " SMTPUTF8";
	if (features.dsn && dsnReturn !== null) command += ` RET=${dsnReturn}`;
	if (features.dsn && envelopeId !== null) command += ` ENVID=${encodeXtext(envelopeId)}`;
	return `${command}\r\n`;
}

function rcptCommand(features: Features, recipient: TransactionRecipient): string {
	const { address, notify, originalRecipient } = recipient;
	let command = `RCPT TO:<${address}>`;
	if (features.dsn && notify !== null && notify.length > 0) command += ` NOTIFY=${notify.join(",")}`;
	if (features.dsn && originalRecipient !== null) command += ` ORCPT=${orcpt(originalRecipient)}`;
	return `${command}\r\n`;
}

/** RFC 3461 §4.2: the address type stands as it is, the address is xtext. */
function orcpt(originalRecipient: string): string {
	const semicolon = originalRecipient.indexOf(";");
	return `${originalRecipient.slice(0, semicolon + 1)}${encodeXtext(originalRecipient.slice(semicolon + 1))}`;
}
