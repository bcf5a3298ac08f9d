import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import {
	again,
	allAfter,
	aQueuedMessage,
	bounced,
	deferred,
	delivered,
	queueWorld,
	unreachable,
} from "../../test/support/queue-world.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../terms/clock.ts";
import type { Outcome } from "../terms/outcome.ts";

test("a message that was just accepted is attempted at once, with its content, and recorded", async () => {
	const world = queueWorld();
	await world.queue.start();
	const message = aQueuedMessage(["ann@a.example", "bob@b.example", "cat@a.example"]);

	world.accept(message);
	await world.clock.advance(SECOND);

	assert.deepEqual(
		world.attempts.map(({ destination, consignment }) => [destination, consignment.recipients.length]),
		[
			["a.example", 2],
			["b.example", 1],
		],
	);
	assert.ok(world.attempts.every(({ consignment }) => consignment.message.content !== undefined));
	assert.deepEqual(
		[0, 1, 2].map((index) => world.store.row(message.id, index).state),
		["delivered", "delivered", "delivered"],
	);
	assert.deepEqual(world.idle, ["a.example", "b.example"]);
});

test("outcomes that come together are recorded in one transaction", async () => {
	const world = queueWorld();
	await world.queue.start();

	for (let i = 0; i < 50; i++) world.accept(aQueuedMessage([`ann@d${i}.example`]));
	await world.clock.advance(SECOND);

	assert.deepEqual(world.store.batches, [50]);
});

test("content beyond the budget is left for the relay to read", async () => {
	const world = queueWorld({ configuration: { contentBytes: 40 } });
	await world.queue.start();

	for (let i = 0; i < 3; i++) world.accept(aQueuedMessage());
	await world.clock.advance(SECOND);
	world.accept(aQueuedMessage());
	await world.clock.advance(SECOND);

	const kept = world.attempts.map(({ consignment }) => consignment.message.content !== undefined);
	assert.deepEqual(kept, [true, true, false, true]);
	assert.equal((await world.queue.depth()).memory.contentBytes, 0);
});

test("a deferred recipient is attempted again when it is due, and not before", async () => {
	let first = true;
	const world = queueWorld({
		verdict: ({ consignment }) => {
			const outcome = first ? deferred : delivered;
			first = false;
			return consignment.recipients.map((recipient) => outcome(recipient));
		},
	});
	await world.queue.start();
	const message = aQueuedMessage();

	world.accept(message);
	await world.clock.advance(4 * MINUTE);
	assert.equal(world.store.row(message.id).state, "deferred");
	assert.equal(world.attempts.length, 1);

	await world.clock.advance(2 * MINUTE);
	assert.equal(world.store.row(message.id).state, "delivered");
	assert.equal(world.attempts[1]?.consignment.recipients[0]?.attempt, 2);
	assert.ok((world.attempts[1]?.at ?? 0) - (world.attempts[0]?.at ?? 0) <= 5 * MINUTE + SECOND);
});

test("a recipient that is deferred for five days expires with the last reply and is reported", async () => {
	const world = queueWorld({ verdict: ({ consignment }) => consignment.recipients.map((r) => deferred(r)) });
	await world.queue.start();
	const message = aQueuedMessage();

	world.accept(message);
	await world.clock.advance(5 * DAY + 5 * HOUR);

	const row = world.store.row(message.id);
	assert.equal(row.state, "expired");
	assert.equal(row.history.at(-1)?.facts?.reply, "451 4.7.1 Greylisted");
	assert.equal(world.reported.length, 1);
	const lasted = (world.attempts.at(-1)?.at ?? 0) - message.receivedAt;
	assert.ok(Math.abs(lasted - 5 * DAY) < 2 * SECOND, `the last attempt came after ${lasted / HOUR} hours`);
});

