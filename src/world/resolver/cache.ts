/** Answers for as long as they may be kept, the least recently used forgotten first. */

export interface Kept<Value> {
	readonly value: Value;
	readonly until: number;
}

export class AnswerCache<Value> {
	readonly #kept = new Map<string, Kept<Value>>();
	readonly #most: number;

	constructor(most: number) {
		this.#most = most;
	}

	get(key: string, now: number): Value | undefined {
		const kept = this.#kept.get(key);
		if (kept === undefined) return undefined;
		this.#kept.delete(key);
		if (kept.until <= now) return undefined;
		this.#kept.set(key, kept);
		return kept.value;
	}

	set(key: string, value: Value, until: number): void {
		this.#kept.delete(key);
		this.#kept.set(key, { value, until });
		if (this.#kept.size <= this.#most) return;
		const oldest = this.#kept.keys().next();
		if (!oldest.done) this.#kept.delete(oldest.value);
	}

	clear(): void {
		this.#kept.clear();
	}
}
