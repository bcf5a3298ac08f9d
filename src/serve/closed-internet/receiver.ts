/**
 * The mail server of the closed internet: everything that try mode relays arrives here. It speaks real SMTP with
 * STARTTLS on loopback, and puts what it accepts into the mailbox.
 */

import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import { faultReply } from "../../rfc/smtp/faults.ts";
import { formatReply, type Reply } from "../../rfc/smtp/reply.ts";
import { ContentScanner } from "../../rfc/smtp/session/content.ts";
import { LineReader } from "../../rfc/smtp/session/line-reader.ts";
import { type Output, type Question, SmtpServerSession } from "../../rfc/smtp/session/session.ts";
import { type Behaviour, Behaviours } from "./behaviour.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Reporter } from "./reporter.ts";

export interface Receiver {
	readonly host: string;
	readonly port: number;
	close(): Promise<void>;
}

export interface ReceiverOptions {
	readonly host: string;
	readonly port: number;
	readonly mailbox: Mailbox;
	readonly tls: { context(): SecureContext } | null;
	readonly reporter: Reporter;
}

const HOSTNAME = "mx.client.example";
const MESSAGE_BYTES = 64 * 1024 * 1024;
const IDLE_MS = 5 * 60_000;

export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
	const behaviours = new Behaviours();
	const open = new Set<Socket>();
	const server = createServer({ noDelay: true }, (socket) => {
		open.add(socket);
		socket.on("close", () => open.delete(socket));
		new Session(socket, options, behaviours).greet();
	});
	server.listen(options.port, options.host);
	await once(server, "listening");
	return {
		host: options.host,
		port: (server.address() as AddressInfo).port,
		async close() {
			for (const socket of open) socket.destroy();
			server.close();
			await once(server, "close");
		},
	};
}

/** A recipient that was accepted. */
interface Taken {
	readonly address: string;
	readonly originalRecipient: string | null;
	readonly behaviour: Behaviour;
}

/** Content that is arriving; `leftBytes` is null until the dot line, or what is left of a chunk. */
interface Incoming {
	readonly scanner: ContentScanner;
	readonly pieces: Buffer[];
	leftBytes: number | null;
}

class Session {
	#socket: Socket;
	readonly #options: ReceiverOptions;
	readonly #behaviours: Behaviours;
	readonly #machine: SmtpServerSession;
	readonly #reader = new LineReader();
	#from = "";
	#to: Taken[] = [];
	#content: Incoming | undefined;
	#chunk = { bytes: 0, last: false, keep: true };
	#waiting = false;

