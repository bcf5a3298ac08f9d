/** A client in one session, and what it may ask of the service that it talks to. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RawClient } from "../../support/raw-client.ts";
import type { Service } from "../../support/service.ts";

export interface Login {
	readonly username: string;
	readonly password: string;
}

export interface Sender extends Login {
	readonly accountId: string;
	readonly domainId: string;
	readonly smtpUserId: string;
	/** The domain that it may send as. */
	readonly domain: string;
}

/** A reply as it was said, its lines joined. */
export type Said = string;

export class Guest {
	readonly #raw: RawClient;

	private constructor(raw: RawClient) {
		this.#raw = raw;
	}

	/** Connects; the greeting is still to be heard. */
	static async at(place: { readonly host: string; readonly port: number }): Promise<Guest> {
		return new Guest(await RawClient.to(place.port, place.host));
	}

	/** In clear, EHLO said. */
	static async inClear(service: Service): Promise<Guest> {
		const guest = await Guest.at(service.ready.submission);
		await guest.hear();
		await guest.say("EHLO client.example");
		return guest;
	}

	/** Under TLS, EHLO said, nobody logged in. */
	static async underTls(service: Service): Promise<Guest> {
		const guest = await Guest.inClear(service);
		await guest.say("STARTTLS");
		await guest.#raw.secure();
		await guest.say("EHLO client.example");
		return guest;
	}

	static async loggedIn(service: Service, login: Login = service.ready.demo): Promise<Guest> {
		const guest = await Guest.underTls(service);
		const said = await guest.logIn(login);
		if (!said.startsWith("235")) throw new Error(`no log-in: ${said}`);
		return guest;
	}

	logIn({ username, password }: Login): Promise<Said> {
		return this.say(`AUTH PLAIN ${Buffer.from(`\0${username}\0${password}`).toString("base64")}`);
	}

	async say(line: string): Promise<Said> {
		this.send(`${line}\r\n`);
		return this.hear();
	}

	/** Octets, as they are. */
	send(octets: string | Buffer): void {
		this.#raw.send(octets);
	}

	async hear(): Promise<Said> {
		return (await this.#raw.reply()).join("\n");
	}

	/** MAIL, RCPT and DATA that have to succeed, then the content; gives the reply to it. */
	async submit(from: string, to: string, content: string | Buffer): Promise<Said> {
		for (const line of [`MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, "DATA"]) {
			const said = await this.say(line);
			if (!/^[23]/.test(said)) return said;
		}
		this.send(content);
		this.send("\r\n.\r\n");
		return this.hear();
	}

	leave(): void {
		this.#raw.socket.destroy();
	}
}

/** The operator's side: the HTTP API with the key that lies in the data folder. */
export class Operator {
	readonly #service: Service;
	readonly #key: string;
	#made = 0;

	constructor(service: Service) {
		this.#service = service;
		this.#key = readFileSync(join(service.folder, "operator.key"), "utf8");
	}

	async ask<Body>(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object): Promise<Body> {
		const response = await fetch(`${this.#service.ready.http}/v1${path}`, {
			method,
			headers: { authorization: `Bearer ${this.#key}`, "content-type": "application/json" },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return (text === "" ? undefined : JSON.parse(text)) as Body;
	}

	/** An account of its own with a domain that is vouched for, unless it should not be, and an SMTP user. */
	async newSender({
		monthlyRecipients = 1_000,
		verified = true,
	}: {
		readonly monthlyRecipients?: number;
		readonly verified?: boolean;
	} = {}): Promise<Sender> {
		const domain = `sender${++this.#made}.example`;
		const account = await this.ask<{ id: string }>("POST", "/accounts", { name: domain, monthlyRecipients });
		const added = await this.ask<{ id: string }>("POST", "/domains", { accountId: account.id, name: domain });
		if (verified) await this.ask("POST", `/domains/${added.id}/verify`, { method: "vouch" });
		const user = await this.ask<Login & { id: string }>("POST", "/smtp-users", {
			domainId: added.id,
			name: "a",
		});
		return {
			username: user.username,
			password: user.password,
			accountId: account.id,
			domainId: added.id,
			smtpUserId: user.id,
			domain,
		};
	}
}
