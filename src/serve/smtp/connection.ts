/**
 * One connection: feeds the protocol machine with lines, carries its questions to the submission, and moves
 * content from the socket to the sink with real back-pressure.
 *
 * Everything that can be answered from memory is answered in the same turn of the event loop, and the replies to a
 * pipelined group leave in one write. While an answer is awaited nothing more is read than one buffer.
 */

import type { Socket } from "node:net";
import type { ContentSink, Submission } from "../../accept/index.ts";
import { type FaultFound, found } from "../../rfc/smtp/faults.ts";
import { endsSession, type Reply } from "../../rfc/smtp/reply.ts";
import { LineReader } from "../../rfc/smtp/session/line-reader.ts";
import { type Output, type Question, SmtpServerSession } from "../../rfc/smtp/session/session.ts";
import type { Client, TlsFacts } from "../../terms/message.ts";
import { type Phase, type Refusal, refuse, refuseFault } from "../../terms/refusals/index.ts";
import { ContentTransfer } from "./content-transfer.ts";
import { defaultTimes, MOST_FAULTS, type SmtpDoorOptions, type Times } from "./options.ts";
import { serverTls, tlsFacts } from "./tls.ts";
import { withoutSecrets } from "./transcript.ts";
import { Voice } from "./voice.ts";

/** Octets of commands that may wait while an answer is awaited; then reading stops. */
const MOST_PENDING_BYTES = 65_536;

const PHASE_OF: Readonly<Record<Question["about"], Phase>> = {
	credentials: "auth",
	authentication: "auth",
	"reverse-path": "mail",
	recipient: "rcpt",
	content: "data",
};

export class SmtpConnection {
	readonly #options: SmtpDoorOptions;
	readonly #times: Times;
	readonly #client: Client;
	readonly #machine: SmtpServerSession;
	readonly #reader = new LineReader();
	readonly #voice: Voice;
	readonly #openedAt: number;
	#socket: Socket;
	#tls: TlsFacts | null;
	#submission: Submission | undefined;
	/** What octets are read into now; undefined while commands are read. */
	#content: ContentTransfer | undefined;
	/** Of the chunks of one message. */
	#transfer: ContentTransfer | undefined;
	#chunkRefusal: Refusal | undefined;
	#sink: ContentSink | undefined;
	/** MAIL or a chunk was refused, and no MAIL has been accepted since. */
	#refusedBefore = false;
	#faults = 0;
	/** An answer is awaited. */
	#busy = false;
	#greeted = false;
	#handshaking = false;
	#closing = false;
	#stopping = false;
	#since: number;

