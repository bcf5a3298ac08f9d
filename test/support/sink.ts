/**
 * A receiving mail server for tests. It keeps what it receives octet for octet and does what the local part of a
 * recipient says:
 *
 *     unknown-user@   550 5.1.1 to RCPT            drop-in-content@  breaks the connection while content arrives
 *     greylisted@     451 4.7.1 to RCPT            drop-after-dot@   takes the content and breaks the connection
 *     mailbox-full@   452 4.2.2 to RCPT            refused@          554 5.7.1 after the final dot
 *     goodbye@        421 4.3.2 to RCPT, closes    later@            451 4.3.0 after the final dot
 *
 * Everybody else exists.
 */

import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { generate } from "selfsigned";

export interface SinkOptions {
	readonly banner?: string;
	readonly pipelining?: boolean;
	readonly eightBitMime?: boolean;
	/** "broken" offers STARTTLS, agrees to it, and then speaks no TLS. */
	readonly tls?: "none" | "works" | "broken";
	/** Further lines of the reply to EHLO. */
	readonly offers?: readonly string[];
	/** RCPT beyond this are answered 452 4.5.3. */
	readonly mostRecipients?: number;
	/** AUTH PLAIN takes this user and password, and mail is taken from nobody else. */
	readonly login?: { readonly username: string; readonly password: string };
}

export interface SunkMessage {
	readonly from: string;
	readonly to: readonly string[];
	/** The content after dot-unstuffing, octet for octet. */
	readonly content: Buffer;
	readonly tls: boolean;
	/** Which connection it came by, from 1. */
	readonly connection: number;
}

export interface Sink {
	readonly port: number;
	readonly messages: SunkMessage[];
	/** Every command line, in order, of all connections. */
	readonly commands: string[];
	connections: number;
	/** Ends all connections without a word. */
	dropAll(): void;
	[Symbol.asyncDispose](): Promise<void>;
}

let certificate: Promise<{ readonly key: string; readonly cert: string }> | undefined;

async function selfSigned(): Promise<{ readonly key: string; readonly cert: string }> {
	const made = await generate([{ name: "commonName", value: "mx.client.example" }], { algorithm: "sha256" });
	return { key: made.private, cert: made.cert };
}

export async function startSink(options: SinkOptions = {}): Promise<Sink> {
	certificate ??= selfSigned();
	const context = options.tls === "works" ? createSecureContext(await certificate) : undefined;
	const sockets = new Set<Socket>();
	const server = createServer({ noDelay: true }, (socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
		sink.connections++;
		new Receiver(sink, options, context, socket).start();
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const sink: Sink = {
		port: (server.address() as AddressInfo).port,
		messages: [],
		commands: [],
		connections: 0,
		dropAll: () => {
			for (const socket of sockets) socket.destroy();
		},
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, "close");
		},
	};
	return sink;
}

class Receiver {
	readonly #sink: Sink;
	readonly #options: SinkOptions;
	readonly #context: ReturnType<typeof createSecureContext> | undefined;
	readonly #connection: number;
	#socket: Socket;
	#encrypted = false;
	#loggedIn = false;
	#held = Buffer.alloc(0);
	#inContent = false;
	#from: string | undefined;
	#to: string[] = [];

	constructor(
		sink: Sink,
		options: SinkOptions,
		context: ReturnType<typeof createSecureContext> | undefined,
		socket: Socket,
	) {
		this.#sink = sink;
		this.#options = options;
		this.#context = context;
		this.#socket = socket;
		this.#connection = sink.connections;
	}

	start(): void {
		this.#listen();
		this.#say(this.#options.banner ?? "220 mx.client.example ESMTP");
	}

