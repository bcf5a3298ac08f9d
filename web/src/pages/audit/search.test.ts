import assert from "node:assert/strict";
import { test } from "node:test";
import { periodOf, queryOf } from "./search.ts";

const NOON = Date.parse("2026-11-30T12:00:00Z");

test("without anything the last thirty days are asked for", () => {
	assert.deepEqual(periodOf({}), { preset: "30d" });
	assert.deepEqual(periodOf({ from: "yesterday", to: "2026-11-30" }), { preset: "30d" });
	assert.deepEqual(queryOf({ actor: "x" }, NOON, "UTC"), {
		action: undefined,
		actor: "x",
		target: undefined,
		from: "2026-11-01T00:00:00.000Z",
		to: "2026-12-01T00:00:00.000Z",
	});
});

test("two days are a period with both of them in it", () => {
	const { from, to } = queryOf({ from: "2026-11-03", to: "2026-11-03" }, NOON, "UTC");
	assert.deepEqual([from, to], ["2026-11-03T00:00:00.000Z", "2026-11-04T00:00:00.000Z"]);
});
