/**
 * Rates: a token bucket for each key, kept as one number, the moment at which the bucket is full again (the generic
 * cell rate algorithm). In any stretch of time no more pass than the burst and what the rate allows in it.
 *
 * Not a queue: nobody waits here. What is taken is not given back, since the asking is what it pays for.
 */

import { type Instant, MINUTE } from "../../terms/clock.ts";

/** Keys are those of customers, never a stranger's words; this bounds them all the same. */
const MOST_KEYS = 200_000;
/** Moments are multiples of this fraction of a millisecond, so that sums of them are exact in a double. */
const GRAIN = 1_024;

export class RateLimiter {
	/** Key to the moment at which its bucket is full. A key that is not here has a full bucket. */
	readonly #fullAt = new Map<string, Instant>();
	#hand = this.#fullAt.entries();
	readonly #burstMs: number;
	readonly #mostKeys: number;

	/** `burstMs` of a rate may come at once: a minute's worth, by default. */
	constructor(burstMs: number = MINUTE, mostKeys: number = MOST_KEYS) {
		this.#burstMs = burstMs;
		this.#mostKeys = mostKeys;
	}

	/** Milliseconds until one token is there; 0 when it is now. Who waits so long and is alone gets it. */
	waitMs(key: string, perMinute: number, now: Instant): number {
		const fullAt = this.#fullAt.get(key);
		if (fullAt === undefined) return 0;
		const toleranceMs = (this.burst(perMinute) - 1) * intervalMs(perMinute);
		return Math.max(0, Math.ceil(fullAt - toleranceMs - now));
	}

	/** Takes one token; asked only after `waitMs` said 0. */
	take(key: string, perMinute: number, now: Instant): void {
		const fullAt = this.#fullAt.get(key);
		if (fullAt === undefined) this.#forget(now);
		this.#fullAt.set(key, Math.max(fullAt ?? now, now) + intervalMs(perMinute));
	}

	/** Tokens that can be taken at once now. */
	left(key: string, perMinute: number, now: Instant): number {
		const backlogMs = Math.max(0, (this.#fullAt.get(key) ?? now) - now);
		return Math.max(0, Math.floor(this.burst(perMinute) - backlogMs / intervalMs(perMinute)));
	}

	/** Most tokens that can be taken at once: one at least. */
	burst(perMinute: number): number {
		return Math.max(1, Math.floor((perMinute * this.#burstMs) / MINUTE));
	}

	/** Buckets in memory. */
	get size(): number {
		return this.#fullAt.size;
	}

	/**
	 * Each new key looks at the next two, in a round of all: full ones are dropped, which changes nothing. So there
	 * are never many more buckets than keys that were active within a burst.
	 */
	#forget(now: Instant): void {
		for (let looks = 0; looks < 2; looks++) {
			const next = this.#hand.next();
			if (next.done) this.#hand = this.#fullAt.entries();
			else if (next.value[1] <= now || this.#fullAt.size >= this.#mostKeys)
				this.#fullAt.delete(next.value[0]);
		}
	}
}

/** Rounded up: the rate is never exceeded, and undercut by a ten-thousandth at the usual ones. */
const intervalMs = (perMinute: number): number => Math.ceil((MINUTE * GRAIN) / perMinute) / GRAIN;
