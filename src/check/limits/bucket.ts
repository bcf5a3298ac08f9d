/**
 * A token bucket for each key: refills steadily, holds one minute's worth. Bounded: when there are too many keys,
 * full buckets (which say nothing) are forgotten first, then the oldest.
 */

import { type Instant, MINUTE } from "../../terms/clock.ts";

const MOST_KEYS = 50_000;

interface Bucket {
	tokens: number;
	at: Instant;
}

export class RateLimiter {
	readonly #buckets = new Map<string, Bucket>();

	/** Milliseconds until one token is there; 0 when it is now. Takes nothing. */
	waitMs(key: string, perMinute: number, now: Instant): number {
		const bucket = this.#buckets.get(key);
		if (bucket === undefined || perMinute <= 0) return 0;
		const tokens = refilled(bucket, perMinute, now);
		return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * MINUTE) / perMinute);
	}

	take(key: string, perMinute: number, now: Instant): void {
		const bucket = this.#buckets.get(key) ?? { tokens: perMinute, at: now };
		const tokens = refilled(bucket, perMinute, now) - 1;
		this.#buckets.delete(key);
		this.#buckets.set(key, { tokens, at: now });
		if (this.#buckets.size > MOST_KEYS) this.#forget(now);
	}

	#forget(now: Instant): void {
		for (const [key, bucket] of this.#buckets) {
			if (this.#buckets.size <= MOST_KEYS * 0.9) return;
			if (now - bucket.at > MINUTE || this.#buckets.size > MOST_KEYS) this.#buckets.delete(key);
			else return;
		}
	}
}

const refilled = (bucket: Bucket, perMinute: number, now: Instant): number =>
	Math.min(perMinute, bucket.tokens + ((now - bucket.at) * perMinute) / MINUTE);
