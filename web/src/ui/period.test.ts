import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAt, momentsOf, startOfDay } from "./period.ts";

const NOON = Date.parse("2026-03-29T12:00:00Z");
const iso = (at: number): string => new Date(at).toISOString();

test("a day begins at midnight of its zone, also on the days when clocks change", () => {
	assert.equal(iso(startOfDay("2026-03-29", "Europe/Zurich")), "2026-03-28T23:00:00.000Z");
	assert.equal(iso(startOfDay("2026-03-30", "Europe/Zurich")), "2026-03-29T22:00:00.000Z");
	assert.equal(iso(startOfDay("2026-10-26", "Europe/Zurich")), "2026-10-25T23:00:00.000Z");
	assert.equal(iso(startOfDay("2026-06-01", "America/New_York")), "2026-06-01T04:00:00.000Z");
	assert.equal(iso(startOfDay("2026-06-01", "UTC")), "2026-06-01T00:00:00.000Z");
	assert.equal(dayAt(Date.parse("2026-05-31T23:30:00Z"), "Asia/Tokyo"), "2026-06-01");
});

test("seven days are today and the six before it", () => {
	assert.deepEqual(momentsOf({ preset: "7d" }, NOON, "Europe/Zurich"), {
		from: "2026-03-22T23:00:00.000Z",
		to: "2026-03-29T22:00:00.000Z",
	});
	assert.deepEqual(momentsOf({ preset: "yesterday" }, NOON, "UTC"), {
		from: "2026-03-28T00:00:00.000Z",
		to: "2026-03-29T00:00:00.000Z",
	});
});

test("the last day of a chosen period belongs to it", () => {
	assert.deepEqual(momentsOf({ from: "2026-02-27", to: "2026-02-28" }, NOON, "UTC"), {
		from: "2026-02-27T00:00:00.000Z",
		to: "2026-03-01T00:00:00.000Z",
	});
});