test("recipients of a message that fail together bring one DSN, written with their end", async () => {
	const report = aQueuedMessage(["shop@shop.example"], { reversePath: "", leased: false });
	const world = queueWorld({
		verdict: ({ consignment, destination }) =>
			consignment.recipients.map((r) => (destination === "shop.example" ? delivered(r) : bounced(r))),
		report: async () => report,
	});
	await world.queue.start();
	const message = aQueuedMessage(["ann@a.example", "bob@b.example"]);

	world.accept(message);
	await world.clock.advance(SECOND);

	assert.deepEqual(
		world.reported.map((failed) => failed.map(({ recipient }) => recipient.address)),
		[["ann@a.example", "bob@b.example"]],
	);
	assert.equal(world.store.row(message.id).history[0]?.bounce, "hard");
	assert.equal(world.store.row(report.id).state, "delivered");
});

test("a bounce is soft or hard by its cause", async () => {
	const world = queueWorld({
		verdict: ({ consignment }) => consignment.recipients.map((r) => bounced(r, "mailbox-full")),
	});
	await world.queue.start();
	const message = aQueuedMessage();

	world.accept(message);
	await world.clock.advance(SECOND);

	assert.equal(world.store.row(message.id).history[0]?.bounce, "soft");
});

test("recipients beyond what a server takes at once go on under the same attempt", async () => {
	// RFC 5321 §4.5.3.1.10
	const world = queueWorld({
		verdict: ({ consignment }) => consignment.recipients.map((r, i) => (i < 2 ? delivered(r) : again(r))),
	});
	await world.queue.start();
	const message = aQueuedMessage(["a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example"]);

	world.accept(message);
	await world.clock.advance(SECOND);

	assert.deepEqual(
		world.attempts.map(({ consignment }) => consignment.recipients.map(({ address }) => address[0]).join("")),
		["abcde", "cde", "e"],
	);
	for (let i = 0; i < 5; i++) assert.equal(world.store.row(message.id, i).history.length, 1);
});

test("a server that takes nobody although it says so is not asked in a circle", async () => {
	const world = queueWorld({ verdict: ({ consignment }) => consignment.recipients.map(again) });
	await world.queue.start();
	const message = aQueuedMessage();

	world.accept(message);
	await world.clock.advance(SECOND);

	assert.equal(world.attempts.length, 1);
	assert.equal(world.store.row(message.id).state, "deferred");
});

test("a relay that breaks or forgets somebody defers, and loses nobody", async () => {
	const world = queueWorld({
		verdict: ({ destination, consignment }): Outcome[] => {
			if (destination === "bug.example") throw new Error("a bug");
			return consignment.recipients.slice(1).map(delivered);
		},
	});
	await world.queue.start();
	const message = aQueuedMessage(["a@bug.example", "b@half.example", "c@half.example"]);

	world.accept(message);
	await world.clock.advance(SECOND);

	assert.deepEqual(
		[0, 1, 2].map((index) => world.store.row(message.id, index).state),
		["deferred", "deferred", "delivered"],
	);
	assert.deepEqual(world.faults, ["relaying"]);
});

test("one destination gets one attempt, then five at once, and at most twenty", async () => {
	const clock = virtualClock();
	const world = queueWorld({ clock, verdict: allAfter(clock, 100, delivered) });
	await world.queue.start();

	for (let i = 0; i < 400; i++) world.accept(aQueuedMessage());
	assert.equal(world.attempts.length, 1);
	await world.clock.advance(100);
	assert.equal(world.attempts.length, 6);
	await world.clock.advance(10 * SECOND);

	assert.equal(world.peak.one, 20);
	assert.equal(world.attempts.length, 400);
});

test("destinations take turns, and a slow one leaves attempts to the others", async () => {
	const clock = virtualClock();
	const slow = allAfter(clock, 30 * MINUTE, delivered);
	const quick = allAfter(clock, 100, delivered);
	const world = queueWorld({
		clock,
		configuration: { attempts: 20, firstAttemptsPerDestination: 20 },
		verdict: (attempt) => (attempt.destination.startsWith("slow") ? slow : quick)(attempt),
	});
	await world.queue.start();

	for (let i = 0; i < 100; i++)
		for (const n of [1, 2, 3]) world.accept(aQueuedMessage([`a@slow${n}.example`]));
	await world.clock.advance(SECOND);
	const messages = Array.from({ length: 50 }, () => aQueuedMessage(["a@quick.example"]));
	for (const message of messages) world.accept(message);
	await world.clock.advance(10 * SECOND);

	assert.ok(messages.every(({ id }) => world.store.row(id).state === "delivered"));
});

