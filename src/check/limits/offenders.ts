/**
 * Keys that fail: after a number of failures within a window a key is blocked, for twice as long each time, up to a
 * longest block. What is tried during a block neither counts nor prolongs it, so every block ends by itself.
 *
 * Bounded: when there are too many keys, the weakest of the next eight is forgotten, in a round of all. A block outweighs every count, and the longer block the shorter: a flood of fresh keys pushes out
 * fresh keys, and to push out a block costs as many blocks as there is room for.
 */

import type { Instant } from "../../terms/clock.ts";

export interface BlockRule {
	/** How long failures are added up. */
	readonly windowMs: number;
	/** The first block. */
	readonly blockMs: number;
	readonly longestBlockMs: number;
}

interface Offender {
	count: number;
	/** When counting began. */
	since: Instant;
	/** Blocks so far: the next one is 2^level times the first. */
	level: number;
	blockedUntil: Instant;
}

const MOST_KEYS = 50_000;
const LOOKS = 8;
/** Beyond it a doubling changes nothing: the longest block is reached. */
const HIGHEST_LEVEL = 30;

export class Offenders {
	readonly #rule: BlockRule;
	readonly #mostKeys: number;
	readonly #offenders = new Map<string, Offender>();
	/** Goes round. Beginning at the front each time would walk over all that was deleted there. */
	#hand = this.#offenders.entries();

	constructor(rule: BlockRule, mostKeys: number = MOST_KEYS) {
		this.#rule = rule;
		this.#mostKeys = mostKeys;
	}

	/** Milliseconds until the block of this key ends; 0 when it is not blocked. */
	blockedMs(key: string, now: Instant): number {
		const offender = this.#offenders.get(key);
		return offender === undefined ? 0 : Math.max(0, offender.blockedUntil - now);
	}

	/** One more failure; the `limit`-th within the window begins a block. */
	failed(key: string, limit: number, now: Instant): void {
		const offender = this.#current(key, now);
		if (offender.blockedUntil > now) return;
		if (now - offender.since >= this.#rule.windowMs) {
			offender.count = 0;
			offender.since = now;
		}
		offender.count++;
		if (offender.count < limit) return;
		const { blockMs, longestBlockMs } = this.#rule;
		offender.blockedUntil = now + Math.min(longestBlockMs, blockMs * 2 ** offender.level);
		offender.level = Math.min(HIGHEST_LEVEL, offender.level + 1);
		offender.count = 0;
		offender.since = offender.blockedUntil;
	}

	forgive(key: string): void {
		this.#offenders.delete(key);
	}

	get size(): number {
		return this.#offenders.size;
	}

	/** Keys that are blocked, and until when. Walks them all: for people and metrics, not for log-ins. */
	*blocked(now: Instant): Iterable<readonly [key: string, until: Instant]> {
		for (const [key, { blockedUntil }] of this.#offenders) if (blockedUntil > now) yield [key, blockedUntil];
	}

	blockedCount(now: Instant): number {
		let count = 0;
		for (const _ of this.blocked(now)) count++;
		return count;
	}

	#current(key: string, now: Instant): Offender {
		const known = this.#offenders.get(key);
		if (known !== undefined && !this.#isOver(known, now)) return known;
		if (known === undefined && this.#offenders.size >= this.#mostKeys) this.#forgetOne(now);
		const fresh: Offender = { count: 0, since: now, level: 0, blockedUntil: 0 };
		this.#offenders.set(key, fresh);
		return fresh;
	}

	/** Nothing of it matters any more: quiet for a window, and for the longest block after its last one. */
	#isOver({ since, level, blockedUntil }: Offender, now: Instant): boolean {
		const { windowMs, longestBlockMs } = this.#rule;
		return now - since >= windowMs && (level === 0 || now - blockedUntil >= longestBlockMs);
	}

	#forgetOne(now: Instant): void {
		let weakest: string | undefined;
		let least = Number.POSITIVE_INFINITY;
		for (let looks = 0; looks < LOOKS; looks++) {
			const { key, offender } = this.#next();
			if (key === undefined || offender === undefined) continue;
			const weight = this.#weight(offender, now);
			if (weight >= least) continue;
			least = weight;
			weakest = key;
		}
		if (weakest !== undefined) this.#offenders.delete(weakest);
	}

	/** The entry after the one that was looked at last, round and round. */
	#next(): { readonly key?: string; readonly offender?: Offender } {
		let next = this.#hand.next();
		if (next.done) {
			this.#hand = this.#offenders.entries();
			next = this.#hand.next();
		}
		return next.done ? {} : { key: next.value[0], offender: next.value[1] };
	}

	#weight(offender: Offender, now: Instant): number {
		if (this.#isOver(offender, now)) return -1;
		const blockedMs = Math.max(0, offender.blockedUntil - now);
		return blockedMs * 1_000 + offender.level * 100 + offender.count;
	}
}
