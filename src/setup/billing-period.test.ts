import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fuzzRuns } from "../../test/support/fuzz.ts";
import { billingPeriod } from "./billing-period.ts";

const period = (anchor: string, now: string): [string, string] => {
	const { periodStart, renewsAt } = billingPeriod(Date.parse(anchor), Date.parse(now));
	return [new Date(periodStart).toISOString(), new Date(renewsAt).toISOString()];
};

test("a period begins on the anchor's day and time", () => {
	assert.deepEqual(period("2026-01-10T08:30:00Z", "2026-03-10T08:29:59.999Z"), [
		"2026-02-10T08:30:00.000Z",
		"2026-03-10T08:30:00.000Z",
	]);
	assert.deepEqual(period("2026-01-10T08:30:00Z", "2026-03-10T08:30:00Z"), [
		"2026-03-10T08:30:00.000Z",
		"2026-04-10T08:30:00.000Z",
	]);
});

test("a month too short begins its period on its last day, and the next has the anchor's day again", () => {
	assert.deepEqual(period("2026-01-31T00:00:00Z", "2026-02-28T12:00:00Z"), [
		"2026-02-28T00:00:00.000Z",
		"2026-03-31T00:00:00.000Z",
	]);
	assert.deepEqual(period("2026-01-31T00:00:00Z", "2028-02-29T12:00:00Z"), [
		"2028-02-29T00:00:00.000Z",
		"2028-03-31T00:00:00.000Z",
	]);
	assert.deepEqual(period("2024-02-29T00:00:00Z", "2025-02-28T00:00:00Z"), [
		"2025-02-28T00:00:00.000Z",
		"2025-03-29T00:00:00.000Z",
	]);
});

test("a clock that stands before the anchor is in a period that ends at or before it", () => {
	assert.deepEqual(period("2026-01-15T00:00:00Z", "2025-12-31T23:00:00Z"), [
		"2025-12-15T00:00:00.000Z",
		"2026-01-15T00:00:00.000Z",
	]);
});

const START = Date.UTC(2026, 0, 1);
const THIRTY_YEARS = Date.UTC(2056, 0, 1) - START;
const moment = fc.integer({ min: START, max: START + THIRTY_YEARS });

test("over thirty years every moment is in exactly one period, 28 to 31 days long, that meets its neighbours", () => {
	const day = 86_400_000;
	fc.assert(
		fc.property(moment, moment, (anchor, now) => {
			const { periodStart, renewsAt } = billingPeriod(anchor, now);
			assert.ok(periodStart <= now && now < renewsAt);
			assert.ok(renewsAt - periodStart >= 28 * day && renewsAt - periodStart <= 31 * day);
			assert.deepEqual(billingPeriod(anchor, periodStart), { periodStart, renewsAt });
			assert.deepEqual(billingPeriod(anchor, renewsAt - 1), { periodStart, renewsAt });
			assert.equal(billingPeriod(anchor, renewsAt).periodStart, renewsAt);
			assert.equal(billingPeriod(anchor, periodStart - 1).renewsAt, periodStart);
		}),
		{ numRuns: fuzzRuns(2_000) },
	);
});

test("thirty years from an anchor hold three hundred and sixty periods, none skipped", () => {
	fc.assert(
		fc.property(moment, (anchor) => {
			let at = anchor;
			for (let periods = 0; periods < 360; periods++) at = billingPeriod(anchor, at).renewsAt;
			const from = new Date(anchor);
			const to = new Date(at);
			assert.equal(to.getUTCFullYear() - from.getUTCFullYear(), 30);
			assert.equal(to.getUTCMonth(), from.getUTCMonth());
		}),
		{ numRuns: fuzzRuns(30) },
	);
});
