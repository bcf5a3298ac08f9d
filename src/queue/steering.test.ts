import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import {
	again,
	allAfter,
	aQueuedMessage,
	deferred,
	delivered,
	queueWorld,
	unreachable,
} from "../../test/support/queue-world.ts";
import { HOUR, MINUTE, SECOND } from "../terms/clock.ts";

const hand = { by: "ann@relay.example", note: "their request" };
const there = { destination: "there.example" };
const small = { firstAttemptsPerDestination: 1, attemptsPerDestination: 1 };

/** A world in which each attempt takes a second. */
function aSlowWorld(outcome = delivered, configuration = {}) {
	const clock = virtualClock();
	return queueWorld({
		clock,
		verdict: allAfter(clock, SECOND, outcome),
		configuration: { ...small, ...configuration },
	});
}

test("what waits in memory is cancelled, what is under way ends, and the answer says how many that are", async () => {
	const world = aSlowWorld();
	await world.queue.start();
	const [first, second, third] = [1, 2, 3].map(() => aQueuedMessage());
	assert.ok(first && second && third);
	for (const message of [first, second, third]) world.accept(message);
	await world.clock.advance(10);

	const done = world.queue.steering.act("cancel", there, hand);
	await world.clock.advance(50);
	assert.deepEqual(await done, { changed: 2, underWay: 1 });
	await world.clock.advance(MINUTE);

	assert.equal(world.attempts.length, 1);
	const states = [first, second, third].map(({ id }) => world.store.row(id).state);
	assert.deepEqual(states, ["delivered", "cancelled", "cancelled"]);
	assert.equal((await world.queue.depth()).memory.contentBytes, 0);
});

test("who sent what is cancelled is told of it, once for each message", async () => {
	const reports = [aQueuedMessage(["shop@shop.example"], { reversePath: "", leased: false })];
	const world = queueWorld({ report: async () => reports.pop() });
	await world.queue.start();
	world.store.add(aQueuedMessage(["a@there.example", "b@there.example"], { leased: false }));

	assert.equal((await world.queue.steering.act("cancel", there, hand)).changed, 2);
	await world.clock.advance(SECOND);

	const [failed] = world.reported;
	assert.deepEqual([world.reported.length, failed?.length, world.store.reports.length], [1, 2, 1]);
	const { to, cause, facts } = failed?.[0]?.settlement ?? {};
	assert.deepEqual(
		[to, cause, facts?.by, facts?.notes],
		["cancelled", "cancelled-by-operator", hand.by, [hand.note]],
	);
	assert.deepEqual(
		world.attempts.map(({ destination }) => destination),
		["shop.example"],
	);
});

test("a report that cannot be written keeps nothing from being cancelled", async () => {
	const world = queueWorld({ report: () => Promise.reject(new Error("no")) });
	await world.queue.start();
	world.store.add(aQueuedMessage(undefined, { leased: false }));
	assert.equal((await world.queue.steering.act("cancel", there, hand)).changed, 1);
	assert.deepEqual(world.faults, ["writing a DSN"]);
});

test("one recipient, or one account's, is held; the others are tried", async () => {
	const world = aSlowWorld();
	await world.queue.start();
	const running = aQueuedMessage();
	const mine = aQueuedMessage(["a@there.example", "b@there.example"]);
	const theirs = aQueuedMessage(undefined, { accountId: "01AN0THER00000000000000000" as never });
	for (const message of [running, mine, theirs]) world.accept(message);
	await world.clock.advance(10);

	const one = world.queue.steering.act("hold", { ...there, recipient: { message: mine.id, index: 1 } }, hand);
	await world.clock.advance(50);
	assert.deepEqual(await one, { changed: 1, underWay: 0 });
	const all = world.queue.steering.act("hold", { ...there, accountId: theirs.accountId }, hand);
	await world.clock.advance(50);
	assert.equal((await all).changed, 1);
	await world.clock.advance(MINUTE);

	assert.deepEqual(
		[world.store.row(mine.id, 0).state, world.store.row(mine.id, 1).state, world.store.row(theirs.id).state],
		["delivered", "held", "held"],
	);
	assert.deepEqual(await world.queue.steering.act("release", there, hand), { changed: 2, underWay: 0 });
	await world.clock.advance(MINUTE);
	assert.equal(world.store.row(theirs.id).state, "delivered");
});

