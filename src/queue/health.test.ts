import assert from "node:assert/strict";
import { test } from "node:test";
import { MINUTE, SECOND } from "../terms/clock.ts";
import { Health } from "./health.ts";

const limits = {
	firstAttemptsPerDestination: 5,
	attemptsPerDestination: 20,
	firstRestMs: 30 * SECOND,
	longestRestMs: 10 * MINUTE,
};

const seen = { cause: "connection-refused", facts: { startedAt: 0, durationMs: 3, phase: "connect" } };

const proven = (): Health => {
	const health = new Health(limits);
	health.reached();
	return health;
};

test("the first attempt goes alone; a destination that it reached gets five at once", () => {
	const health = new Health(limits);
	assert.equal(health.window, 1);

	health.reached();

	assert.equal(health.window, 5);
});

test("the window grows by one for each window of attempts that reached the destination, up to its limit", () => {
	const health = proven();

	for (let i = 0; i < 3; i++) health.reached();
	assert.equal(health.window, 5);
	for (let i = 0; i < 2; i++) health.reached();
	assert.equal(health.window, 6);

	for (let i = 0; i < 1_000; i++) health.reached();
	assert.equal(health.window, 20);
});

test("a failure among successes costs one attempt at once, not the destination", () => {
	const health = proven();

	for (let round = 0; round < 3; round++) {
		assert.equal(health.failed(1_000, seen), false);
		health.reached();
	}

	assert.equal(health.window, 2);
	assert.equal(health.restingAt(1_000), undefined);
});

test("a destination rests when a whole window of attempts in a row could not reach it", () => {
	const health = proven();

	const results = [1, 2, 3, 4].map(() => health.failed(1_000, seen));

	assert.deepEqual(results, [false, false, false, true]);
	assert.equal(health.restingAt(1_000), seen);
	assert.equal(health.restingAt(1_000 + 30 * SECOND), undefined);
});

test("a destination that was never reached rests after one attempt", () => {
	assert.equal(new Health(limits).failed(1_000, seen), true);
});

test("after a rest one attempt decides, and rests double up to ten minutes", () => {
	const health = new Health(limits);
	const rests: number[] = [];
	let now = 1_000;

	health.failed(now, seen);
	for (let i = 0; i < 7; i++) {
		rests.push((health.restsUntil - now) / SECOND);
		assert.equal(health.window, 1);
		now = health.restsUntil;
		assert.equal(health.failed(now, seen), true);
	}

	assert.deepEqual(rests, [30, 60, 120, 240, 480, 600, 600]);
});

test("a destination that is back starts again with five attempts, and its next rest is short", () => {
	const health = new Health(limits);
	health.failed(1_000, seen);
	health.failed(health.restsUntil, seen);

	health.reached();
	assert.equal(health.window, 5);

	for (let i = 0; i < 4; i++) health.failed(MINUTE, seen);
	assert.equal(health.restsUntil, MINUTE + 30 * SECOND);
});

test("attempts that were under way when the rest began do not lengthen it", () => {
	const health = proven();
	for (let i = 0; i < 4; i++) health.failed(1_000, seen);

	assert.equal(health.failed(2_000, seen), false);

	assert.equal(health.restsUntil, 1_000 + 30 * SECOND);
});
