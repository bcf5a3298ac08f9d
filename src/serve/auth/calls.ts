/** How many calls of sign-in a network makes in a minute, whatever they are: some write before anything is shown. */

import { networkOf } from "../../rfc/address/network.ts";
import { type Instant, MINUTE } from "../../terms/clock.ts";

/** More than a house full of people that sign in. */
export const CALLS_PER_MINUTE = 300;
/** Networks that are remembered; all others share one count. */
const NETWORKS = 20_000;

export class Calls {
	#counts = new Map<string, number>();
	#since = Number.NEGATIVE_INFINITY;

	/** How long to wait; 0 when there is one left, which is taken. */
	take(address: string, now: Instant): number {
		if (now - this.#since >= MINUTE || now < this.#since) {
			this.#counts = new Map();
			this.#since = now;
		}
		const network = networkOf(address);
		const name = this.#counts.has(network) || this.#counts.size < NETWORKS ? network : "";
		const count = (this.#counts.get(name) ?? 0) + 1;
		this.#counts.set(name, count);
		return count > CALLS_PER_MINUTE ? this.#since + MINUTE - now : 0;
	}
}
