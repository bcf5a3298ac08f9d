/**
 * Who has its turn: each webhook has a lane of its own, so that none waits for another. What waits stays in the store;
 * in memory are only what is under way, and for each lane when something is due.
 *
 * How much may be under way at once is bounded for a webhook, for a host, for an account and altogether. A webhook that
 * failed last gets one attempt at a time: whoever answers slowly cannot take the places of those who do not.
 */

import type { Instant } from "../../terms/clock.ts";
import type { AccountId, WebhookDeliveryId, WebhookId } from "../../terms/ids.ts";

export interface LaneLimits {
	readonly ofWebhook: number;
	readonly ofHost: number;
	readonly ofAccount: number;
	readonly all: number;
}

export const defaultLaneLimits: LaneLimits = { ofWebhook: 8, ofHost: 16, ofAccount: 16, all: 128 };

export interface Lane {
	readonly id: WebhookId;
	readonly running: Set<WebhookDeliveryId>;
	/** When something may be due; null when nothing is, or the webhook takes nothing now. */
	dueAt: Instant | null;
	/** Nothing is begun before: the store was out of order. */
	restsUntil: Instant;
	/** Deliveries that wait, those under way among them. */
	waiting: number;
	/** Whether the last attempt failed. */
	failing: boolean;
	/** Where it goes; undefined until it was looked up. */
	host: string | undefined;
	account: AccountId | undefined;
}

export class Lanes {
	readonly #lanes = new Map<WebhookId, Lane>();
	readonly #limits: LaneLimits;
	readonly #running = new Map<string, number>();
	#all = 0;

	constructor(limits: LaneLimits = defaultLaneLimits) {
		this.#limits = limits;
	}

	of(id: WebhookId): Lane {
		let lane = this.#lanes.get(id);
		if (lane === undefined) {
			lane = {
				id,
				running: new Set(),
				dueAt: null,
				restsUntil: 0,
				waiting: 0,
				failing: false,
				host: undefined,
				account: undefined,
			};
			this.#lanes.set(id, lane);
		}
		return lane;
	}

	known(): Iterable<Lane> {
		return this.#lanes.values();
	}

	/** Its webhook is gone. */
	forget(id: WebhookId): void {
		this.#lanes.delete(id);
	}

	/** How many more may be begun in this lane. */
	room({ running, failing, host, account }: Lane): number {
		const { ofWebhook, ofHost, ofAccount, all } = this.#limits;
		return Math.min(
			(failing ? 1 : ofWebhook) - running.size,
			ofHost - this.#count(host),
			ofAccount - this.#count(account),
			all - this.#all,
		);
	}

	/** The lane that has waited longest for its turn; undefined when none may begin anything now. */
	next(now: Instant): Lane | undefined {
		if (this.#all >= this.#limits.all) return undefined;
		for (const lane of this.#lanes.values()) {
			const { id, dueAt, restsUntil } = lane;
			if (dueAt === null || dueAt > now || restsUntil > now || this.room(lane) <= 0) continue;
			this.#lanes.delete(id);
			this.#lanes.set(id, lane);
			return lane;
		}
		return undefined;
	}

	/** When the first lane has its turn that has none now; null when none will. */
	nextDueAt(now: Instant): Instant | null {
		let first: Instant | null = null;
		for (const { dueAt, restsUntil } of this.#lanes.values()) {
			if (dueAt === null) continue;
			const at = Math.max(dueAt, restsUntil);
			// Those whose time has come have no room: who makes some looks again.
			if (at > now && (first === null || at < first)) first = at;
		}
		return first;
	}

	/** Returns what is to be called when it is over. */
	begin(lane: Lane, id: WebhookDeliveryId): () => void {
		// By the places of now: the webhook may be moved meanwhile.
		const { host, account } = lane;
		lane.running.add(id);
		this.#all++;
		this.#add(host, 1);
		this.#add(account, 1);
		return () => {
			lane.running.delete(id);
			this.#all--;
			this.#add(host, -1);
			this.#add(account, -1);
		};
	}

	#count(place: string | undefined): number {
		return place === undefined ? 0 : (this.#running.get(place) ?? 0);
	}

	#add(place: string | undefined, n: number): void {
		if (place === undefined) return;
		const count = this.#count(place) + n;
		if (count === 0) this.#running.delete(place);
		else this.#running.set(place, count);
	}
}

/** Something may be due then. */
export function noteDue(lane: Lane, at: Instant | null): void {
	if (at !== null && (lane.dueAt === null || at < lane.dueAt)) lane.dueAt = at;
}
