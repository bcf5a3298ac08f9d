import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "./clock.ts";

test("timers run in the order in which they are due, each at its moment", async () => {
	const clock = virtualClock(1_000);
	const seen: string[] = [];
	clock.after(30, () => seen.push(`late ${clock.now()}`));
	clock.after(10, () => seen.push(`early ${clock.now()}`));
	clock.after(10, () => seen.push("early too"));

	await clock.advance(20);
	assert.deepEqual(seen, ["early 1010", "early too"]);
	assert.equal(clock.now(), 1_020);

	await clock.advance(10);
	assert.deepEqual(seen.slice(2), ["late 1030"]);
});

test("a timer set by a promise that a timer resolved still runs in the same advance", async () => {
	const clock = virtualClock(0);
	const seen: number[] = [];
	clock.after(10, async () => {
		await Promise.resolve();
		clock.after(10, () => seen.push(clock.monotonicMs()));
	});

	await clock.advance(25);

	assert.deepEqual(seen, [20]);
	assert.equal(clock.monotonicMs(), 25);
});

test("a cancelled timer does not run", async () => {
	const clock = virtualClock(0);
	const timer = clock.after(10, () => assert.fail("it ran"));

	timer.cancel();
	timer.cancel();
	await clock.advance(100);

	assert.equal(clock.pending, 0);
});