test("a destination that cannot be reached rests, and what waits for it is deferred unconnected", async () => {
	const world = queueWorld({ verdict: ({ consignment }) => consignment.recipients.map(unreachable) });
	await world.queue.start();
	const messages = Array.from({ length: 300 }, () => aQueuedMessage(["a@dead.example"]));

	for (const message of messages) world.accept(message);
	await world.clock.advance(SECOND);
	const late = aQueuedMessage(["b@dead.example"]);
	world.accept(late);
	await world.clock.advance(SECOND);

	assert.equal(world.attempts.length, 1);
	for (const { id } of [...messages, late]) {
		const row = world.store.row(id);
		assert.equal(row.state, "deferred");
		assert.equal(row.history[0]?.cause, "host-unreachable");
		assert.equal(row.history[0]?.facts?.reply, "connection refused");
	}
	assert.match(world.store.row(late.id).history[0]?.facts?.notes?.[0] ?? "", /no connection was made/);
	assert.equal((await world.queue.depth()).memory.recipients, 0);
});

test("a destination that is back gets its mail when it is due", async () => {
	let up = false;
	const world = queueWorld({
		verdict: ({ consignment }) => consignment.recipients.map(up ? delivered : unreachable),
	});
	await world.queue.start();
	const messages = Array.from({ length: 100 }, () => aQueuedMessage(["a@dead.example"]));
	for (const message of messages) world.accept(message);
	await world.clock.advance(HOUR);

	up = true;
	await world.clock.advance(2 * HOUR);

	assert.ok(messages.every(({ id }) => world.store.row(id).state === "delivered"));
});

test("while outcomes cannot be recorded nothing new is attempted, and none is lost", async () => {
	const world = queueWorld();
	await world.queue.start();
	await world.clock.advance(0);
	const first = aQueuedMessage(["a@a.example"]);
	world.store.failure = new Error("disk full");

	world.accept(first);
	await world.clock.advance(SECOND);
	assert.equal(world.attempts.length, 1);
	assert.equal(world.queue.hasRoom(), false);
	const second = aQueuedMessage(["b@b.example"]);
	world.accept(second);
	await world.clock.advance(5 * MINUTE);
	assert.equal(world.attempts.length, 1);

	world.store.failure = null;
	await world.clock.advance(MINUTE);
	assert.equal(world.store.row(first.id).state, "delivered");
	assert.equal(world.store.row(second.id).state, "delivered");
	assert.equal(world.attempts.length, 2);
});

test("attempts wait for outcomes to be recorded, so that a crash repeats few of them", async () => {
	const world = queueWorld({ configuration: { unrecorded: 20, gatherMs: 1_000 } });
	await world.queue.start();
	for (let i = 0; i < 100; i++) world.accept(aQueuedMessage([`a@d${i}.example`]));

	await world.clock.advance(500);
	assert.equal(world.attempts.length, 100);
	for (let i = 0; i < 100; i++) world.accept(aQueuedMessage([`a@d${i}.example`]));
	await world.clock.advance(400);
	assert.equal(world.attempts.length, 100);

	await world.clock.advance(5_000);
	assert.equal(world.attempts.length, 200);
});

test("a DSN that cannot be written does not keep outcomes from being recorded", async () => {
	const world = queueWorld({
		verdict: ({ consignment }) => consignment.recipients.map((r) => bounced(r)),
		report: async () => {
			throw new Error("no header");
		},
	});
	await world.queue.start();
	const message = aQueuedMessage();

	world.accept(message);
	await world.clock.advance(MINUTE);

	assert.equal(world.store.row(message.id).state, "bounced");
	assert.deepEqual(world.faults, ["writing a DSN", "writing a DSN", "writing a DSN"]);
});

