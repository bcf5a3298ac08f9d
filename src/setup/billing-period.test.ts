import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import { DAY, HOUR } from "../terms/clock.ts";
import { billingPeriod, timeZoneNamed } from "./billing-period.ts";

const period = (anchor: string, now: string, timeZone = "UTC"): [string, string] => {
	const { periodStart, renewsAt } = billingPeriod(Date.parse(anchor), timeZone, Date.parse(now));
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

test("the account's own clocks count: midnight in Paris is an hour earlier in summer", () => {
	assert.deepEqual(period("2026-01-31T23:00:00Z", "2026-07-10T00:00:00Z", "Europe/Paris"), [
		"2026-06-30T22:00:00.000Z",
		"2026-07-31T22:00:00.000Z",
	]);
});

test("a time that the clocks skip is as much later, and of one that they show twice it is the first", () => {
	// New York puts its clocks forward on 8 March 2026 at 02:00 and back on 1 November at 02:00.
	assert.deepEqual(
		period("2026-02-08T07:30:00Z", "2026-03-09T00:00:00Z", "America/New_York")[0],
		"2026-03-08T07:30:00.000Z",
	);
	assert.deepEqual(
		period("2026-10-01T05:30:00Z", "2026-11-02T00:00:00Z", "America/New_York")[0],
		"2026-11-01T05:30:00.000Z",
	);
});

test("a day that a country left out begins its period on the next", () => {
	// Samoa had no 30 December 2011.
	assert.equal(
		period("2011-10-30T10:00:00Z", "2012-01-05T00:00:00Z", "Pacific/Apia")[0],
		"2011-12-30T10:00:00.000Z",
	);
});

const START = Date.UTC(2000, 0, 1);
const END = Date.UTC(2060, 0, 1);
const moment = fc.integer({ min: START, max: END });
const zone = fc.constantFrom("UTC", ...Intl.supportedValuesOf("timeZone"));
/** No country has put its clocks forward or back by more at once, since 2000, than Samoa's day. */
const MOST_SHIFTED = 24 * HOUR;

test("over sixty years and all time zones, every moment is in exactly one period, a month long, that meets its neighbours", () => {
	fc.assert(
		fc.property(moment, zone, moment, (anchor, timeZone, now) => {
			const it = billingPeriod(anchor, timeZone, now);
			const { period, periodStart, renewsAt } = it;
			assert.ok(periodStart <= now && now < renewsAt);
			const shifted = timeZone === "Pacific/Apia" || timeZone === "Pacific/Fakaofo" ? MOST_SHIFTED : 2 * HOUR;
			assert.ok(renewsAt - periodStart >= 28 * DAY - shifted && renewsAt - periodStart <= 31 * DAY + shifted);
			assert.deepEqual(billingPeriod(anchor, timeZone, periodStart), it);
			assert.deepEqual(billingPeriod(anchor, timeZone, renewsAt - 1), it);
			const next = billingPeriod(anchor, timeZone, renewsAt);
			assert.deepEqual([next.period, next.periodStart], [period + 1, renewsAt]);
			const before = billingPeriod(anchor, timeZone, periodStart - 1);
			assert.deepEqual([before.period, before.renewsAt], [period - 1, periodStart]);
		}),
		{ numRuns: fuzzRuns(1_000) },
	);
});

test("thirty years from an anchor hold three hundred and sixty periods, none skipped, each in its month", () => {
	fc.assert(
		fc.property(moment, zone, (anchor, timeZone) => {
			const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
			const from = local(anchor);
			let at = anchor;
			for (let periods = 0; periods < 360; periods++) {
				const { period, periodStart, renewsAt } = billingPeriod(anchor, timeZone, at);
				assert.equal(period, periods);
				const shown = local(periodStart);
				const months = (shown.year - from.year) * 12 + shown.month - from.month;
				// A skipped midnight at a month's end shows the next month.
				assert.ok(months === periods || (months === periods + 1 && shown.day === 1), `${periodStart}`);
				assert.ok(
					shown.day === Math.min(from.day, shown.daysInMonth) || Math.abs(shown.hour - from.hour) > 0,
				);
				at = renewsAt;
			}
		}),
		{ numRuns: fuzzRuns(20) },
	);
});

test("another time zone moves the borders of periods, and the number of the period by one at most", () => {
	fc.assert(
		fc.property(moment, zone, zone, moment, (anchor, one, other, now) => {
			const before = billingPeriod(anchor, one, now);
			const after = billingPeriod(anchor, other, now);
			assert.ok(Math.abs(after.period - before.period) <= 1);
			if (after.period === before.period)
				assert.ok(Math.abs(after.renewsAt - before.renewsAt) <= 3 * DAY + 26 * HOUR);
		}),
		{ numRuns: fuzzRuns(500) },
	);
});

test("a time zone is known by its name, in any case, and an offset is none", () => {
	assert.equal(timeZoneNamed("europe/paris"), "Europe/Paris");
	assert.equal(timeZoneNamed("UTC"), "UTC");
	for (const wrong of ["", "+02:00", "Europe/Nowhere", "Paris\n", "x".repeat(100)])
		assert.equal(timeZoneNamed(wrong), undefined, wrong);
});
