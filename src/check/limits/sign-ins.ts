/**
 * Failed sign-ins of people, and who has to wait for them (docs/decisions/0025-sign-in-blocks.md). As for log-ins of SMTP
 * users (logins.ts), with one difference: people choose their passwords, so guessing from many places is stopped too.
 * Strangers then wait; who signed in from that network before is asked for the password all the same.
 */

import { networkOf } from "../../rfc/address/network.ts";
import { HOUR, type Instant, MINUTE } from "../../terms/clock.ts";
import { KnownNetworks } from "./known-networks.ts";
import { Offenders } from "./offenders.ts";

/** Failures until each is blocked. */
const MOST = { pair: 10, network: 10, person: 50, all: 1_000 } as const;
const RULE = { windowMs: 10 * MINUTE, blockMs: MINUTE, longestBlockMs: HOUR } as const;
/** Short: everybody new waits for it. */
const RULE_FOR_ALL = { ...RULE, longestBlockMs: 5 * MINUTE } as const;
const ALL = "all";
const LONGEST_NAME = 254;

export class SignInGuard {
	readonly #pairs = new Offenders(RULE);
	readonly #networks = new Offenders(RULE);
	readonly #people = new Offenders(RULE);
	readonly #all = new Offenders(RULE_FOR_ALL);
	readonly #known = new KnownNetworks();
	#failures = 0;

	/** Milliseconds for which this person cannot sign in from there; 0 when nothing is in the way. */
	blockedMs(address: string, person: string, now: Instant): number {
		const network = networkOf(address);
		const name = nameOf(person);
		const ofPair = this.#pairs.blockedMs(`${network} ${name}`, now);
		if (this.#known.has(name, network, now)) return ofPair;
		return Math.max(
			ofPair,
			this.#networks.blockedMs(network, now),
			this.#people.blockedMs(name, now),
			this.#all.blockedMs(ALL, now),
		);
	}

	failed(address: string, person: string, now: Instant): void {
		this.#failures++;
		const network = networkOf(address);
		const name = nameOf(person);
		this.#pairs.failed(`${network} ${name}`, MOST.pair, now);
		if (this.#known.has(name, network, now)) return;
		this.#networks.failed(network, MOST.network, now);
		this.#people.failed(name, MOST.person, now);
		this.#all.failed(ALL, MOST.all, now);
	}

	/** The network is known for this person from now on. What it failed at otherwise is not forgiven. */
	succeeded(address: string, person: string, now: Instant): void {
		const network = networkOf(address);
		const name = nameOf(person);
		this.#known.add(name, network, now);
		this.#pairs.forgive(`${network} ${name}`);
	}

	/** For metrics. */
	now(now: Instant) {
		return {
			failures: this.#failures,
			blockedNetworks: this.#networks.blockedCount(now),
			peopleOnGuard: this.#people.blockedCount(now),
		};
	}
}

/** Addresses are compared in lower case. What is too long is nobody's, and is not worth memory. */
const nameOf = (person: string): string => (person.length > LONGEST_NAME ? "" : person.toLowerCase());
