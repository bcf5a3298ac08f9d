/**
 * What has been learned of one destination: how many attempts it bears at once, and whether it can be reached.
 * It holds numbers only; lanes and time are elsewhere.
 *
 * The first attempt goes alone, and if it cannot reach the destination, that rests. Once reached, the window opens
 * to five. It grows by one after a whole window of attempts that reached the destination, and shrinks by one when
 * a sequence of failures begins; when as many in a row as the window holds have failed, the destination rests.
 * Growing by 1/N instead of 1 defers a third as much mail at a server that refuses connections above its limit,
 * as Postfix measured for its own scheduler.
 */

import type { Instant } from "../terms/clock.ts";
import type { AttemptFacts } from "../terms/outcome.ts";

/** Why a destination rests: what the last attempt saw. */
export interface Unreachable {
	readonly cause: string;
	readonly facts: AttemptFacts;
}

export interface HealthLimits {
	readonly firstAttemptsPerDestination: number;
	readonly attemptsPerDestination: number;
	readonly firstRestMs: number;
	readonly longestRestMs: number;
}

/** One attempt finds out whether a destination is there: fifty dead ones take fifty attempts, not hundreds. */
const WINDOW_UNPROVEN = 1;

export class Health {
	readonly #limits: HealthLimits;
	#window = WINDOW_UNPROVEN;
	/** The share of a window that has succeeded since it last grew. */
	#successes = 0;
	/** Failures in a row. */
	#failures = 0;
	/** Rests in a row, without success between them. */
	#rests = 0;
	/** Whether it has ever been reached, or since its last rest. */
	#proven = false;
	#restsUntil: Instant = 0;
	#unreachable: Unreachable | undefined;

	constructor(limits: HealthLimits) {
		this.#limits = limits;
	}

	/** Attempts that may be under way at once. */
	get window(): number {
		return this.#window;
	}

	/** The destination is left alone until this moment; 0 when it never had to be. */
	get restsUntil(): Instant {
		return this.#restsUntil;
	}

	/** While the destination rests at `now`: what was seen of it last. */
	restingAt(now: Instant): Unreachable | undefined {
		return now < this.#restsUntil ? this.#unreachable : undefined;
	}

	/** Somebody says that it may be there again: the rest ends, and one attempt finds out. */
	wake(): void {
		this.#restsUntil = 0;
		this.#unreachable = undefined;
	}

	/** An attempt reached the destination, whatever it then said about the message. */
	reached(): void {
		const { firstAttemptsPerDestination, attemptsPerDestination } = this.#limits;
		if (!this.#proven) this.#window = Math.min(firstAttemptsPerDestination, attemptsPerDestination);
		this.#proven = true;
		this.#failures = 0;
		this.#rests = 0;
		this.#restsUntil = 0;
		this.#unreachable = undefined;
		this.#successes += 1 / this.#window;
		if (this.#successes < 1) return;
		this.#successes = 0;
		this.#window = Math.min(this.#window + 1, attemptsPerDestination);
	}

	/** None of the destination's hosts could be spoken to. True when the destination rests from here on. */
	failed(now: Instant, seen: Unreachable): boolean {
		this.#successes = 0;
		this.#failures++;
		if (this.restingAt(now) !== undefined) return false;
		if (this.#failures === 1) this.#window = Math.max(1, this.#window - 1);
		if (this.#failures < this.#window) return false;

		const restMs = Math.min(this.#limits.firstRestMs * 2 ** this.#rests, this.#limits.longestRestMs);
		this.#rests++;
		this.#restsUntil = now + restMs;
		this.#unreachable = seen;
		this.#window = WINDOW_UNPROVEN;
		this.#proven = false;
		this.#failures = 0;
		return true;
	}
}
