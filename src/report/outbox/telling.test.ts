import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../../test/support/clock.ts";
import { MINUTE, SECOND } from "../../terms/clock.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { AccountId, EventId } from "../../terms/ids.ts";
import { createTelling } from "./index.ts";
import type { EventListener, TellingPorts } from "./ports.ts";

const event = (n: number): ServiceEvent => ({
	id: String(n).padStart(26, "0") as EventId,
	at: n,
	accountId: "A" as AccountId,
	type: "account.resumed",
	data: {},
});

/** An outbox in memory, and what was told to whom. */
function aWorld(change: Partial<TellingPorts> = {}) {
	const clock = virtualClock(0);
	const rows = new Map<EventId, ServiceEvent>();
	const faults: string[] = [];
	const fanned: number[] = [];
	const heard: number[] = [];
	let wake = (): void => {};
	let reads = 0;
	const outbox: TellingPorts["outbox"] = {
		async waiting(limit, after) {
			reads++;
			const all = [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
			return all.filter(({ id }) => after === undefined || id > after).slice(0, limit);
		},
		async told(ids) {
			for (const id of ids) rows.delete(id);
		},
		whenGrown(listener) {
			wake = listener;
		},
	};
	const listener: EventListener = { tell: async ({ at }) => void heard.push(at) };
	const telling = createTelling({
		outbox,
		fanOut: async (events) => void fanned.push(...events.map(({ at }) => at)),
		listeners: [listener],
		clock,
		fault: (during) => void faults.push(during),
		...change,
	});
	const add = (...events: readonly ServiceEvent[]): void => {
		for (const each of events) rows.set(each.id, each);
	};
	return {
		...{ clock, rows, telling, add, faults, fanned, heard },
		wake: () => wake(),
		reads: () => reads,
		left: () => [...rows.values()].map(({ at }) => at),
	};
}

test("events are told in order to everybody, and leave the outbox", async () => {
	const { clock, telling, add, fanned, heard, left, wake } = aWorld();
	add(event(2), event(1));
	telling.start();
	await clock.settle();
	assert.deepEqual([fanned, heard, left()], [[1, 2], [1, 2], []]);
	add(event(3));
	wake();
	await clock.settle();
	assert.deepEqual([fanned, heard, left()], [[1, 2, 3], [1, 2, 3], []]);
});

test("more than one page is told without being woken again", async () => {
	const { clock, telling, add, heard } = aWorld();
	add(...Array.from({ length: 450 }, (_, i) => event(i)));
	telling.start();
	await clock.advance(0);
	assert.equal(heard.length, 450);
});

test("at idle it looks once a minute", async () => {
	const { clock, telling, reads, add, heard } = aWorld();
	telling.start();
	await clock.advance(10 * MINUTE);
	assert.equal(reads(), 11);
	add(event(1));
	await clock.advance(MINUTE);
	assert.deepEqual(heard, [1]);
});

test("what one listener does not take waits for it alone; the others and later events go on", async () => {
	const taken: number[] = [];
	let isBroken = true;
	const broken: EventListener = {
		async tell({ at }) {
			if (isBroken && at === 1) throw new Error("no");
			taken.push(at);
		},
	};
	const heard: number[] = [];
	const other: EventListener = { tell: async ({ at }) => void heard.push(at) };
	const { clock, telling, add, left, fanned, faults } = aWorld({ listeners: [broken, other] });
	add(event(1), event(2));
	telling.start();
	await clock.settle();
	assert.deepEqual([taken, heard, left()], [[2], [1, 2], [1]]);
	await clock.advance(5 * SECOND + 10 * SECOND);
	assert.equal(faults.length, 3);
	isBroken = false;
	await clock.advance(20 * SECOND);
	assert.deepEqual([taken, heard, left(), fanned], [[2, 1], [1, 2], [], [1, 2]]);
});

test("when deliveries cannot be written, everything waits, and is told later", async () => {
	let isBroken = true;
	const fanned: number[] = [];
	const { clock, telling, add, heard, left, faults } = aWorld({
		async fanOut(events) {
			if (isBroken) throw new Error("the disk is full");
			fanned.push(...events.map(({ at }) => at));
		},
	});
	add(event(1));
	telling.start();
	await clock.settle();
	assert.deepEqual([heard, left(), faults], [[], [1], ["telling of events"]]);
	isBroken = false;
	await clock.advance(5 * SECOND);
	assert.deepEqual([fanned, heard, left()], [[1], [1], []]);
});

test("what comes while telling is under way is told after it, and stopping waits for what is under way", async () => {
	const gate = Promise.withResolvers<void>();
	const heard: number[] = [];
	const slow: EventListener = {
		async tell({ at }) {
			if (at === 1) await gate.promise;
			heard.push(at);
		},
	};
	const { clock, telling, add, wake, left } = aWorld({ listeners: [slow] });
	add(event(1));
	telling.start();
	await clock.settle();
	add(event(2));
	wake();
	await clock.settle();
	assert.deepEqual(heard, []);
	let stopped = false;
	void telling.stop().then(() => {
		stopped = true;
	});
	await clock.settle();
	assert.equal(stopped, false);
	gate.resolve();
	await clock.settle();
	assert.deepEqual([stopped, heard, left()], [true, [1], [2]]);
});
