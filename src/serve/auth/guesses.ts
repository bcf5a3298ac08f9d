/** Who a call guesses at, and what the guard is told of how it ended. */

import { networkOf } from "../../rfc/address/network.ts";
import { COOKIE_PREFIX } from "./names.ts";
import type { Route } from "./routes.ts";

/** Calls at once that hash a password or compare a code, and those of one network. */
const AT_ONCE = { all: 24, network: 5 } as const;
/** Sign-ins that wait for their second factor. */
const CHALLENGES = 10_000;

const CHALLENGE_COOKIE = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE_PREFIX}\\.two_factor=([^;]{1,500})`);

/** Those under way: a burst must not be through before the first of it has failed. */
export class UnderWay {
	readonly #networks = new Map<string, number>();
	#all = 0;

	/** Undefined when there is no room now; else what ends it. */
	enter(address: string): (() => void) | undefined {
		const network = networkOf(address);
		const here = this.#networks.get(network) ?? 0;
		if (this.#all >= AT_ONCE.all || here >= AT_ONCE.network) return undefined;
		this.#all++;
		this.#networks.set(network, here + 1);
		return () => {
			this.#all--;
			const left = (this.#networks.get(network) ?? 1) - 1;
			if (left === 0) this.#networks.delete(network);
			else this.#networks.set(network, left);
		};
	}
}

/** Whose password was right, by the cookie that asks for the second factor. */
export class Challenges {
	readonly #emails = new Map<string, string>();

	note(setCookies: readonly string[], email: string): void {
		for (const cookie of setCookies) {
			const value = CHALLENGE_COOKIE.exec(cookie.split(";")[0] ?? "")?.[1];
			if (value === undefined || value === "") continue;
			this.#emails.set(value, email);
			if (this.#emails.size > CHALLENGES) this.#emails.delete(this.#emails.keys().next().value as string);
		}
	}

	/** Empty when it is not known any more: then strangers share one count. */
	emailOf(headers: Headers): string {
		const value = CHALLENGE_COOKIE.exec(headers.get("cookie") ?? "")?.[1];
		return (value === undefined ? undefined : this.#emails.get(value)) ?? "";
	}
}

/** What the guard counts by: each kind of guess apart, so that mails that are asked for block no password. */
export function guessed({ guesses }: Route, email: string): string | undefined {
	switch (guesses) {
		case undefined:
			return undefined;
		case "password":
		case "own password":
			return email;
		default:
			return `${guesses}: ${email}`;
	}
}

/** Codes of better-auth that say that what was guessed is wrong. */
const WRONG = new Set(["INVALID_PASSWORD", "INVALID_CODE", "INVALID_BACKUP_CODE", "INVALID_TOKEN"]);

/** How an answer counts. Nothing is counted of what was no guess. */
export function outcomeOf(route: Route, status: number, code: unknown): "right" | "wrong" | "neither" {
	if (route.guesses === "mail") return "wrong"; // each mail counts, or anybody could fill a mailbox
	if (status < 300) return "right";
	const isRefused = route.guesses === "password" || route.guesses === "second factor";
	return (isRefused && status === 401) || (typeof code === "string" && WRONG.has(code)) ? "wrong" : "neither";
}

/** All that the guard knows one person by. */
export const namesOf = (email: string): readonly string[] => [email, `second factor: ${email}`];
