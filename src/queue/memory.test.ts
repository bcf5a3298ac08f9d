import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import { allAfter, aQueuedMessage, delivered, queueWorld } from "../../test/support/queue-world.ts";
import { HOUR, MINUTE, SECOND } from "../terms/clock.ts";

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
