import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import {
	allAfter,
	aQueuedMessage,
	delivered,
	queueWorld,
	unreachable,
} from "../../test/support/queue-world.ts";
import { HOUR, MINUTE, SECOND } from "../terms/clock.ts";

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
