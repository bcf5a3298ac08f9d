/** A client that speaks SMTP as an application would; an empty answer means that the connection is gone. */

import { RawClient } from "./raw-client.ts";
import type { Service } from "./service.ts";

export interface Login {
	readonly username: string;
	readonly password: string;
}

interface Place {
	readonly host: string;
	readonly port: number;
}

/** As much of a service as its submission door. */
export interface SubmissionPlace {
	readonly ready: { readonly submission: Place };
}

export class SmtpClient {
	readonly #raw: RawClient;

	private constructor(raw: RawClient) {
		this.#raw = raw;
	}

	/** Connects; the greeting is still to be heard. */
	static async at({ host, port }: Place): Promise<SmtpClient> {
		return new SmtpClient(await RawClient.to(port, host));
	}

	/** Connects and reads the greeting. */
	static async open(place: Place): Promise<SmtpClient> {
		const client = await SmtpClient.at(place);
		if ((await client.hear()) === "") throw new Error("the service closed before its greeting");
		return client;
	}

	/** At the submission door in clear, EHLO said. */
	static async inClear(service: SubmissionPlace): Promise<SmtpClient> {
		const client = await SmtpClient.open(service.ready.submission);
		await client.say("EHLO client.example");
		return client;
	}

	/** Under TLS, EHLO said, nobody logged in. */
	static async underTls(service: SubmissionPlace): Promise<SmtpClient> {
		const client = await SmtpClient.inClear(service);
		if (!(await client.say("STARTTLS")).startsWith("220")) throw new Error("no TLS");
		await client.#raw.secure();
		await client.say("EHLO client.example");
		return client;
	}

	/** By default as the user that try mode made. Rejects when the service goes away meanwhile. */
	static loggedIn(service: Service, login: Login = service.ready.demo): Promise<SmtpClient> {
		return SmtpClient.as(login, service);
	}

	static async as(login: Login, place: SubmissionPlace): Promise<SmtpClient> {
		const client = await SmtpClient.underTls(place);
		const answer = await client.logIn(login);
		if (!answer.startsWith("235")) throw new Error(`no log-in: ${answer}`);
		return client;
	}

	logIn({ username, password }: Login): Promise<string> {
		return this.say(`AUTH PLAIN ${Buffer.from(`\0${username}\0${password}`).toString("base64")}`);
	}

	/** Says a command; gives the lines of the reply. */
	say(command: string): Promise<string> {
		this.write(`${command}\r\n`);
		return this.hear();
	}

	/** Octets, as they are. */
	write(octets: string | Buffer): void {
		this.#raw.send(octets);
	}

	/** The lines of the next reply, without asking for one. */
	async hear(): Promise<string> {
		return (await this.#raw.reply()).join("\n");
	}

	/** One message in one transaction; gives the reply to its content, or the first that refuses. */
	async send(from: string, to: readonly string[], content: string | Buffer): Promise<string> {
		for (const command of [`MAIL FROM:<${from}>`, ...to.map((address) => `RCPT TO:<${address}>`), "DATA"]) {
			const answer = await this.say(command);
			if (!/^[23]/.test(answer)) return answer;
		}
		this.write(content);
		return this.say(content.slice(-2).toString() === "\r\n" ? "." : "\r\n.");
	}

	destroy(): void {
		this.#raw.socket.destroy();
	}
}