	constructor(socket: Socket, client: Client, options: SmtpDoorOptions, tls: TlsFacts | null) {
		this.#socket = socket;
		this.#client = client;
		this.#options = options;
		this.#times = { ...defaultTimes, ...options.times };
		this.#tls = tls;
		this.#openedAt = this.#since = options.clock.monotonicMs();
		this.#voice = new Voice(options);
		this.#machine = new SmtpServerSession({
			hostname: options.hostname,
			messageBytes: options.messageBytes,
			tlsAvailable: options.tls !== null,
			offersAuth: options.offersAuth,
			authNeedsTls: options.authNeedsTls,
		});
		if (tls !== null) this.#machine.tlsStarted();
		this.#listen();
	}

	/**
	 * Says the banner, unless the client spoke first (RFC 5321 §3.1). `early` are octets that came before.
	 */
	greet(early: boolean): void {
		if (early || this.#reader.pendingBytes > 0) {
			this.#fault(found("talks-too-soon", "usual", {}), "connect");
			return this.#end();
		}
		const admitted = this.#options.reception.connect(this.#client, this.#voice.transcript.lines);
		if ("reason" in admitted) {
			this.#refuse(admitted, "connect");
			return this.#end();
		}
		this.#submission = admitted;
		this.#greeted = true;
		this.#voice.say({ code: 220, lines: [`${this.#options.hostname} ESMTP ready`] });
		this.#pump();
	}

	/** Called about once a second. */
	sweep(now: number): void {
		if (this.#closing || this.#busy) return;
		const { commandMs, pressedCommandMs, sessionMs } = this.#times;
		if (this.#handshaking) {
			if (now - this.#since > this.#times.handshakeMs) this.destroy();
			return;
		}
		if (now - this.#openedAt > sessionMs) return this.#timeOut("session");
		if (this.#content !== undefined) {
			if (this.#content.isTooSlow(now, this.#times)) this.#timeOut("content");
			return;
		}
		const patience = this.#options.reception.underPressure ? pressedCommandMs : commandMs;
		if (now - this.#since <= patience) return;
		this.#fault(found("idle-timeout", "usual", { seconds: Math.round(patience / 1_000) }), "any");
		this.#end();
	}

	/** The service stops: what is between dot and reply is finished, everything else ends now. */
	stop(): void {
		this.#stopping = true;
		if (this.#handshaking) this.destroy();
		else if (!this.#busy && this.#content === undefined) this.#sayGoodbye();
	}

	destroy(): void {
		this.#socket.destroy();
	}

	#listen(): void {
		const socket = this.#socket;
		socket.on("data", (chunk: Buffer) => this.#received(chunk));
		socket.on("error", () => socket.destroy());
		socket.on("close", () => this.#gone());
		socket.on("end", () => this.#end());
	}

	#received(chunk: Buffer): void {
		if (this.#closing) return;
		this.#since = this.#options.clock.monotonicMs();
		this.#reader.add(chunk);
		if (!this.#greeted) return;
		if (this.#busy) {
			if (this.#reader.pendingBytes > MOST_PENDING_BYTES) this.#socket.pause();
			return;
		}
		this.#pump();
	}

	/** Goes on until there is nothing more to read or an answer has to be waited for. */
	#pump(): void {
		while (!this.#busy && !this.#closing) {
			if (this.#content !== undefined) {
				if (!this.#moveContent(this.#content)) break;
				continue;
			}
			if (this.#stopping) {
				this.#sayGoodbye();
				break;
			}
			const line = this.#reader.next(this.#machine.lineLimitBytes);
			if (line === undefined) break;
			if (line.kind === "line") this.#command(line.octets);
			else if (line.kind === "too-long") this.#do(this.#machine.lineTooLong());
			else this.#do(this.#machine.lineUnclean());
		}
		this.#voice.flush(this.#socket);
		if (!this.#busy && !this.#closing) this.#socket.resume();
	}

	#command(octets: Buffer): void {
		const text = octets.toString("utf8");
		const secret = this.#machine.linesAreSecret;
		this.#voice.transcript.client(secret ? "***" : withoutSecrets(text));
		this.#do(this.#machine.line(text));
	}

	#do(outputs: readonly Output[]): void {
		for (const output of outputs) this.#perform(output);
	}

	#perform(output: Output): void {
		switch (output.kind) {
			case "reply":
				return this.#voice.say(output.reply);
			case "fault":
				return this.#fault(output.fault, "any");
			case "ask":
				return this.#ask(output.question);
			case "greeted":
				return this.#submission?.greeted(output.name, this.#tls);
			case "reset":
				return this.#submission?.reset();
			case "start-tls":
				return this.#startTls(output.reply);
			case "content":
				this.#content = new ContentTransfer("dot-stuffed", this.#sink, this.#since);
				return;
			case "chunk":
				return this.#chunkBegins(output);
			case "close":
				return this.#end();
			default:
				return output satisfies never;
		}
	}

	#ask(question: Question): void {
		const phase = PHASE_OF[question.about];
		try {
			const answer = this.#answerTo(question);
			if (!(answer instanceof Promise)) return this.#answered(answer, phase);
			this.#busy = true;
			answer.then(
				(refusal) => this.#resume(() => this.#answered(refusal, phase)),
				(error: unknown) =>
					this.#resume(() => this.#answered(this.#unexpected(question.about, error), phase)),
			);
		} catch (error) {
			this.#answered(this.#unexpected(question.about, error), phase);
		}
	}

	#answerTo(question: Question): Promise<Refusal | undefined> | Refusal | undefined {
		const submission = this.#submission;
		if (submission === undefined) return undefined;
		switch (question.about) {
			case "credentials":
				// RFC 4616 §2: nobody may act as somebody else here.
				if (question.authorizationId !== "" && question.authorizationId !== question.username)
					return refuse("credentials-invalid");
				return submission.authenticate(question.username, question.password);
			case "authentication":
				return question.needsTls
					? refuse("tls-required")
					: refuse("authentication-mechanism-unknown", { mechanism: question.mechanism });
			case "reverse-path":
				this.#voice.transcript.transactionBegins();
				return submission.mail(question.arguments.path, question.arguments);
			case "recipient":
				return submission.rcpt(question.arguments.path, question.arguments);
			case "content": {
				const keep = (answer: Refusal | ContentSink): Refusal | undefined => {
					if ("reason" in answer) return answer;
					this.#sink = answer;
					this.#transfer = undefined;
					return undefined;
				};
				const answer = submission.content();
				return answer instanceof Promise ? answer.then(keep) : keep(answer);
			}
			default:
				return question satisfies never;
		}
	}

	#answered(refusal: Refusal | undefined, phase: Phase): void {
		if (refusal?.reason === "credentials-invalid") this.#faults++;
		if (phase === "mail") this.#refusedBefore = refusal !== undefined;
		const reply = refusal === undefined ? undefined : this.#voice.rendered(refusal, phase);
		this.#do(this.#machine.answer(reply));
		if (reply === undefined) return;
		if (endsSession(reply)) this.#end();
		else this.#tooManyFaults();
	}

	/** Moves what has arrived; false when there is nothing to move. */
	#moveContent(transfer: ContentTransfer): boolean {
		const octets = this.#reader.rest();
		if (octets.length === 0 && !transfer.isComplete) return false;
		const { rest, wait } = transfer.take(octets);
		if (rest !== null) {
			this.#content = undefined;
			if (rest.length > 0) this.#reader.add(rest);
		} else if (transfer.wireBytes > 2 * this.#options.messageBytes) {
			// Refused long ago; a client that goes on all the same has to be stopped.
			this.#sink?.abort();
			this.#refuse(refuse("message-too-large", this.#sizes(transfer.wireBytes)), "content");
			this.#end();
			return false;
		}
		const next = (): void => {
			if (rest !== null) this.#contentEnds(transfer);
		};
		if (wait === undefined) next();
		else this.#await(wait, next);
		return true;
	}

	#contentEnds(transfer: ContentTransfer): void {
		this.#voice.transcript.note(`<${transfer.wireBytes} octets of content>`);
		const { chunk } = transfer;
		const counted = transfer === this.#transfer;
		if (counted && (!chunk.keep || !chunk.last)) {
			const refusal = this.#chunkRefusal;
			this.#chunkRefusal = undefined;
			if (refusal === undefined) return this.#do(this.#machine.chunkEnded(chunk.bytes, undefined));
			this.#refusedBefore = true;
			this.#machine.abandon();
			this.#submission?.reset();
			return this.#refuse(refusal, "data");
		}
		const sink = this.#sink;
		this.#sink = undefined;
		this.#transfer = undefined;
		if (sink === undefined) return;
		this.#await(sink.end(transfer.findings), (result) => {
			const reply: Reply =
				"reason" in result
					? this.#voice.rendered(result, "content")
					: { code: 250, enhanced: "2.0.0", lines: [`Queued as ${result.id}`] };
			this.#do(counted ? this.#machine.chunkEnded(chunk.bytes, reply) : this.#machine.contentEnded(reply));
			this.#voice.transcript.messageEnds();
		});
	}

	/** The transfer lives as long as its message: line endings and dots are judged across chunks. */
	#chunkBegins(chunk: { readonly bytes: number; readonly last: boolean; readonly keep: boolean }): void {
		this.#transfer ??= new ContentTransfer("counted", this.#sink, this.#since);
		const refusal = chunk.keep ? this.#sink?.tooLarge(chunk.bytes) : undefined;
		if (refusal !== undefined) {
			this.#submission?.faulted(refusal, "data");
			this.#chunkRefusal = refusal;
		}
		this.#transfer.expect({ ...chunk, keep: chunk.keep && refusal === undefined }, this.#since);
		this.#content = this.#transfer;
	}

	#await<Value>(promise: Promise<Value>, next: (value: Value) => void): void {
		this.#busy = true;
		this.#socket.pause();
		promise.then(
			(value) => this.#resume(() => next(value)),
			(error: unknown) =>
				this.#resume(() => {
					this.#refuse(this.#unexpected("taking content", error), "content");
					this.#end();
				}),
		);
	}

	#resume(next: () => void): void {
		this.#busy = false;
		if (this.#closing) return;
		this.#since = this.#options.clock.monotonicMs();
		next();
		this.#pump();
	}

	#unexpected(during: string, error: unknown): Refusal {
		return this.#options.reception.fault(`answering about ${during}`, error);
	}

	#startTls(ready: Reply): void {
		const context = this.#options.tls?.context();
		if (context === undefined || this.#reader.pendingBytes > 0) {
			// RFC 3207 §6: commands put there by somebody in the middle would be taken for the client's own.
			this.#fault(found("talks-too-soon", "starttls", {}), "any");
			return this.#end();
		}
		this.#voice.say(ready);
		this.#voice.flush(this.#socket);
		const plain = this.#socket;
		for (const event of ["data", "close", "end"]) plain.removeAllListeners(event);
		this.#greeted = false;
		this.#handshaking = true;
		this.#since = this.#options.clock.monotonicMs();
		this.#socket = serverTls(plain, context, (secure) => {
			this.#tls = tlsFacts(secure);
			this.#voice.transcript.note(`TLS is on: ${this.#tls.version} ${this.#tls.cipher}`);
			this.#machine.tlsStarted();
			this.#submission?.greeted("", this.#tls);
			this.#handshaking = false;
			this.#greeted = true;
			this.#pump();
		});
		this.#listen();
	}

	#refuse(refusal: Refusal, phase: Phase): void {
		this.#voice.refuse(refusal, phase);
	}

	/** A fault of the client; after too many of them the session ends. */
	#fault(fault: FaultFound, phase: Phase): void {
		const refusal = refuseFault(fault);
		// A client that pipelines sends what follows before it hears that MAIL or a chunk was refused (RFC 2920 §3.1).
		if (this.#refusedBefore && FOLLOWS_A_REFUSAL.includes(refusal.reason))
			return this.#refuse(refusal, phase);
		this.#faults++;
		this.#submission?.faulted(refusal, phase);
		if (this.#faults <= MOST_FAULTS) this.#refuse(refusal, phase);
		else this.#tooManyFaults();
	}

	#tooManyFaults(): void {
		if (this.#faults <= MOST_FAULTS || this.#closing) return;
		this.#giveUp(refuseFault(found("too-many-errors", "usual", {})), "any");
	}

	#timeOut(variant: "content" | "session"): void {
		this.#giveUp(refuseFault(found("idle-timeout", variant, {})), variant === "content" ? "content" : "any");
	}

	#giveUp(refusal: Refusal, phase: Phase): void {
		this.#submission?.faulted(refusal, phase);
		this.#voice.refuse(refusal, phase);
		this.#end();
	}

	#sayGoodbye(): void {
		if (this.#closing) return;
		this.#voice.refuse(refuse("shutting-down"), "any");
		this.#end();
	}

	#sizes(sizeBytes: number): { sizeBytes: number; limitBytes: number } {
		return { sizeBytes, limitBytes: this.#options.messageBytes };
	}

	#end(): void {
		if (this.#closing) return;
		this.#voice.flush(this.#socket);
		this.#closing = true;
		this.#socket.end();
		// A client that never closes its side is not waited for.
		this.#options.clock.after(GOODBYE_MS, () => this.#socket.destroy());
	}

	#gone(): void {
		this.#closing = true;
		const submission = this.#submission;
		this.#submission = undefined;
		submission?.ended();
		this.onGone();
	}

	/** Set by the listener. */
	onGone: () => void = () => {};
}

const GOODBYE_MS = 5_000;
const FOLLOWS_A_REFUSAL: readonly string[] = ["command-out-of-sequence", "no-valid-recipients"];
