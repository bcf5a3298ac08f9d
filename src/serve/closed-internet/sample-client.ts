/**
 * An application of the closed internet: hands a message to a submission door as any program does, with STARTTLS and a
 * log-in, and keeps what both sides said.
 *
 * RFC 5321 §3.3, RFC 3207 (STARTTLS), RFC 4616 (PLAIN), RFC 2920 (pipelining).
 */

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { DotStuffer } from "../../rfc/smtp/client/dot-stuffing.ts";
import { ReplyReader } from "../../rfc/smtp/client/reply-reader.ts";
import type { Reply } from "../../rfc/smtp/reply.ts";

export interface Submission {
	readonly host: string;
	readonly port: number;
	readonly username: string;
	readonly password: string;
}

export interface SampleMail {
	readonly from: string;
	readonly to: readonly string[];
	/** Announced by SIZE; the content is not sent when MAIL is refused. Default: not announced. */
	readonly declaredBytes?: number;
	readonly content: Buffer;
}

export interface Said {
	readonly who: "client" | "server";
	readonly line: string;
}

/** What was said, with secrets and content left out. */
export interface Conversation {
	readonly said: readonly Said[];
	/** Recipients that the server took on for good. */
	readonly accepted: number;
}

const PATIENCE_MS = 15_000;

/** Rejects when the door cannot be reached or does not speak SMTP. */
export async function submit(door: Submission, mail: SampleMail): Promise<Conversation> {
	const line = new Line(connect(door.port, door.host));
	try {
		await line.reply();
		await line.say("EHLO app.shop.example");
		await line.say("STARTTLS");
		await line.secure();
		await line.say("EHLO app.shop.example");
		const secret = Buffer.from(`\0${door.username}\0${door.password}`).toString("base64");
		await line.say(`AUTH PLAIN ${secret}`, "AUTH PLAIN ***");
		const accepted = await handIn(line, mail);
		await line.say("QUIT");
		return { said: line.said, accepted };
	} finally {
		line.close();
	}
}

async function handIn(line: Line, { from, to, declaredBytes, content }: SampleMail): Promise<number> {
	const size = declaredBytes === undefined ? "" : ` SIZE=${declaredBytes}`;
	if (!isPositive(await line.say(`MAIL FROM:<${from}>${size}`))) return 0;
	const answers = await line.sayAll(to.map((address) => `RCPT TO:<${address}>`));
	const taken = answers.filter(isPositive).length;
	if (taken === 0) return 0;
	if ((await line.say("DATA")).code !== 354) return 0;
	const stuffer = new DotStuffer();
	line.write(
		Buffer.concat([stuffer.write(content), Buffer.from(stuffer.end())]),
		`(${content.length} octets)`,
	);
	return isPositive(await line.reply()) ? taken : 0;
}

const isPositive = ({ code }: Reply): boolean => code >= 200 && code < 300;

/** One connection: lines out, replies in. */
class Line {
	readonly said: Said[] = [];
	#socket: Socket;
	#reader = new ReplyReader();

	constructor(socket: Socket) {
		this.#socket = this.#watched(socket);
	}

	async say(command: string, shown = command): Promise<Reply> {
		this.write(`${command}\r\n`, shown);
		return this.reply();
	}

	/** Commands in one go, then their replies. */
	async sayAll(commands: readonly string[]): Promise<readonly Reply[]> {
		for (const command of commands) this.write(`${command}\r\n`, command);
		const replies: Reply[] = [];
		while (replies.length < commands.length) replies.push(await this.reply());
		return replies;
	}

	write(octets: string | Buffer, shown: string): void {
		this.said.push({ who: "client", line: shown });
		this.#socket.write(octets);
	}

	async reply(): Promise<Reply> {
		for (;;) {
			const reply = this.#reader.next();
			if (reply === "malformed") throw new Error("The submission door does not speak SMTP");
			if (reply !== undefined) {
				this.#heard(reply);
				return reply;
			}
			const [octets] = (await once(this.#socket, "data")) as [Buffer];
			this.#reader.push(octets);
		}
	}

	/** The door's certificate is nobody's in try mode, and the door is on this machine. */
	async secure(): Promise<void> {
		const secured = connectTls({ socket: this.#socket, rejectUnauthorized: false });
		await once(secured, "secureConnect");
		this.#reader = new ReplyReader();
		this.#socket = this.#watched(secured);
	}

	close(): void {
		this.#socket.destroy();
	}

	/** Whoever waits for data hears of an end, of an error and of silence as an error. */
	#watched(socket: Socket): Socket {
		const end = (why: string) => () => socket.destroy(new Error(why));
		socket.once("end", end("The submission door closed the connection"));
		socket.setTimeout(PATIENCE_MS, end("The submission door says nothing"));
		socket.on("error", () => undefined);
		return socket;
	}

	#heard({ code, enhanced, lines }: Reply): void {
		const prefix = enhanced === undefined ? "" : `${enhanced} `;
		for (const [i, text] of lines.entries())
			this.said.push({ who: "server", line: `${code}${i < lines.length - 1 ? "-" : " "}${prefix}${text}` });
	}
}