	constructor(socket: Socket, options: ReceiverOptions, behaviours: Behaviours) {
		this.#socket = socket;
		this.#options = options;
		this.#behaviours = behaviours;
		this.#machine = new SmtpServerSession({
			hostname: HOSTNAME,
			messageBytes: MESSAGE_BYTES,
			tlsAvailable: options.tls !== null,
			offersAuth: false,
			authNeedsTls: true,
		});
	}

	greet(): void {
		this.#listen();
		this.#say({ code: 220, lines: [`${HOSTNAME} ESMTP, the closed internet`] });
	}

	#listen(): void {
		const socket = this.#socket;
		socket.setTimeout(IDLE_MS, () => socket.destroy());
		socket.on("error", () => socket.destroy());
		socket.on("data", (chunk: Buffer) => {
			this.#reader.add(chunk);
			this.#pump();
		});
	}

	#pump(): void {
		while (!this.#waiting && !this.#socket.destroyed) {
			if (this.#content !== undefined) {
				if (!this.#take(this.#content)) return;
				continue;
			}
			const line = this.#reader.next(this.#machine.lineLimitBytes);
			if (line === undefined) return;
			if (line.kind === "line") this.#do(this.#machine.line(line.octets.toString("utf8")));
			else if (line.kind === "too-long") this.#do(this.#machine.lineTooLong());
			else this.#do(this.#machine.lineUnclean());
		}
	}

	#do(outputs: readonly Output[]): void {
		for (const output of outputs) this.#perform(output);
	}

	#perform(output: Output): void {
		switch (output.kind) {
			case "reply":
				return this.#say(output.reply);
			case "fault":
				return this.#say(faultReply(output.fault));
			case "ask":
				return this.#do(this.#machine.answer(this.#answer(output.question)));
			case "greeted":
				return;
			case "reset":
				this.#to = [];
				return;
			case "start-tls":
				return this.#startTls(output.reply);
			case "content":
				this.#content = { scanner: new ContentScanner("dot-stuffed"), pieces: [], leftBytes: null };
				return;
			case "chunk":
				this.#chunk = output;
				this.#content ??= { scanner: new ContentScanner("counted"), pieces: [], leftBytes: 0 };
				this.#content.leftBytes = output.bytes;
				return;
			case "close":
				this.#socket.end();
				return;
			default:
				return output satisfies never;
		}
	}

	#answer(question: Question): Reply | undefined {
		switch (question.about) {
			case "reverse-path":
				this.#from = question.arguments.path;
				this.#to = [];
				return undefined;
			case "recipient": {
				const address = question.arguments.path;
				const behaviour = this.#behaviours.of(address);
				const { originalRecipient } = question.arguments;
				if (behaviour.rcpt === undefined) this.#to.push({ address, originalRecipient, behaviour });
				return behaviour.rcpt;
			}
			case "content":
			case "credentials":
			case "authentication":
				return undefined;
			default:
				return question satisfies never;
		}
	}

	/** False when more octets are needed. */
	#take(content: Incoming): boolean {
		const octets = this.#reader.rest();
		if (content.leftBytes === null) {
			if (octets.length === 0) return false;
			const { content: own, rest } = content.scanner.scan(octets);
			content.pieces.push(own);
			if (rest === null) return false;
			this.#reader.add(rest);
			this.#content = undefined;
			this.#received(content.pieces, (reply) => this.#machine.contentEnded(reply));
			return true;
		}
		const own = octets.subarray(0, content.leftBytes);
		content.leftBytes -= own.length;
		if (this.#chunk.keep) content.pieces.push(own);
		if (content.leftBytes > 0) return false;
		this.#reader.add(octets.subarray(own.length));
		this.#content = this.#chunk.last || !this.#chunk.keep ? undefined : content;
		const { bytes } = this.#chunk;
		if (this.#chunk.last && this.#chunk.keep)
			this.#received(content.pieces, (reply) => this.#machine.chunkEnded(bytes, reply));
		else this.#do(this.#machine.chunkEnded(bytes, undefined));
		return true;
	}

	#received(pieces: readonly Buffer[], ended: (reply: Reply) => readonly Output[]): void {
		const to = this.#to;
		this.#to = [];
		if (to.some(({ behaviour }) => behaviour.disconnects)) return void this.#socket.destroy();
		const refusal = to.find(({ behaviour }) => behaviour.content !== undefined)?.behaviour.content;
		const answer = (): void => {
			if (refusal === undefined) this.#keep(pieces, to);
			this.#do(ended(refusal ?? { code: 250, enhanced: "2.0.0", lines: ["Received"] }));
		};
		const delayMs = Math.max(0, ...to.map(({ behaviour }) => behaviour.delayMs ?? 0));
		if (delayMs === 0) return answer();
		this.#waiting = true;
		setTimeout(() => {
			this.#waiting = false;
			answer();
			this.#pump();
		}, delayMs).unref();
	}

	#keep(pieces: readonly Buffer[], taken: readonly Taken[]): void {
		const { mailbox, reporter } = this.#options;
		const tls = this.#socket instanceof TLSSocket ? this.#socket.getProtocol() : null;
		const content = Buffer.concat(pieces);
		const to = taken.map(({ address }) => address);
		mailbox.add({ from: this.#from, to, tls }, content, new Date());
		for (const { address: recipient, originalRecipient, behaviour } of taken) {
			if (behaviour.reports === undefined) continue;
			reporter.later({ kind: behaviour.reports, to: this.#from, recipient, originalRecipient, content });
		}
	}

	#startTls(ready: Reply): void {
		const context = this.#options.tls?.context();
		if (context === undefined || this.#reader.pendingBytes > 0) return void this.#socket.destroy();
		this.#say(ready);
		const plain = this.#socket;
		plain.removeAllListeners("data");
		this.#socket = new TLSSocket(plain, { isServer: true, secureContext: context });
		this.#socket.once("secure", () => this.#machine.tlsStarted());
		this.#listen();
	}

	#say(reply: Reply): void {
		if (!this.#socket.destroyed) this.#socket.write(formatReply(reply));
	}
}
