/**
 * Failed log-ins, and whose log-ins are blocked for them (docs/decisions/0013-log-in-blocks.md).
 *
 * Nobody is blocked for what others did elsewhere: a block is on a network (IPv4 address, IPv6 /64), or on one
 * username at one network, and only failures from that network begin it. Where a user has logged in before, only
 * failures of that user itself count. Guessing at one username from many places puts it on guard: then a network
 * that has never logged in as it has one try instead of several. Who has not failed still gets in.
 */

import { networkOf } from "../../rfc/address/network.ts";
import type { Instant } from "../../terms/clock.ts";
import type { Limits } from "../../terms/limits.ts";
import { KnownNetworks } from "./known-networks.ts";
import { Offenders } from "./offenders.ts";

export type LoginLimits = Pick<
	Limits,
	"failedLoginsPerAddress" | "failedLoginsPerUser" | "loginWindowMs" | "loginBlockMs" | "longestLoginBlockMs"
>;

/** Tries that a network has at a username on guard. */
const TRIES_ON_GUARD = 1;
/** Names are generated and short; what is longer is nobody's, and is not worth memory. */
const LONGEST_USERNAME = 100;

export class LoginGuard {
	readonly #limits: LoginLimits;
	readonly #networks: Offenders;
	/** A username at a network. */
	readonly #pairs: Offenders;
	/** A username that is "blocked" here is on guard. */
	readonly #usernames: Offenders;
	readonly #known = new KnownNetworks();
	#failures = 0;

	constructor(limits: LoginLimits) {
		this.#limits = limits;
		const { loginWindowMs: windowMs, loginBlockMs: blockMs, longestLoginBlockMs } = limits;
		const rule = { windowMs, blockMs, longestBlockMs: Math.max(blockMs, longestLoginBlockMs) };
		this.#networks = new Offenders(rule);
		this.#pairs = new Offenders(rule);
		this.#usernames = new Offenders(rule);
	}

	/** Milliseconds for which this log-in is blocked; 0 when it is not. */
	blockedMs(address: string, username: string, now: Instant): number {
		const network = networkOf(address);
		const name = shortened(username);
		const ofPair = this.#pairs.blockedMs(pairOf(network, name), now);
		if (this.#known.has(name, network, now)) return ofPair;
		return Math.max(ofPair, this.#networks.blockedMs(network, now));
	}

	failed(address: string, username: string, now: Instant): void {
		this.#failures++;
		const network = networkOf(address);
		const name = shortened(username);
		const { failedLoginsPerAddress, failedLoginsPerUser } = this.#limits;
		if (this.#known.has(name, network, now))
			return this.#pairs.failed(pairOf(network, name), failedLoginsPerAddress, now);
		const onGuard = this.#usernames.blockedMs(name, now) > 0;
		this.#pairs.failed(pairOf(network, name), onGuard ? TRIES_ON_GUARD : failedLoginsPerAddress, now);
		this.#networks.failed(network, failedLoginsPerAddress, now);
		this.#usernames.failed(name, failedLoginsPerUser, now);
	}

	/**
	 * The network is known for this user from now on, and what failed for it here is forgiven. What the network
	 * failed at otherwise is not: else one good account would be a licence to guess at others.
	 */
	succeeded(address: string, username: string, now: Instant): void {
		const network = networkOf(address);
		const name = shortened(username);
		this.#known.add(name, network, now);
		this.#pairs.forgive(pairOf(network, name));
	}

	/** Networks that this username is blocked at, for its owner. */
	blocksOf(username: string, now: Instant): readonly { readonly network: string; readonly until: Instant }[] {
		const blocks: { network: string; until: Instant }[] = [];
		for (const [pair, until] of this.#pairs.blocked(now)) {
			const space = pair.indexOf(" ");
			if (pair.slice(space + 1) === username) blocks.push({ network: pair.slice(0, space), until });
		}
		return blocks;
	}

	/** Until when strangers have one try at this username; null when it is not on guard. */
	onGuardUntil(username: string, now: Instant): Instant | null {
		const blockedMs = this.#usernames.blockedMs(username, now);
		return blockedMs === 0 ? null : now + blockedMs;
	}

	/** For metrics. Walks everything. */
	now(now: Instant) {
		return {
			failures: this.#failures,
			blockedNetworks: this.#networks.blockedCount(now),
			blockedUsersAtNetworks: this.#pairs.blockedCount(now),
			usernamesOnGuard: this.#usernames.blockedCount(now),
			remembered: this.#networks.size + this.#pairs.size + this.#usernames.size + this.#known.size,
		};
	}
}

/** A network holds no space, so that the two can be told apart whatever a username holds. */
const pairOf = (network: string, username: string): string => `${network} ${username}`;

const shortened = (username: string): string => (username.length > LONGEST_USERNAME ? "" : username);
