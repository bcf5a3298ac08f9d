/** Counts failed attempts by network, so that who tries keys is told to wait. */

import { networkOf } from "../rfc/address/network.ts";
import { type Clock, type Instant, MINUTE } from "../terms/clock.ts";
import { leastRecent } from "./least-recent.ts";

export interface Failures {
	note(address: string): void;
	/** Milliseconds for which this network has to wait; 0: none. */
	blockedMs(address: string): number;
}

/** A key has 130 random bits: this only keeps the noise down, so it is generous to mistyped scripts. */
const MOST_FAILURES = 20;
const WINDOW_MS = 10 * MINUTE;
const NETWORKS = 10_000;

export function createFailures(clock: Clock): Failures {
	const counts = leastRecent<string, { readonly since: Instant; count: number }>(NETWORKS);
	const current = (network: string): { readonly since: Instant; count: number } | undefined => {
		const entry = counts.get(network);
		return entry !== undefined && clock.monotonicMs() - entry.since < WINDOW_MS ? entry : undefined;
	};
	return {
		note(address) {
			const network = networkOf(address);
			const entry = current(network);
			if (entry === undefined) counts.set(network, { since: clock.monotonicMs(), count: 1 });
			else entry.count++;
		},
		blockedMs(address) {
			const entry = current(networkOf(address));
			if (entry === undefined || entry.count < MOST_FAILURES) return 0;
			return Math.max(1, entry.since + WINDOW_MS - clock.monotonicMs());
		},
	};
}