test("there is no room once memory is full, and again when half of it is free", async () => {
	const clock = virtualClock();
	const configuration = { recipients: 10, recipientsPerDestination: 10, attempts: 1 };
	const world = queueWorld({ clock, configuration, verdict: allAfter(clock, SECOND, delivered) });
	await world.queue.start();
	await clock.advance(0);

	for (let i = 0; i < 10; i++) world.accept(aQueuedMessage([`a@d${i}.example`]));
	assert.equal(world.queue.hasRoom(), false);
	await clock.advance(3 * SECOND);
	assert.equal(world.queue.hasRoom(), false);

	await clock.advance(4 * SECOND);
	assert.equal(world.queue.hasRoom(), true);
});

test("what a destination's lane cannot hold is given back and claimed later", async () => {
	const clock = virtualClock();
	const configuration = { recipientsPerDestination: 10, firstAttemptsPerDestination: 1 };
	const world = queueWorld({ clock, configuration, verdict: allAfter(clock, 10, delivered) });
	await world.queue.start();
	await clock.advance(0);
	const messages = Array.from({ length: 30 }, () => aQueuedMessage(["a@one.example"]));

	for (const message of messages) world.accept(message);
	assert.equal(world.queue.hasRoom(["one.example"]), false);
	assert.equal(world.queue.hasRoom(["other.example"]), true);
	await clock.advance(MINUTE);

	const rows = messages.map(({ id }) => world.store.row(id));
	assert.ok(rows.every(({ state, attempt }) => state === "delivered" && attempt === 1));
	assert.equal(rows.filter(({ history }) => history[0]?.to === "queued").length, 20);
});

test("what was written unleased is claimed without waiting for the next look", async () => {
	const world = queueWorld();
	await world.queue.start();
	await world.clock.advance(SECOND);
	const message = aQueuedMessage(["a@a.example"], { leased: false });

	world.accept(message);
	await world.clock.advance(10);

	assert.equal(world.store.row(message.id).state, "delivered");
});

test("an idle queue looks at the store no more than twice a minute", async () => {
	const world = queueWorld();
	await world.queue.start();

	await world.clock.advance(HOUR);

	assert.ok(world.store.claims.length >= 119 && world.store.claims.length <= 122);
});

test("recipients that an earlier process had leased are attempted after a start", async () => {
	const world = queueWorld();
	const message = aQueuedMessage();
	world.store.add(message);

	assert.deepEqual(await world.queue.start(), { requeued: 1, held: 0 });
	await world.clock.advance(SECOND);

	assert.equal(world.store.row(message.id).state, "delivered");
	assert.equal(world.attempts[0]?.consignment.recipients[0]?.interruptions, 1);
});

test("a stop finishes what is under way, gives back what waits, and begins nothing", async () => {
	const clock = virtualClock();
	const configuration = { firstAttemptsPerDestination: 1 };
	const world = queueWorld({ clock, configuration, verdict: allAfter(clock, SECOND, delivered) });
	await world.queue.start();
	const messages = Array.from({ length: 3 }, () => aQueuedMessage());
	for (const message of messages) world.accept(message);

	const stopped = world.queue.stop(10 * SECOND);
	await clock.advance(2 * SECOND);
	await stopped;

	const states = messages.map(({ id }) => world.store.row(id).state);
	assert.deepEqual(states, ["delivered", "queued", "queued"]);
	assert.equal(world.attempts.length, 1);
	assert.equal(world.queue.hasRoom(), false);
});

test("a stop breaks off at the deadline what does not end, and records how it ended", async () => {
	const world = queueWorld({
		verdict: ({ consignment, signal }) =>
			new Promise((resolve) => {
				signal.addEventListener("abort", () => resolve(consignment.recipients.map((r) => deferred(r))));
			}),
	});
	await world.queue.start();
	const message = aQueuedMessage();
	world.accept(message);

	const stopped = world.queue.stop(10 * SECOND);
	await world.clock.advance(9 * SECOND);
	assert.equal(world.store.row(message.id).state, "leased");
	await world.clock.advance(2 * SECOND);
	await stopped;

	assert.equal(world.store.row(message.id).state, "deferred");
});
