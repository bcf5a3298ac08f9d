/** A browser as far as signing in needs one: it keeps cookies as RFC 6265 says, and tells where its page is from. */

import type { Json } from "./json.ts";

interface Cookie {
	readonly value: string;
	readonly attributes: ReadonlyMap<string, string>;
}

export interface Answered {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Json;
}

export class Browser {
	readonly #url: string;
	readonly cookies = new Map<string, Cookie>();

	constructor(url: string) {
		this.#url = url;
	}

	get(path: string): Promise<Answered> {
		return this.ask("GET", path);
	}

	post(path: string, body: object = {}): Promise<Answered> {
		return this.ask("POST", path, body);
	}

	async ask(
		method: string,
		path: string,
		body?: object,
		headers: Readonly<Record<string, string>> = {},
	): Promise<Answered> {
		const response = await fetch(new URL(path, this.#url), {
			method,
			redirect: "manual",
			headers: {
				...(this.cookies.size === 0 ? {} : { cookie: this.#cookieField() }),
				...(method === "GET" ? {} : { origin: new URL(this.#url).origin }),
				...(body === undefined ? {} : { "content-type": "application/json" }),
				...headers,
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		for (const field of response.headers.getSetCookie()) this.#keep(field);
		const text = await response.text();
		const isJson = /json/.test(response.headers.get("content-type") ?? "");
		return {
			status: response.status,
			headers: response.headers,
			body: isJson && text !== "" ? JSON.parse(text) : text,
		};
	}

	#cookieField(): string {
		return [...this.cookies].map(([name, { value }]) => `${name}=${value}`).join("; ");
	}

	#keep(field: string): void {
		const [pair = "", ...rest] = field.split(";");
		const name = pair.slice(0, pair.indexOf("=")).trim();
		const attributes = new Map(
			rest.map((each) => {
				const [key = "", value = ""] = each.split("=");
				return [key.trim().toLowerCase(), value.trim()] as const;
			}),
		);
		if (attributes.get("max-age") === "0") this.cookies.delete(name);
		else this.cookies.set(name, { value: pair.slice(pair.indexOf("=") + 1), attributes });
	}
}
