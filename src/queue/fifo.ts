/** First in, first out, with room at the front for what comes back. All operations in constant time. */
export class Fifo<Item> {
	#items: (Item | undefined)[] = [];
	#head = 0;

	get size(): number {
		return this.#items.length - this.#head;
	}

	push(item: Item): void {
		this.#items.push(item);
	}

	/** Puts an item before all others. */
	unshift(item: Item): void {
		if (this.#head > 0) this.#items[--this.#head] = item;
		else this.#items.unshift(item);
	}

	shift(): Item | undefined {
		if (this.size === 0) return undefined;
		const item = this.#items[this.#head];
		this.#items[this.#head++] = undefined;
		if (this.#head === this.#items.length) {
			this.#items.length = this.#head = 0;
		} else if (this.#head >= 1_024 && this.#head * 2 >= this.#items.length) {
			this.#items = this.#items.slice(this.#head);
			this.#head = 0;
		}
		return item;
	}

	/** Takes everything out. */
	drain(): Item[] {
		const items = this.#items.slice(this.#head) as Item[];
		this.#items = [];
		this.#head = 0;
		return items;
	}
}
