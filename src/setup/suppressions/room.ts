/** How many addresses an account's list may still take from people. What bounces add is each paid for by a message. */

import type { AccountId } from "../../terms/ids.ts";
import type { Suppression } from "../../terms/suppression.ts";
import type { SuppressionStore } from "../suppression-ports.ts";

/** Some 300 octets each in the store. */
export const MOST_SUPPRESSIONS = 1_000_000;
/** Others may add at the same time: the list is counted again after so many. */
const COUNTED_AGAIN = 10_000;

export const fullList = (most: number): string =>
	`The account's list has ${most.toLocaleString("en")} addresses, the most that it may: remove some first`;

export class Room {
	readonly #store: Pick<SuppressionStore, "count" | "add" | "find">;
	readonly #account: AccountId;
	readonly #most: number;
	/** As far as known. */
	#left = 0;
	/** It was seen full: it is not counted again for each of many lines. */
	#isFull = false;

	constructor(store: Pick<SuppressionStore, "count" | "add" | "find">, account: AccountId, most: number) {
		this.#store = store;
		this.#account = account;
		this.#most = most;
	}

	/** Fewer than all are taken when the list is full; what was on it takes no room. */
	async add(
		suppressions: readonly Suppression[],
	): Promise<{ readonly taken: number; readonly added: number }> {
		let taken = 0;
		let added = 0;
		while (taken < suppressions.length) {
			if (this.#left <= 0 && !this.#isFull) this.#left = await this.#counted();
			this.#isFull = this.#left <= 0;
			if (this.#isFull && !(await this.#isKnown(suppressions[taken]))) break;
			const some = suppressions.slice(taken, taken + Math.max(1, this.#left));
			const count = await this.#store.add(some);
			taken += some.length;
			added += count;
			this.#left -= count;
		}
		return { taken, added };
	}

	/** On the list: it takes no room, so that a file can be taken in again when the list is full with it. */
	async #isKnown(one: Suppression | undefined): Promise<boolean> {
		return one !== undefined && (await this.#store.find(this.#account, one.address)) !== undefined;
	}

	async #counted(): Promise<number> {
		return Math.min(this.#most - (await this.#store.count(this.#account)), COUNTED_AGAIN);
	}
}
