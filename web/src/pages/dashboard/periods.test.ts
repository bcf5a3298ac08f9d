import assert from "node:assert/strict";
import { test } from "node:test";
import { comparison, periodIn } from "./periods.ts";

const NOON = Date.parse("2026-11-30T12:00:00Z");

test("today until now is compared with yesterday until the same time", () => {
	assert.deepEqual(comparison({ preset: "today" }, NOON, "UTC"), {
		current: { from: "2026-11-30T00:00:00.000Z", to: "2026-11-30T12:00:00.000Z" },
		previous: { from: "2026-11-29T00:00:00.000Z", to: "2026-11-29T12:00:00.000Z" },
		days: 1,
	});
});

test("days that are over are compared with as many days before them, also where clocks change", () => {
	assert.deepEqual(comparison({ from: "2026-10-25", to: "2026-10-26" }, NOON, "Europe/Zurich"), {
		current: { from: "2026-10-24T22:00:00.000Z", to: "2026-10-26T23:00:00.000Z" },
		previous: { from: "2026-10-22T22:00:00.000Z", to: "2026-10-24T22:00:00.000Z" },
		days: 2,
	});
});

test("an address that says no period, or an impossible one, means the last seven days", () => {
	const usual = { preset: "7d" };
	assert.deepEqual(periodIn({}), usual);
	assert.deepEqual(periodIn({ period: "century" }), usual);
	assert.deepEqual(periodIn({ from: "2026-11-30", to: "2026-11-01" }), usual);
	assert.deepEqual(periodIn({ from: "2020-01-01", to: "2026-11-01" }), usual);
	assert.deepEqual(periodIn({ from: "soon", to: "2026-11-01" }), usual);
	assert.deepEqual(periodIn({ period: "today" }), { preset: "today" });
	assert.deepEqual(periodIn({ from: "2026-11-01", to: "2026-11-01" }), {
		from: "2026-11-01",
		to: "2026-11-01",
	});
});
