import assert from "node:assert/strict";
import { test } from "node:test";
import { aQueuedMessage, bounced, queueWorld } from "../../test/support/queue-world.ts";
import { MINUTE, SECOND } from "../terms/clock.ts";

test("outcomes that come together are recorded in one transaction", async () => {
	const world = queueWorld();
	await world.queue.start();

	for (let i = 0; i < 50; i++) world.accept(aQueuedMessage([`ann@d${i}.example`]));
	await world.clock.advance(SECOND);

	assert.deepEqual(world.store.batches, [50]);
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
