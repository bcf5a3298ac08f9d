/** Counts what is open at once for each key: sessions of an SMTP user, of an account, connections of a network. */

export class SessionCounter {
	readonly #open = new Map<string, number>();

	/** Counts one more unless `limit` are open; then nothing is counted. */
	enter(key: string, limit: number): boolean {
		const open = this.#open.get(key) ?? 0;
		if (open >= limit) return false;
		this.#open.set(key, open + 1);
		return true;
	}

	leave(key: string): void {
		const open = (this.#open.get(key) ?? 0) - 1;
		if (open > 0) this.#open.set(key, open);
		else this.#open.delete(key);
	}

	open(key: string): number {
		return this.#open.get(key) ?? 0;
	}

	/** Keys that have something open. */
	get holders(): number {
		return this.#open.size;
	}

	/** The most that one key has open: how near somebody is to the limit. */
	get most(): number {
		let most = 0;
		for (const open of this.#open.values()) if (open > most) most = open;
		return most;
	}
}
