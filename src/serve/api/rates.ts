/**
 * How many calls are answered, of each key and person, and of each address that has neither. Counted in windows of a
 * minute, in memory: what it keeps off is a program that runs away.
 *
 * draft-ietf-httpapi-ratelimit-headers-06 §5: RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset (seconds).
 */

import { networkOf } from "../../rfc/address/network.ts";
import type { Actor } from "../../terms/audit.ts";
import { type Instant, MINUTE } from "../../terms/clock.ts";
import { type ApiProblem, problem } from "./problem.ts";

/** Calls in a minute. */
export interface CallRates {
	readonly perAsker: number;
	/** Of an address without a key or a sign-in; IPv6 addresses count by their /64. */
	readonly perAddress: number;
}

export const defaultCallRates: CallRates = { perAsker: 1_200, perAddress: 300 };

export interface Counted {
	readonly headers: Readonly<Record<string, string>>;
	readonly refused: ApiProblem | undefined;
}

/** Askers that are remembered; strangers must not fill memory with addresses. */
const MOST_ASKERS = 20_000;

export class Rates {
	readonly #rates: CallRates;
	readonly #now: () => Instant;
	#counts = new Map<string, number>();
	#since = Number.NEGATIVE_INFINITY;

	constructor(rates: CallRates, now: () => Instant) {
		this.#rates = rates;
		this.#now = now;
	}

	/** `asker` is undefined for who has neither key nor sign-in. */
	count(asker: string | undefined, address: string): Counted {
		const now = this.#now();
		if (now - this.#since >= MINUTE || now < this.#since) {
			this.#counts = new Map();
			this.#since = now;
		}
		const limit = asker === undefined ? this.#rates.perAddress : this.#rates.perAsker;
		const name = asker ?? `address ${networkOf(address)}`;
		const known = this.#counts.get(name);
		// Who comes when there is no room for more is one of them all.
		const counted = known === undefined && this.#counts.size >= MOST_ASKERS ? "" : name;
		const calls = (this.#counts.get(counted) ?? 0) + 1;
		this.#counts.set(counted, calls);
		const resetMs = this.#since + MINUTE - now;
		return {
			headers: {
				"ratelimit-limit": String(limit),
				"ratelimit-remaining": String(Math.max(0, limit - calls)),
				"ratelimit-reset": String(Math.ceil(resetMs / 1_000)),
			},
			refused:
				calls <= limit
					? undefined
					: problem("too-many-calls", `More than ${limit} calls in a minute`, { retryAfterMs: resetMs }),
		};
	}
}

export const askerOf = ({ kind, id }: Actor): string => `${kind} ${id}`;
