/**
 * The server side of one SMTP session, as a machine: lines and answers go in, what to do comes out. No socket, no
 * clock, no product: what the protocol leaves to policy is asked, and the answer is accept or a reply.
 *
 *     greeted ──EHLO──▶ ready ──MAIL──▶ sender ──RCPT──▶ recipients ──DATA──▶ content ──▶ ready
 *                         ▲                                  └──────BDAT────▶ chunks ──LAST─┘
 *                         └────────────── RSET, EHLO, STARTTLS ─────────────────┘
 *
 * RFC 5321 §3, §4.1.4; RFC 3207 (STARTTLS); RFC 4954 (AUTH); RFC 3030 (BDAT); RFC 2920 (what may be pipelined).
 */

import { decodeBase64 } from "../../sasl/base64.ts";
import { type Exchange, isMechanism, startExchange } from "../../sasl/exchange.ts";
import { found } from "../faults.ts";
import type { Reply } from "../reply.ts";
import { parseBdat, parseMail, parseRcpt } from "./arguments.ts";
import { isOver } from "./line-reader.ts";
import { extensionLines, isKnownElsewhere, outOfSequence } from "./offers.ts";
import {
	challenge,
	faulty,
	notImplemented,
	type Output,
	type Phase,
	type Question,
	reply,
	type SessionOptions,
	say,
	sayable,
	syntax,
	undecodable,
} from "./outputs.ts";

export type { Output, Phase, Question, SessionOptions } from "./outputs.ts";

type Handler = (session: SmtpServerSession, rest: string) => readonly Output[];
const ALL: readonly Phase[] = ["greeted", "ready", "sender", "recipients", "chunks"];

/** RFC 5321 §4.5.3.1.4 asks for 512 octets; extensions add to MAIL and RCPT (RFC 3461 §4 alone 500). */
const COMMAND_LINE_BYTES = 4_096;
/** RFC 4954 §4. */
const AUTH_LINE_BYTES = 12_288;

export class SmtpServerSession {
	readonly #options: SessionOptions;
	#phase: Phase = "greeted";
	#tls = false;
	#authenticated = false;
	#exchange: Exchange | undefined;
	#asked: Question | undefined;
	#triedRecipients = false;
	/** The chunk that waits for the answer on whether content may come. */
	#chunk: { readonly bytes: number; readonly last: boolean } | undefined;
	/** What to say after a chunk that is read and thrown away. */
	#chunkRefusal: Output | undefined;

	constructor(options: SessionOptions) {
		this.#options = options;
	}

	/** Octets of the next line, CRLF not counted. Before its verb is known, it may be an AUTH. */
	readonly lineLimitBytes = AUTH_LINE_BYTES;

	/** The next line carries secrets: a transcript shows none of it. */
	get linesAreSecret(): boolean {
		return this.#exchange !== undefined;
	}

	/** The reader gave a line up. */
	lineTooLong(): readonly Output[] {
		const inAuth = this.#exchange !== undefined;
		this.#exchange = undefined;
		if (inAuth) return [faulty(found("line-too-long", "auth", {}))];
		return [faulty(found("line-too-long", "usual", { limit: COMMAND_LINE_BYTES }))];
	}

	/** The reader found what no command may hold (RFC 5321 §2.3.8, §4.1.2). */
	lineUnclean(): readonly Output[] {
		this.#exchange = undefined;
		return [syntax("a command is UTF-8, ends in CRLF, and holds no bare CR, bare LF or NUL")];
	}