	#listen(): void {
		this.#socket.on("data", (octets: Buffer) => this.#receive(octets));
		this.#socket.on("error", () => {});
	}

	#say(line: string): void {
		this.#socket.write(`${line}\r\n`);
	}

	#receive(octets: Buffer): void {
		this.#held = Buffer.concat([this.#held, octets]);
		for (;;) {
			if (this.#inContent) {
				if (this.#has("drop-in-content")) return void this.#socket.destroy();
				const end = endOfContent(this.#held);
				if (end === undefined) return;
				const content = unstuffed(this.#held.subarray(0, end.contentBytes));
				this.#held = this.#held.subarray(end.nextAt);
				this.#inContent = false;
				this.#finish(content);
			} else {
				const end = this.#held.indexOf("\r\n");
				if (end < 0) return;
				const line = this.#held.toString("utf8", 0, end);
				this.#held = this.#held.subarray(end + 2);
				this.#sink.commands.push(line);
				if (!this.#command(line)) return;
			}
		}
	}

	/** False when nothing more is read on this socket. */
	#command(line: string): boolean {
		const verb = line.slice(0, 4).toUpperCase();
		if (verb === "EHLO") this.#greet();
		else if (verb === "HELO") this.#say("250 mx.client.example");
		else if (verb === "STAR") return this.#startTls();
		else if (verb === "AUTH") this.#say("334 ");
		else if (verb === "MAIL") this.#mail(line);
		else if (verb === "RCPT") this.#recipient(line);
		else if (verb === "DATA") this.#data();
		else if (verb === "RSET") this.#reset("250 2.0.0 OK");
		else if (verb === "QUIT") {
			this.#socket.end("221 2.0.0 Bye\r\n");
			return false;
		} else if (this.#options.login !== undefined && !this.#loggedIn) this.#logIn(line);
		else this.#say("502 5.5.1 Unknown command");
		return true;
	}

	#greet(): void {
		const { pipelining = true, eightBitMime = true, tls = "none", offers = [], login } = this.#options;
		const lines = ["mx.client.example", "SIZE 10485760", ...offers];
		if (pipelining) lines.push("PIPELINING");
		if (eightBitMime) lines.push("8BITMIME");
		if (tls !== "none" && !this.#encrypted) lines.push("STARTTLS");
		if (login !== undefined) lines.push("AUTH PLAIN");
		for (const [at, line] of lines.entries()) this.#say(`250${at < lines.length - 1 ? "-" : " "}${line}`);
	}

	#startTls(): boolean {
		if (this.#context === undefined) {
			this.#socket.end("220 2.0.0 Go ahead\r\nthis is no TLS\r\n");
			return false;
		}
		this.#say("220 2.0.0 Go ahead");
		this.#socket.removeAllListeners("data");
		this.#socket = new TLSSocket(this.#socket, { isServer: true, secureContext: this.#context });
		this.#encrypted = true;
		this.#listen();
		return false;
	}

	#logIn(line: string): void {
		const { username, password } = this.#options.login ?? { username: "", password: "" };
		this.#loggedIn = Buffer.from(line, "base64").toString() === `\0${username}\0${password}`;
		this.#say(this.#loggedIn ? "235 2.7.0 OK" : "535 5.7.8 Wrong");
	}

	#mail(line: string): void {
		if (this.#options.login !== undefined && !this.#loggedIn) return this.#say("530 5.7.0 Log in first");
		if (this.#from !== undefined) return this.#say("503 5.5.1 Nested MAIL");
		this.#from = pathIn(line);
		this.#say("250 2.1.0 OK");
	}

	#recipient(line: string): void {
		const address = pathIn(line);
		const refusal = REFUSALS[localPart(address)];
		if (this.#from === undefined) this.#say("503 5.5.1 MAIL first");
		else if (refusal !== undefined) {
			this.#say(refusal);
			if (refusal.startsWith("421")) this.#socket.end();
		} else if (this.#to.length >= (this.#options.mostRecipients ?? 1_000)) {
			this.#say("452 4.5.3 Too many recipients");
		} else {
			this.#to.push(address);
			this.#say("250 2.1.5 OK");
		}
	}

	#data(): void {
		if (this.#to.length === 0) return this.#say("554 5.5.1 No valid recipients");
		this.#inContent = true;
		this.#say("354 Go ahead");
	}

	#finish(content: Buffer): void {
		const envelope = {
			from: this.#from ?? "",
			to: this.#to,
			tls: this.#encrypted,
			connection: this.#connection,
		};
		if (this.#has("refused")) return this.#reset("554 5.7.1 Content refused");
		if (this.#has("later")) return this.#reset("451 4.3.0 Not now");
		this.#sink.messages.push({ ...envelope, content });
		if (this.#has("drop-after-dot")) return void this.#socket.destroy();
		this.#reset("250 2.0.0 Taken");
	}

	#reset(reply: string): void {
		this.#from = undefined;
		this.#to = [];
		this.#say(reply);
	}

	#has(local: string): boolean {
		return this.#to.some((address) => localPart(address) === local);
	}
}

const REFUSALS: Readonly<Record<string, string>> = {
	"unknown-user": "550 5.1.1 No such user here",
	greylisted: "451 4.7.1 Greylisted, try again in 5 minutes",
	"mailbox-full": "452 4.2.2 Mailbox full",
	goodbye: "421 4.3.2 Shutting down",
};

const pathIn = (line: string): string => line.slice(line.indexOf("<") + 1, line.lastIndexOf(">"));
const localPart = (address: string): string => address.slice(0, address.lastIndexOf("@"));

function endOfContent(held: Buffer): { contentBytes: number; nextAt: number } | undefined {
	if (held.subarray(0, 3).equals(Buffer.from(".\r\n"))) return { contentBytes: 0, nextAt: 3 };
	const end = held.indexOf("\r\n.\r\n");
	return end < 0 ? undefined : { contentBytes: end + 2, nextAt: end + 5 };
}

const unstuffed = (content: Buffer): Buffer =>
	Buffer.from(content.toString("latin1").replace(/(^|\r\n)\./g, "$1"), "latin1");
