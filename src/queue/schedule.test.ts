import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/fuzz.ts";
import { DAY, HOUR, MINUTE } from "../terms/clock.ts";
import { defaultQueueConfiguration as configuration } from "./configuration.ts";
import { type FailedForNow, nextAttemptAt } from "./schedule.ts";

const received = Date.parse("2026-01-05T09:00:00Z");

const failed = (facts: Partial<FailedForNow> = {}): FailedForNow => ({
	now: received,
	receivedAt: received,
	isReport: false,
	attempt: 1,
	interruptions: 0,
	random: 0.5,
	...facts,
});

const delayMs = (facts: Partial<FailedForNow> = {}): number => {
	const moment = failed(facts);
	return (nextAttemptAt(moment, configuration) as number) - moment.now;
};

test("retries come after 5, 10, 20, 40, 80 and 160 minutes, then every 4 hours", () => {
	// RFC 5321 §4.5.4.1
	const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 30].map((attempt) => delayMs({ attempt }) / MINUTE);

	assert.deepEqual(minutes, [5, 10, 20, 40, 80, 160, 240, 240, 240]);
});

test("a delay varies by 15 % either way", () => {
	assert.equal(delayMs({ random: 0 }), 5 * MINUTE * 0.85);
	assert.ok(delayMs({ random: 0.999_999 }) <= 5 * MINUTE * 1.15);
	assert.ok(delayMs({ random: 0.999_999 }) > 5 * MINUTE * 1.149);
});

test("an attempt that was interrupted does not count for the schedule", () => {
	assert.equal(delayMs({ attempt: 3, interruptions: 2 }), 5 * MINUTE);
	assert.equal(delayMs({ attempt: 1, interruptions: 1 }), 5 * MINUTE);
});

test("what the reply asks for is waited for when it is longer than the schedule", () => {
	assert.equal(delayMs({ retryAfterMs: 30 * MINUTE }), 30 * MINUTE);
	assert.equal(delayMs({ retryAfterMs: 2 * MINUTE }), 5 * MINUTE);
});

test("a reply cannot ask for more than 24 hours", () => {
	assert.equal(delayMs({ retryAfterMs: 90 * DAY }), 24 * HOUR);
});

test("the last attempt is made when the lifetime of five days ends", () => {
	const now = received + 5 * DAY - HOUR;

	assert.equal(delayMs({ now, attempt: 20 }), HOUR);
	assert.equal(nextAttemptAt(failed({ now: received + 5 * DAY }), configuration), null);
});

test("a report lives two days", () => {
	assert.equal(nextAttemptAt(failed({ isReport: true, now: received + 2 * DAY }), configuration), null);
	assert.notEqual(
		nextAttemptAt(failed({ isReport: true, now: received + 2 * DAY - 1 }), configuration),
		null,
	);
});

test("whatever happened, the next attempt is at least a minute away and never earlier than asked", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 6 * DAY }),
			fc.integer({ min: 1, max: 60 }),
			fc.integer({ min: 0, max: 60 }),
			fc.option(fc.integer({ min: -HOUR, max: 2 * DAY }), { nil: undefined }),
			fc.double({ min: 0, max: 0.999_999, noNaN: true }),
			(ageMs, attempt, interruptions, retryAfterMs, random) => {
				const now = received + ageMs;
				const moment = failed({ now, attempt, interruptions, random });
				const due = nextAttemptAt(
					retryAfterMs === undefined ? moment : { ...moment, retryAfterMs },
					configuration,
				);
				if (due === null) return ageMs >= 5 * DAY;
				return due - now >= MINUTE && due - now >= Math.min(retryAfterMs ?? 0, 24 * HOUR);
			},
		),
	);
});
