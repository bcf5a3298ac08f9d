/**
 * Whatever is done to a store in whatever order: what it counts is what its rows say, and both are what a plain
 * model of a few lines says. Restarts are among the things that happen.
 */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type ActivityId, activityIdOf } from "../../src/terms/ids.ts";
import { isFinal, type RecipientState, type Status, statusOf } from "../../src/terms/recipient.ts";
import { type VirtualClock, virtualClock } from "../support/clock.ts";
import { fc } from "../support/fuzz.ts";
import type { TestStore } from "../support/store.ts";
import { aMessage, NOON, type OpenStore, recipientsAt, settled } from "./messages.ts";

interface Expected {
	state: RecipientState;
	status: Status;
	attempt: number;
}

const step = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant("accept" as const),
			recipients: fc.integer({ min: 1, max: 4 }),
			leased: fc.boolean(),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({ kind: fc.constant("claim" as const), limit: fc.integer({ min: 1, max: 6 }) }),
	},
	{
		weight: 10,
		arbitrary: fc.record({
			kind: fc.constant("settle" as const),
			which: fc.nat(),
			to: fc.constantFrom("delivered", "bounced", "expired", "deferred", "queued", "held"),
			stale: fc.boolean(),
		}),
	},
	// Rare, because each opens the store anew.
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class Model {
	readonly rows = new Map<ActivityId, Expected>();
	readonly tally = new Map<string, number>();
	readonly #clock: VirtualClock;
	store: TestStore;

	constructor(store: TestStore, clock: VirtualClock) {
		this.store = store;
		this.#clock = clock;
	}

	async accept(recipients: number, leased: boolean): Promise<void> {
		const addresses = Array.from({ length: recipients }, (_, i) => `u${i}@d${i % 2}.example`);
		const message = aMessage({
			leased,
			receivedAt: this.#clock.now(),
			recipients: recipientsAt(...addresses),
		});
		await this.store.spool.accept(message);
		const state = leased ? "leased" : "queued";
		for (let i = 0; i < recipients; i++) {
			const row = { state, status: statusOf(state), attempt: leased ? 1 : 0 } as const;
			this.rows.set(activityIdOf(message.id, i), { ...row });
		}
		this.#count("accepted", recipients);
	}

	async claim(limit: number): Promise<void> {
		const request = { now: this.#clock.now(), limit, perDestination: limit, except: [] };
		const { consignments } = await this.store.queue.claim(request);
		const claimed = consignments.flatMap(({ recipients }) => recipients);
		const waiting = [...this.rows.values()].filter(({ state }) => state === "queued" || state === "deferred");
		assert.equal(claimed.length, Math.min(limit, waiting.length));
		for (const { message, index, attempt } of claimed) {
			const row = this.rows.get(activityIdOf(message, index)) as Expected;
			assert.ok(row.state === "queued" || row.state === "deferred");
			assert.equal(attempt, ++row.attempt);
			Object.assign(row, { state: "leased", status: "pending" });
		}
	}

	async settle(which: number, to: Extract<Step, { kind: "settle" }>["to"], stale: boolean): Promise<void> {
		const [id, row] = [...this.rows][which % Math.max(1, this.rows.size)] ?? [];
		if (id === undefined || row === undefined) return;
		const recipient = { message: id.slice(0, 26) as never, index: Number(id.slice(27)) };
		const attempt = stale ? row.attempt - 1 : row.attempt;
		const settlement = settled(recipient, to, { attempt, at: this.#clock.now(), bounce: "soft" });
		await this.store.queue.complete([settlement, settlement], []);
		if (stale || row.state !== "leased") return;
		row.state = to;
		row.status = statusOf(to, "soft");
		if (to === "queued") row.attempt--;
		if (isFinal(to) || to === "deferred") this.#count(row.status, 1);
	}

	restarted(): void {
		for (const row of this.rows.values()) {
			if (row.state !== "leased") continue;
			row.state = "queued";
			row.status = "accepted";
		}
	}

	#count(kind: string, n: number): void {
		this.tally.set(kind, (this.tally.get(kind) ?? 0) + n);
	}
}

async function check({ store, rows, tally }: Model): Promise<void> {
	const page = await store.reports.activity({}, 1_000);
	const seen = new Map(page.rows.map((row) => [row.id, row]));
	assert.equal(seen.size, rows.size);
	const depth = { queued: 0, leased: 0, deferred: 0, held: 0 };
	for (const [id, { state, status, attempt }] of rows) {
		const row = seen.get(id);
		// An interrupted attempt may count as one that was deferred: it was not the recipient's first.
		const shown =
			row?.state === "deferred" && state === "queued" ? ["queued", "accepted"] : [row?.state, row?.status];
		assert.deepEqual([...shown, row?.attempts], [state, status, attempt]);
		if (row?.state != null && row.state in depth) depth[row.state as keyof typeof depth]++;
	}
	assert.deepEqual(await store.queue.depth(), depth);
	const counted = await store.reports.tallies(aMessage().accountId, NOON, NOON + 10 * 3_600_000);
	const sums = new Map<string, number>();
	for (const { kind, count } of counted) sums.set(kind, (sums.get(kind) ?? 0) + count);
	assert.deepEqual(new Map([...sums].sort()), new Map([...tally].sort()));
}

/** `numRuns`: how many sequences. */
export function countersContract(name: string, open: OpenStore, numRuns: number): void {
	describe(`${name}: counters`, () => {
		test("counters equal rows after any sequence of operations", async (t) => {
			await fc.assert(
				fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
					const clock = virtualClock(NOON);
					const model = new Model(await open(t, clock), clock);
					for (const one of steps) {
						await clock.advance(60_000);
						if (one.kind === "accept") await model.accept(one.recipients, one.leased);
						else if (one.kind === "claim") await model.claim(one.limit);
						else if (one.kind === "settle") await model.settle(one.which, one.to, one.stale);
						else {
							await model.store.close();
							model.store = await open(t, clock, model.store.folder);
							await model.store.queue.recover(clock.now(), 1_000);
							model.restarted();
						}
					}
					await check(model);
					await model.store.close();
				}),
				{ numRuns },
			);
		});
	});
}
