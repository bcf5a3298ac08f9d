/**
 * One connection: feeds the protocol machine with lines, carries its questions to the submission, and moves
 * content from the socket to the sink with real back-pressure.
 *
 * Everything that can be answered from memory is answered in the same turn of the event loop, and the replies to a
 * pipelined group leave in one write. While an answer is awaited nothing more is read than one buffer.
 */

import type { Socket } from "node:net";
import type { Submission } from "../../accept/index.ts";
import { found } from "../../rfc/smtp/faults.ts";
import { endsSession, type Reply } from "../../rfc/smtp/reply.ts";
import { LineReader } from "../../rfc/smtp/session/line-reader.ts";
import { type Output, type Question, SmtpServerSession } from "../../rfc/smtp/session/session.ts";
import type { Timer } from "../../terms/clock.ts";
import type { Client, TlsFacts } from "../../terms/message.ts";
import type { Phase, Refusal } from "../../terms/refusals/index.ts";
import { Conduct, type ConductHost } from "./conduct.ts";
import { ContentIntake, type IntakeHost } from "./content-intake.ts";
import { recipientsAhead } from "./look-ahead.ts";
import { GOODBYE_MS, MOST_PENDING_BYTES, type SmtpDoorOptions } from "./options.ts";
import { Patience } from "./patience.ts";
import { PHASE_OF, safeAnswerTo } from "./questions.ts";
import { takenOver, tlsFacts } from "./tls.ts";
import { withoutSecrets } from "./transcript.ts";
import { Voice } from "./voice.ts";

export class SmtpConnection implements IntakeHost, ConductHost {
	readonly #options: SmtpDoorOptions;
	readonly #patience: Patience;
	readonly #client: Client;
	readonly #machine: SmtpServerSession;
	readonly #reader = new LineReader();
	readonly #voice: Voice;
	readonly #intake: ContentIntake;
	#socket: Socket;
	#tls: TlsFacts | null;
	#submission: Submission | undefined;
	readonly conduct: Conduct;
	/** An answer is awaited. */
	#busy = false;
	#greeted = false;
	#handshaking = false;
	#closing = false;
	#stopping = false;
	#farewell: Timer | undefined;
	#since: number;