test("a paused destination is left alone, also by mail that comes in and after a restart, until it is resumed", async () => {
	const world = aSlowWorld();
	await world.queue.start();
	const first = aQueuedMessage();
	const waiting = aQueuedMessage();
	world.accept(first);
	world.accept(waiting);
	await world.clock.advance(10);

	const paused = world.queue.steering.pause("there.example", hand);
	await world.clock.advance(1);
	assert.equal(world.queue.hasRoom(["there.example"]), false);
	assert.equal(world.queue.hasRoom(["else.example"]), true);
	await world.clock.advance(50);
	assert.equal((await paused).leased, 1);
	const fresh = aQueuedMessage();
	world.accept(fresh);
	world.accept(aQueuedMessage(["x@else.example"]));
	await world.clock.advance(HOUR);
	assert.deepEqual(
		world.attempts.map(({ destination }) => destination),
		["there.example", "else.example"],
	);
	assert.deepEqual(
		[first, waiting, fresh].map(({ id }) => world.store.row(id).state),
		["delivered", "queued", "queued"],
	);
	const { memory } = await world.queue.depth();
	assert.deepEqual([memory.paused, memory.recipients], [1, 0]);

	await world.queue.steering.resume("there.example");
	await world.clock.advance(MINUTE);
	assert.equal(world.store.row(fresh.id).state, "delivered");
	assert.equal(world.queue.hasRoom(["there.example"]), true);
});

test("nothing begins while a pause is being written down", async () => {
	const world = aSlowWorld();
	await world.queue.start();
	for (let i = 0; i < 2; i++) world.accept(aQueuedMessage());
	await world.clock.advance(10);
	const { pause } = world.store.steering;
	world.store.steering.pause = async (what) => {
		await new Promise<void>((resolve) => world.clock.after(3 * SECOND, resolve));
		await pause(what);
	};
	const paused = world.queue.steering.pause("there.example", hand);
	await world.clock.advance(MINUTE);
	assert.equal((await paused).queued, 1);
	assert.equal(world.attempts.length, 1);
});

test("what was paused before the start is paused", async () => {
	const world = queueWorld();
	world.store.steering.paused.set("there.example", { destination: "there.example", since: 0, ...hand });
	world.store.add(aQueuedMessage(undefined, { leased: false }));
	await world.queue.start();
	await world.clock.advance(HOUR);
	assert.equal(world.attempts.length, 0);
});

test("a pause that cannot be written down is none", async () => {
	const world = queueWorld();
	await world.queue.start();
	world.store.failure = new Error("disk full");
	await assert.rejects(world.queue.steering.pause("there.example", hand), /disk full/);
	world.store.failure = null;
	world.accept(aQueuedMessage());
	await world.clock.advance(SECOND);
	assert.equal(world.attempts.length, 1);
});

test("an act that fails gives everything free again", async () => {
	const world = aSlowWorld();
	await world.queue.start();
	for (let i = 0; i < 3; i++) world.accept(aQueuedMessage());
	await world.clock.advance(10);
	world.store.failure = new Error("disk full");
	const held = assert.rejects(world.queue.steering.act("hold", there, hand));
	await world.clock.advance(MINUTE);
	await held;
	world.store.failure = null;
	await world.clock.advance(HOUR);
	assert.deepEqual(
		[...world.store.rows.values()].map(({ state }) => state),
		["delivered", "delivered", "delivered"],
	);
});

test("what is tried now does not wait for its time, nor for a destination that rests", async () => {
	let reachable = false;
	const world = queueWorld({
		verdict: ({ consignment }) => consignment.recipients.map(reachable ? delivered : unreachable),
	});
	await world.queue.start();
	const messages = [aQueuedMessage(), aQueuedMessage()];
	for (const message of messages) world.accept(message);
	await world.clock.advance(SECOND);
	assert.equal(world.attempts.length, 1);
	reachable = true;
	await world.clock.advance(SECOND);

	assert.deepEqual(await world.queue.steering.act("retry", there, hand), { changed: 2, underWay: 0 });
	await world.clock.advance(SECOND);
	assert.deepEqual(
		messages.map(({ id }) => world.store.row(id).state),
		["delivered", "delivered"],
	);
});

test("an attempt whose rest goes on in another transaction stops between the two when its destination is paused", async () => {
	const clock = virtualClock();
	const world = queueWorld({
		clock,
		verdict: async ({ consignment }) => {
			await new Promise<void>((resolve) => clock.after(SECOND, resolve));
			return consignment.recipients.map((recipient, i) => (i === 0 ? deferred(recipient) : again(recipient)));
		},
	});
	await world.queue.start();
	const message = aQueuedMessage(["a@there.example", "b@there.example"]);
	world.accept(message);
	await clock.advance(10);
	const paused = world.queue.steering.pause("there.example", hand);
	await clock.advance(2 * SECOND);
	await paused;
	assert.equal(world.attempts.length, 1);
	assert.deepEqual(
		[0, 1].map((i) => world.store.row(message.id, i).state),
		["deferred", "queued"],
	);
});

test("acts on one destination take turns, and many recipients are done in parts", async () => {
	const world = queueWorld();
	await world.queue.start();
	await world.queue.steering.pause("there.example", hand);
	for (let i = 0; i < 1_300; i++) world.store.add(aQueuedMessage(undefined, { leased: false }));
	const [held, released] = await Promise.all([
		world.queue.steering.act("hold", there, hand),
		world.queue.steering.act("release", there, hand),
	]);
	assert.deepEqual([held.changed, released.changed], [1_300, 1_300]);
});
