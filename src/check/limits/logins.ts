/**
 * Failed log-ins. An address with too many failures is blocked; so is a username that strangers guess at, but
 * never for an address that has logged in as that user before: otherwise anybody could lock a customer out.
 */

import type { Instant } from "../../terms/clock.ts";
import type { Limits } from "../../terms/limits.ts";
import { networkOf } from "./network.ts";

const MOST_KEYS = 50_000;
/** How long a success keeps an address known for a user. */
const KNOWN_FOR_WINDOWS = 144;

interface Failures {
	count: number;
	since: Instant;
}

export class LoginGuard {
	readonly #limits: Pick<Limits, "failedLoginsPerAddress" | "failedLoginsPerUser" | "loginWindowMs">;
	readonly #failures = new Map<string, Failures>();
	readonly #known = new Map<string, Instant>();

	constructor(limits: Pick<Limits, "failedLoginsPerAddress" | "failedLoginsPerUser" | "loginWindowMs">) {
		this.#limits = limits;
	}

	/** Milliseconds for which this log-in is blocked; 0 when it is not. */
	blockedMs(address: string, username: string, now: Instant): number {
		const network = networkOf(address);
		const byAddress = this.#blocked(`a ${network}`, this.#limits.failedLoginsPerAddress, now);
		if (byAddress > 0 || this.#isKnown(network, username, now)) return byAddress;
		return this.#blocked(`u ${username}`, this.#limits.failedLoginsPerUser, now);
	}

	failed(address: string, username: string, now: Instant): void {
		this.#count(`a ${networkOf(address)}`, now);
		this.#count(`u ${username}`, now);
	}

	succeeded(address: string, username: string, now: Instant): void {
		const key = `${networkOf(address)} ${username}`;
		this.#known.delete(key);
		this.#known.set(key, now);
		bound(this.#known);
	}

	#isKnown(network: string, username: string, now: Instant): boolean {
		const at = this.#known.get(`${network} ${username}`);
		return at !== undefined && now - at < KNOWN_FOR_WINDOWS * this.#limits.loginWindowMs;
	}

	#blocked(key: string, limit: number, now: Instant): number {
		const failures = this.#failures.get(key);
		if (failures === undefined || failures.count < limit) return 0;
		return Math.max(0, failures.since + this.#limits.loginWindowMs - now);
	}

	#count(key: string, now: Instant): void {
		const failures = this.#failures.get(key);
		const fresh = failures === undefined || now - failures.since >= this.#limits.loginWindowMs;
		this.#failures.delete(key);
		this.#failures.set(key, fresh ? { count: 1, since: now } : { ...failures, count: failures.count + 1 });
		bound(this.#failures);
	}
}

/** Forgets the oldest: a flood of addresses must not fill the memory. */
function bound(map: Map<string, unknown>): void {
	if (map.size <= MOST_KEYS) return;
	const oldest = map.keys().next();
	if (!oldest.done) map.delete(oldest.value);
}
