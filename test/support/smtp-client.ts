/** A client that sends messages as an application would; an empty answer means that the connection is gone. */

import { RawClient } from "./raw-client.ts";
import type { Service } from "./service.ts";

export class SmtpClient {
	readonly #raw: RawClient;

	private constructor(raw: RawClient) {
		this.#raw = raw;
	}

	/** Connects and reads the greeting. */
	static async open(host: string, port: number): Promise<SmtpClient> {
		const client = new SmtpClient(await RawClient.to(port, host));
		if ((await client.#answer()) === "") throw new Error("the service closed before its greeting");
		return client;
	}

	/** Logged in under TLS as the user that try mode made. Rejects when the service goes away meanwhile. */
	static async demo(service: Service): Promise<SmtpClient> {
		const { submission, demo } = service.ready;
		const client = await SmtpClient.open(submission.host, submission.port);
		await client.say("EHLO client.example");
		if (!(await client.say("STARTTLS")).startsWith("220")) throw new Error("no TLS");
		await client.#raw.secure();
		await client.say("EHLO client.example");
		const secret = Buffer.from(`\0${demo.username}\0${demo.password}`).toString("base64");
		const answer = await client.say(`AUTH PLAIN ${secret}`);
		if (!answer.startsWith("235")) throw new Error(`no log-in: ${answer}`);
		return client;
	}

	/** Says a command; gives the lines of the reply. */
	async say(command: string): Promise<string> {
		this.#raw.send(`${command}\r\n`);
		return this.#answer();
	}

	/** One message in one transaction; gives the reply to its content, or the first that refuses. */
	async send(from: string, to: readonly string[], content: string): Promise<string> {
		for (const command of [`MAIL FROM:<${from}>`, ...to.map((address) => `RCPT TO:<${address}>`), "DATA"]) {
			const answer = await this.say(command);
			if (!/^[23]/.test(answer)) return answer;
		}
		return this.say(content.endsWith("\r\n") ? `${content}.` : `${content}\r\n.`);
	}

	destroy(): void {
		this.#raw.socket.destroy();
	}

	async #answer(): Promise<string> {
		return (await this.#raw.reply()).join("\n");
	}
}
