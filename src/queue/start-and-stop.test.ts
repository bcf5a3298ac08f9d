import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import { allAfter, aQueuedMessage, deferred, delivered, queueWorld } from "../../test/support/queue-world.ts";
import { SECOND } from "../terms/clock.ts";

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
