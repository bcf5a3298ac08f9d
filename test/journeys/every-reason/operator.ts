import type { Service } from "../../support/service.ts";
import { operatorKey } from "../../support/service-calls.ts";
import type { Login } from "../../support/smtp-client.ts";

export interface Sender extends Login {
	readonly accountId: string;
	readonly domainId: string;
	readonly smtpUserId: string;
	/** The domain that it may send as. */
	readonly domain: string;
}

export class Operator {
	readonly #service: Service;
	readonly #key: string;
	#made = 0;

	constructor(service: Service) {
		this.#service = service;
		this.#key = operatorKey(service);
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
