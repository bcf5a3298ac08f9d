/** Counts sessions for an address, a user, an account: how many are open at once. */

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
}
