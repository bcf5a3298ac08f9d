import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import { DAY, HOUR, type Instant, MINUTE } from "../terms/clock.ts";
import type { DomainId } from "../terms/ids.ts";
import { TALLY_SLOT_MS } from "../terms/tally.ts";
import type { TallyRow } from "./ports.ts";
import { figuresOf, type Period, previousOf, slotsOf, statisticsOf, stepsOf } from "./statistics.ts";

const SHOP = "01D0MA1N000000000000000000" as DomainId;

interface Counted extends TallyRow {
	readonly at: Instant;
}

/** As a store adds up. */
function statistics(rows: readonly Counted[], period: Period, timeZone: string) {
	const steps = stepsOf(period, timeZone);
	const series = rows.map(({ at, ...row }) => ({
		...row,
		at: steps.starts.findLast((start) => start <= at) as Instant,
	}));
	return statisticsOf({ tallies: rows, series }, steps);
}

const counted = (
	at: string | number,
	kind: string,
	count: number,
	change: Partial<TallyRow> = {},
): Counted => ({
	at: typeof at === "string" ? Date.parse(at) : at,
	kind,
	domainId: null,
	reason: "",
	count,
	...change,
});

const period = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });

describe("statistics", () => {
	test("days begin where the time zone's days do, also at half hours", () => {
		const rows = [counted("2026-03-01T18:15Z", "accepted", 1), counted("2026-03-01T18:30Z", "accepted", 2)];
		const days = statistics(rows, period("2026-02-28T18:30Z", "2026-03-03T18:30Z"), "Asia/Kolkata");
		assert.equal(days.unit, "day");
		assert.deepEqual(
			days.series.map(({ at, recipients }) => [new Date(at).toISOString(), recipients]),
			[
				["2026-02-28T18:30:00.000Z", 1],
				["2026-03-01T18:30:00.000Z", 2],
				["2026-03-02T18:30:00.000Z", 0],
			],
		);
	});

	test("the hour that comes twice when clocks go back is two hours, and that day has 25", () => {
		const night = statistics([], period("2026-10-24T22:00Z", "2026-10-25T23:00Z"), "Europe/Paris");
		assert.equal(night.unit, "hour");
		assert.equal(night.series.length, 25);
		const days = statistics([], period("2026-10-23T22:00Z", "2026-10-26T23:00Z"), "Europe/Paris");
		assert.deepEqual(
			days.series.map(({ at }) => new Date(at).toISOString().slice(0, 16)),
			["2026-10-23T22:00", "2026-10-24T22:00", "2026-10-25T23:00"],
		);
	});

	test("reasons come by their number, and domains with what became of their mail", () => {
		const at = "2026-03-01T00:00Z";
		const { topReasons, domains, figures } = statistics(
			[
				counted(at, "rejected", 2, { reason: "quota-exceeded", domainId: SHOP }),
				counted(at, "rejected", 3, { reason: "message-too-large" }),
				counted(at, "accepted", 9, { domainId: SHOP }),
				counted(at, "delivered", 5, { domainId: SHOP }),
				counted(at, "soft-bounce", 1, { domainId: SHOP }),
				counted(at, "hard-bounce", 2, { domainId: SHOP }),
				counted(at, "complaint", 1, { domainId: SHOP }),
				counted(at, "deferred", 7),
			],
			period(at, "2026-03-02T00:00Z"),
			"UTC",
		);
		assert.deepEqual(topReasons, [
			{ reason: "message-too-large", count: 3 },
			{ reason: "quota-exceeded", count: 2 },
		]);
		assert.deepEqual(domains, [{ domainId: SHOP, accepted: 9, delivered: 5, bounced: 3, rejected: 2 }]);
		assert.deepEqual(figures, {
			recipients: 9,
			delivered: 5,
			softBounces: 1,
			hardBounces: 2,
			rejected: 5,
			deferred: 7,
			complaints: 1,
		});
	});

	test("the series adds up to the figures in every time zone, and the periods touch", () => {
		const zones = ["UTC", "Europe/Paris", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"];
		fc.assert(
			fc.property(
				fc.constantFrom(...zones),
				fc.integer({ min: 0, max: 2_000 * DAY }),
				fc.integer({ min: MINUTE, max: 20 * DAY }),
				fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 9 })), {
					maxLength: 9,
				}),
				(timeZone, from, length, events) => {
					const whole = slotsOf({ from, to: from + length });
					assert.ok(whole.from <= from && whole.to >= from + length && whole.to - whole.from < length + HOUR);
					const rows = events.map(([where, count]) => {
						const at = whole.from + Math.floor((whole.to - whole.from) * where);
						return counted(at - (at % TALLY_SLOT_MS), "accepted", count);
					});
					const { series, figures } = statistics(rows, whole, timeZone);
					assert.equal(
						series.reduce((sum, { recipients }) => sum + recipients, 0),
						figures.recipients,
					);
					assert.deepEqual(figures, figuresOf(rows));
					assert.equal(series[0]?.at, whole.from);
					const before = previousOf(whole);
					assert.deepEqual([before.to, before.to - before.from], [whole.from, whole.to - whole.from]);
				},
			),
			{ numRuns: fuzzRuns(60) },
		);
	});
});