	constructor(socket: Socket, client: Client, options: SmtpDoorOptions, tls: TlsFacts | null) {
		this.#socket = socket;
		this.#client = client;
		this.#options = options;
		this.#tls = tls;
		this.#since = options.clock.monotonicMs();
		this.#patience = new Patience(options, this.#since);
		this.#voice = new Voice(options);
		this.conduct = new Conduct(this, this.#voice, options);
		this.#machine = new SmtpServerSession({
			hostname: options.hostname,
			messageBytes: options.messageBytes,
			tlsAvailable: options.tls !== null,
			offersAuth: options.offersAuth,
			authNeedsTls: options.authNeedsTls,
		});
		this.#intake = new ContentIntake(this, this.#machine, this.#voice, options.messageBytes);
		if (tls !== null) this.#machine.tlsStarted();
		this.#listen();
	}

	/** Says the banner, unless the client spoke first (RFC 5321 §3.1). `early` are octets that came before. */
	greet(early: boolean): void {
		this.#safely(() => this.#greet(early));
	}

	#greet(early: boolean): void {
		if (early || this.#reader.pendingBytes > 0) {
			this.conduct.fault(found("talks-too-soon", "usual", {}), "connect");
			return this.end();
		}
		const admitted = this.#options.reception.connect(this.#client, this.#voice.transcript.lines);
		if ("reason" in admitted) return this.#refuseAndEnd(admitted, "connect");
		if (this.#socket.closed) return admitted.ended(); // gone before it heard a word
		this.#submission = admitted;
		this.#greeted = true;
		this.#voice.say({ code: 220, lines: [`${this.#options.hostname} ESMTP ready`] });
		this.#pump();
	}

	/** Called about once a second. */
	sweep(now: number): void {
		if (this.#closing) return;
		if (this.#busy) return this.#intake.heldUp(now);
		const pursuit = { since: this.#since, handshaking: this.#handshaking, reading: this.#intake.isReading };
		const overdue = this.#patience.overdue(now, pursuit, this.#submission);
		if (overdue === "handshake") this.destroy();
		else if (overdue === "command") this.conduct.idle(this.#patience.commandMs);
		else if (overdue !== undefined) this.conduct.timeOut(overdue);
		else if (this.#intake.isTooSlow(now, this.#patience.times)) this.conduct.timeOut("content");
	}

	/** The service stops: what is between dot and reply is finished, everything else ends now. */
	stop(): void {
		this.#stopping = true;
		if (this.#handshaking) this.destroy();
		else if (!this.#busy && !this.#intake.isReading) this.conduct.goodbye();
	}

	get submission(): Submission | undefined {
		return this.#submission;
	}

	get isClosing(): boolean {
		return this.#closing;
	}

	destroy(): void {
		this.#socket.destroy();
	}

	#listen(): void {
		const socket = this.#socket;
		socket.on("data", (chunk: Buffer) => this.#safely(() => this.#received(chunk)));
		socket.on("error", () => socket.destroy());
		socket.on("close", () => this.#gone());
		socket.on("end", () => this.end());
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
			if (this.#intake.isReading) {
				if (!this.#intake.move(this.#reader)) break;
				continue;
			}
			if (this.#stopping) {
				this.conduct.goodbye();
				break;
			}
			const line = this.#reader.next(this.#machine.lineLimitBytes);
			if (line === undefined) break;
			if (line.kind === "line") this.#command(line.octets);
			else if (line.kind === "too-long") this.do(this.#machine.lineTooLong());
			else this.do(this.#machine.lineUnclean());
		}
		this.#voice.flush(this.#socket);
		if (this.#busy || this.#closing) return;
		// A client that sends and never reads would have its replies pile up here.
		if (!this.#socket.writableNeedDrain) return void this.#socket.resume();
		this.#socket.pause();
		this.#socket.once("drain", () => this.#safely(() => this.#pump()));
	}

	#command(octets: Buffer): void {
		const text = octets.toString("utf8");
		this.#voice.transcript.client(this.#machine.linesAreSecret ? "***" : withoutSecrets(text));
		this.do(this.#machine.line(text));
	}

	do(outputs: readonly Output[]): void {
		for (const output of outputs) this.#perform(output);
	}

	#perform(output: Output): void {
		switch (output.kind) {
			case "reply":
				return this.#voice.say(output.reply);
			case "fault":
				return this.conduct.fault(output.fault, "any");
			case "ask":
				return this.#ask(output.question);
			case "greeted":
				return this.#submission?.greeted(output.name, this.#tls);
			case "reset":
				this.#intake.reset();
				return this.#submission?.reset();
			case "start-tls":
				return this.#startTls(output.reply);
			case "content":
				return this.#intake.begin(this.#since);
			case "chunk":
				return this.#intake.beginChunk(output, this.#since);
			case "close":
				return this.end();
			default:
				return output satisfies never;
		}
	}

	#ask(question: Question): void {
		const phase = PHASE_OF[question.about];
		if (question.about === "reverse-path") this.#voice.transcript.transactionBegins();
		const answer =
			this.#submission &&
			safeAnswerTo(question, this.#submission, (sink) => this.#intake.admit(sink), this.#unexpected);
		if (!(answer instanceof Promise)) return this.#answered(answer, phase);
		this.#busy = true;
		if (question.about === "recipient") this.#submission?.anticipate(recipientsAhead(this.#reader.pending));
		void answer.then((refusal) => this.#resume(() => this.#answered(refusal, phase)));
	}

	#answered(refusal: Refusal | undefined, phase: Phase): void {
		const reply = refusal && this.#voice.rendered(refusal, phase);
		this.do(this.#machine.answer(reply));
		if (reply !== undefined && endsSession(reply)) this.end();
		else this.conduct.answered(refusal, phase);
	}

	await<Value>(promise: Promise<Value>, next: (value: Value) => void): void {
		this.#busy = true;
		this.#socket.pause();
		promise.then(
			(value) => this.#resume(() => next(value)),
			(error: unknown) =>
				this.#resume(() => this.#refuseAndEnd(this.#unexpected("taking content", error), "content")),
		);
	}

	#refuseAndEnd(refusal: Refusal, phase: Phase): void {
		this.#voice.refuse(refusal, phase);
		this.end();
	}

	#resume(next: () => void): void {
		this.#busy = false;
		if (this.#closing) return;
		this.#since = this.#options.clock.monotonicMs();
		this.#safely(() => {
			next();
			this.#pump();
		});
	}

	/** A fault of ours ends this session, with a temporary reply, and no other. */
	#safely(work: () => void): void {
		try {
			work();
		} catch (error) {
			this.#refuseAndEnd(this.#unexpected("a session", error), "any");
		}
	}

	readonly #unexpected = (during: string, error: unknown): Refusal =>
		this.#options.reception.fault(`answering about ${during}`, error);

	#startTls(ready: Reply): void {
		const context = this.#options.tls?.context();
		if (context === undefined || this.#reader.pendingBytes > 0) {
			// RFC 3207 §6: commands put there by somebody in the middle would be taken for the client's own.
			this.conduct.fault(found("talks-too-soon", "starttls", {}), "any");
			return this.end();
		}
		this.#voice.say(ready);
		this.#voice.flush(this.#socket);
		this.#greeted = false;
		this.#handshaking = true;
		this.#since = this.#options.clock.monotonicMs();
		this.#socket = takenOver(this.#socket, context, (secure) => {
			this.#tls = tlsFacts(secure);
			this.#voice.transcript.note(`TLS is on: ${this.#tls.version} ${this.#tls.cipher}`);
			this.#machine.tlsStarted();
			this.#submission?.greeted("", this.#tls);
			this.#handshaking = false;
			this.#greeted = true;
			this.#safely(() => this.#pump());
		});
		this.#listen();
	}

	end(): void {
		if (this.#closing) return;
		this.#voice.flush(this.#socket);
		this.#closing = true;
		this.#socket.end();
		// A client that never closes its side is not waited for.
		this.#farewell = this.#options.clock.after(GOODBYE_MS, () => this.#socket.destroy());
	}

	#gone(): void {
		this.#closing = true;
		this.#farewell?.cancel();
		this.#submission?.ended();
		this.#submission = undefined;
		this.onGone();
	}

	/** Set by the listener. */
	onGone: () => void = () => {};
}
