/**
 * Connections at once, from the moment that TCP accepts one: for the whole service, and a fair share of it for each
 * network (IPv4 address, IPv6 /64).
 *
 * The share is a quarter of what is free, and shrinks as the service fills up: whoever comes first cannot take
 * everything, and who holds nothing yet gets in as long as a single place is free. (Switches share their buffers
 * like this: A. K. Choudhury and E. L. Hahne, "Dynamic queue length thresholds", 1998.)
 */

import { networkOf } from "../../rfc/address/network.ts";
import type { Limits } from "../../terms/limits.ts";
import { SessionCounter } from "./sessions.ts";

/** One over the part of the free places that one network may hold. */
const SHARES = 4;

export interface TooManyConnections {
	readonly scope: "address" | "service";
	readonly limit: number;
}

/** A connection that is counted until it leaves. */
export interface Place {
	/** Whose it is: known at once, or when a proxy has said so. The connection stays counted when it is too many. */
	identify(address: string): TooManyConnections | undefined;
	/** Counts once, however often it is called. */
	leave(): void;
}

export class Places {
	readonly #limits: Pick<Limits, "connections" | "sessionsPerAddress">;
	readonly networks = new SessionCounter();
	#open = 0;

	constructor(limits: Pick<Limits, "connections" | "sessionsPerAddress">) {
		this.#limits = limits;
	}

	arrive(): Place | TooManyConnections {
		const { connections } = this.#limits;
		if (this.#open >= connections) return { scope: "service", limit: connections };
		this.#open++;
		let network: string | undefined;
		let here = true;
		return {
			identify: (address) => {
				const key = networkOf(address);
				const limit = this.#limitNow();
				if (!this.networks.enter(key, limit)) return { scope: "address", limit };
				network = key;
				return undefined;
			},
			leave: () => {
				if (!here) return;
				here = false;
				this.#open--;
				if (network !== undefined) this.networks.leave(network);
			},
		};
	}

	/** Connections now. */
	get open(): number {
		return this.#open;
	}

	/** The newcomer has its own place already: one is always allowed. */
	#limitNow(): number {
		const { connections, sessionsPerAddress } = this.#limits;
		const share = Math.max(1, Math.floor((connections - this.#open) / SHARES));
		return Math.min(sessionsPerAddress, share);
	}
}
