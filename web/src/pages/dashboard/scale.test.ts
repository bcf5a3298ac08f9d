import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../../test/support/fuzz.ts";
import { cumulated, linesFor } from "./scale.ts";

test("lines are at round numbers, and the highest is not below the highest column", () => {
	assert.deepEqual(linesFor(0), [0, 1]);
	assert.deepEqual(linesFor(3), [0, 1, 2, 3]);
	assert.deepEqual(linesFor(137), [0, 50, 100, 150]);
	assert.deepEqual(linesFor(8_240), [0, 5_000, 10_000]);
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (most) => {
			const lines = linesFor(most);
			const top = lines.at(-1) ?? 0;
			assert.ok(top >= most && lines.length <= 6 && lines.every(Number.isInteger), `${most}: ${lines}`);
		}),
	);
});

test("cumulative columns are running sums, and what is not counted stays", () => {
	const rows = [
		{ at: "a", sent: 1, lost: 0 },
		{ at: "b", sent: 2, lost: 3 },
	];
	assert.deepEqual(cumulated(rows, ["sent", "lost"]), [
		{ at: "a", sent: 1, lost: 0 },
		{ at: "b", sent: 3, lost: 3 },
	]);
});
