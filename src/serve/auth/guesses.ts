/** Who a call guesses at, and what the guard is told of how it ended. */

import { networkOf } from "../../rfc/address/network.ts";
import { type Instant, MINUTE } from "../../terms/clock.ts";
import { COOKIE_PREFIX } from "./names.ts";
import type { Route } from "./routes.ts";

/** Calls at once that hash a password or compare a code, and those of one network. */
const AT_ONCE = { all: 24, network: 5 } as const;
/** Sign-ins that wait for their second factor. */
const CHALLENGES = 10_000;

/** As leniently as whoever reads it next: a cookie that is missed here would be counted for somebody else. */
const CHALLENGE_COOKIE = new RegExp(
	`(?:^|;)\\s*(?:__Secure-)?${COOKIE_PREFIX}\\.two_factor\\s*=\\s*([^;]*)`,
	"g",
);
/** Codes that are remembered, and for how long: no code is taken for more than a window before and after its own. */
const CODES = 10_000;
const CODE_MS = 2 * MINUTE;

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
			const value = challengeIn(cookie.split(";")[0] ?? "");
			if (value === undefined || value === "") continue;
			this.#emails.set(value, email);
			if (this.#emails.size > CHALLENGES) this.#emails.delete(this.#emails.keys().next().value as string);
		}
	}

	/** Empty when it is not known, or any more: then strangers share one count. */
	emailOf(headers: Headers): string {
		const value = challengeIn(headers.get("cookie") ?? "");
		return (value === undefined ? undefined : this.#emails.get(value)) ?? "";
	}
}

/** Of two, only one would be looked at, and the other one be counted. */
function challengeIn(cookies: string): string | undefined {
	const [only, ...others] = cookies.matchAll(CHALLENGE_COOKIE);
	return others.length === 0 ? only?.[1] : undefined;
}

/** Codes of authenticators that signed somebody in, which each does once. RFC 6238 §5.2. */
export class UsedCodes {
	readonly #takenAt = new Map<string, Instant>();

	/** False where it was taken before, also by a call that is still under way. */
	take(email: string, code: string, now: Instant): boolean {
		const name = `${email} ${code}`;
		const takenAt = this.#takenAt.get(name);
		if (takenAt !== undefined && now - takenAt < CODE_MS) return false;
		this.#takenAt.delete(name);
		this.#takenAt.set(name, now);
		if (this.#takenAt.size > CODES) this.#takenAt.delete(this.#takenAt.keys().next().value as string);
		return true;
	}

	/** It signed nobody in. */
	giveBack(email: string, code: string): void {
		this.#takenAt.delete(`${email} ${code}`);
	}
}

/** What the guard counts by: each kind of guess apart, so that mails that are asked for block no password. */
export function guessed(guesses: Route["guesses"], email: string): string | undefined {
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
