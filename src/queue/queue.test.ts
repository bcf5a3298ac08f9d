import assert from "node:assert/strict";
import { test } from "node:test";
import {
	again,
	aQueuedMessage,
	bounced,
	deferred,
	delivered,
	queueWorld,
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