	line(text: string): readonly Output[] {
		if (this.#exchange !== undefined) return this.#authResponse(this.#exchange, text);
		const space = text.indexOf(" ");
		const verb = (space < 0 ? text : text.slice(0, space)).toUpperCase();
		if (verb !== "AUTH" && isOver(text, COMMAND_LINE_BYTES)) return this.lineTooLong();
		const command = Object.hasOwn(SmtpServerSession.#commands, verb)
			? SmtpServerSession.#commands[verb]
			: undefined;
		if (command === undefined) {
			if (isKnownElsewhere(verb)) return [notImplemented(verb)];
			return [faulty(found("command-unknown", "usual", { command: sayable(verb) }))];
		}
		if (!command.phases.includes(this.#phase) && verb !== "BDAT") return [outOfSequence(verb)];
		return command.handle(this, space < 0 ? "" : text.slice(space + 1).trimEnd());
	}

	/** `refusal` undefined means yes. */
	answer(refusal: Reply | undefined): readonly Output[] {
		const question = this.#asked;
		if (question === undefined) throw new Error("an answer without a question");
		this.#asked = undefined;
		switch (question.about) {
			case "authentication":
				return refusal === undefined ? [] : [reply(refusal)];
			case "credentials":
				this.#authenticated = refusal === undefined;
				return [reply(refusal ?? { code: 235, enhanced: "2.7.0", lines: ["Authentication succeeded"] })];
			case "reverse-path":
				if (refusal !== undefined) return [reply(refusal)];
				this.#phase = "sender";
				this.#triedRecipients = false;
				return [say(250, "2.1.0", "Sender accepted")];
			case "recipient":
				this.#triedRecipients = true;
				if (refusal !== undefined) return [reply(refusal)];
				this.#phase = "recipients";
				return [say(250, "2.1.5", "Recipient accepted")];
			case "content":
				return this.#contentAnswered(refusal);
			default:
				return question satisfies never;
		}
	}

	/** The handshake is done. RFC 3207 §4.2: all that was learned before it is forgotten. */
	tlsStarted(): void {
		this.#tls = true;
		this.#phase = "greeted";
		this.#authenticated = false;
	}

	/** The content has ended and has been judged. */
	contentEnded(result: Reply): readonly Output[] {
		this.#phase = "ready";
		return [reply(result)];
	}

	/** A chunk was refused: the transaction is over, and the chunks behind it are out of sequence. */
	abandon(): void {
		this.#phase = "ready";
	}

	/** A chunk has been read. `result` after the last one, or when it was refused. */
	chunkEnded(bytes: number, result: Reply | undefined): readonly Output[] {
		const refusal = this.#chunkRefusal;
		this.#chunkRefusal = undefined;
		if (refusal !== undefined) return [refusal];
		if (result === undefined) return [say(250, "2.0.0", `${bytes} octets received`)];
		this.#phase = "ready";
		return [reply(result)];
	}

	/** RFC 5321 §4.1.4: what may be said when. */
	static readonly #commands: Readonly<
		Record<string, { readonly phases: readonly Phase[]; readonly handle: Handler }>
	> = {
		EHLO: { phases: ALL, handle: (session, rest) => session.#hello(rest, true) },
		HELO: { phases: ALL, handle: (session, rest) => session.#hello(rest, false) },
		STARTTLS: { phases: ["ready"], handle: (session, rest) => session.#startTls(rest) },
		AUTH: { phases: ["ready"], handle: (session, rest) => session.#auth(rest) },
		MAIL: { phases: ["ready"], handle: (session, rest) => session.#mail(rest) },
		RCPT: { phases: ["sender", "recipients"], handle: (session, rest) => session.#rcpt(rest) },
		DATA: { phases: ["sender", "recipients"], handle: (session, rest) => session.#data(rest) },
		BDAT: { phases: ["recipients", "chunks"], handle: (session, rest) => session.#bdat(rest) },
		RSET: { phases: ALL, handle: (session) => [...session.#reset(), say(250, "2.0.0", "Reset")] },
		NOOP: { phases: ALL, handle: () => [say(250, "2.0.0", "OK")] },
		// RFC 5321 §3.5.3: neither confirmed nor denied, so that nobody harvests addresses here.
		VRFY: { phases: ALL, handle: () => [say(252, "2.0.0", "Send the mail to find out")] },
		HELP: { phases: ALL, handle: () => [say(214, "2.0.0", "See RFC 5321 and RFC 6409")] },
		QUIT: { phases: ALL, handle: (session) => session.#quit() },
	};

	#hello(rest: string, extended: boolean): readonly Output[] {
		const name = rest.trim();
		if (name === "" || name.includes(" ")) return [syntax("a host name is expected")];
		const reset = this.#reset();
		this.#phase = "ready";
		const greeting = `${this.#options.hostname} greets you`;
		const { messageBytes, tlsAvailable } = this.#options;
		const offered = { messageBytes, startTls: tlsAvailable && !this.#tls, auth: this.#authIsOffered };
		const lines = extended ? [greeting, ...extensionLines(offered)] : [greeting];
		return [...reset, { kind: "greeted", name, extended }, reply({ code: 250, lines })];
	}

	get #authIsOffered(): boolean {
		return this.#options.offersAuth && (this.#tls || !this.#options.authNeedsTls);
	}

	#startTls(rest: string): readonly Output[] {
		if (rest !== "") return [syntax("STARTTLS takes no argument")];
		if (this.#tls) return [outOfSequence("STARTTLS")];
		if (!this.#options.tlsAvailable) return [notImplemented("STARTTLS")];
		const ready: Reply = { code: 220, enhanced: "2.0.0", lines: ["Ready to start TLS"] };
		return [{ kind: "start-tls", reply: ready }];
	}

	#auth(rest: string): readonly Output[] {
		if (!this.#options.offersAuth) return [notImplemented("AUTH")];
		if (this.#authenticated) return [outOfSequence("AUTH")];
		const [mechanism = "", initial, ...more] = rest.split(" ").filter((word) => word !== "");
		const name = mechanism.toUpperCase();
		if (mechanism === "" || more.length > 0) return [syntax("AUTH takes a mechanism")];
		if (!this.#authIsOffered || !isMechanism(name))
			return this.#ask({ about: "authentication", needsTls: !this.#authIsOffered, mechanism: name });
		this.#exchange = startExchange(name);
		if (initial === undefined) return [challenge(this.#exchange.firstChallenge)];
		return this.#authResponse(this.#exchange, initial === "=" ? "" : initial); // RFC 4954 §4: "=" is empty
	}

	#authResponse(exchange: Exchange, text: string): readonly Output[] {
		this.#exchange = undefined;
		if (text === "*") return [faulty(found("command-syntax", "cancelled", {}))];
		const response = decodeBase64(text);
		if (response === null) return [undecodable("the response is not base64")];
		const step = exchange.respond(response);
		if (step.kind === "problem") return [undecodable(step.problem)];
		if (step.kind === "challenge") {
			this.#exchange = exchange;
			return [challenge(step.text)];
		}
		return this.#ask({ about: "credentials", ...step.credentials });
	}

	#mail(rest: string): readonly Output[] {
		const parsed = parseMail(rest);
		if ("fault" in parsed) return [faulty(parsed)];
		return this.#ask({ about: "reverse-path", arguments: parsed.arguments });
	}

	#rcpt(rest: string): readonly Output[] {
		const parsed = parseRcpt(rest);
		if ("fault" in parsed) return [faulty(parsed)];
		return this.#ask({ about: "recipient", arguments: parsed.arguments });
	}

	#data(rest: string): readonly Output[] {
		if (rest !== "") return [syntax("DATA takes no argument")];
		if (this.#phase === "sender") return [this.#withoutRecipients("DATA")];
		return this.#ask({ about: "content" });
	}

	/** The octets of a chunk follow whatever the answer is: they are read even when they are not wanted. */
	#bdat(rest: string): readonly Output[] {
		const announced = parseBdat(rest);
		if ("fault" in announced) {
			// Where the next command would begin is not known any more (RFC 3030 §2).
			this.#phase = "closed";
			return [faulty(announced), { kind: "close" }];
		}
		if (this.#phase === "chunks") return [{ kind: "chunk", ...announced, keep: true }];
		if (this.#phase !== "recipients") {
			this.#chunkRefusal = this.#phase === "sender" ? this.#withoutRecipients("BDAT") : outOfSequence("BDAT");
			return [{ kind: "chunk", ...announced, keep: false }];
		}
		this.#chunk = announced;
		return this.#ask({ about: "content" });
	}

	#contentAnswered(refusal: Reply | undefined): readonly Output[] {
		const chunk = this.#chunk;
		this.#chunk = undefined;
		if (chunk === undefined) {
			if (refusal !== undefined) return [reply(refusal)];
			this.#phase = "content";
			return [reply({ code: 354, lines: ["Go ahead, end with <CRLF>.<CRLF>"] }), { kind: "content" }];
		}
		if (refusal === undefined) {
			this.#phase = "chunks";
			return [{ kind: "chunk", ...chunk, keep: true }];
		}
		this.#chunkRefusal = reply(refusal);
		return [...this.#reset(), { kind: "chunk", ...chunk, keep: false }];
	}

	#reset(): readonly Output[] {
		const open = this.#phase === "sender" || this.#phase === "recipients" || this.#phase === "chunks";
		if (this.#phase !== "greeted") this.#phase = "ready";
		return open ? [{ kind: "reset" }] : [];
	}

	#quit(): readonly Output[] {
		this.#phase = "closed";
		return [say(221, "2.0.0", "Bye"), { kind: "close" }];
	}

	#ask(question: Question): readonly Output[] {
		this.#asked = question;
		return [{ kind: "ask", question }];
	}

	#withoutRecipients(verb: string): Output {
		return this.#triedRecipients
			? faulty(found("no-valid-recipients", "usual", {}))
			: faulty(found("command-out-of-sequence", "usual", { problem: `RCPT comes before ${verb}` }));
	}
}
