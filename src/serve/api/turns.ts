/** One at a time for each name: whoever comes while another is at work waits for its end, in order. */

export class Turns {
	readonly #last = new Map<string, Promise<unknown>>();

	async take<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
		const before = this.#last.get(name) ?? Promise.resolve();
		const mine = before.then(work);
		// Whether it went well is its own asker's business.
		const ended = mine.catch(() => undefined);
		this.#last.set(name, ended);
		try {
			return await mine;
		} finally {
			if (this.#last.get(name) === ended) this.#last.delete(name);
		}
	}
}
