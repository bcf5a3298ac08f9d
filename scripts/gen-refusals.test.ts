import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenPromises, type Lock, nextLock } from "./gen-refusals.ts";

const row = { class: "temporary", phases: ["mail"], replies: [], http: null } as const;
const before: Lock = { old: row, kept: row };

test("a reason that is gone stays in the lock as retired", () => {
	const after = nextLock(before, { kept: row });
	assert.deepEqual(after["old"], { ...row, retired: true });
	assert.deepEqual(nextLock(after, { kept: row }), after);
});

test("a retired name is not used again, and a class does not change", () => {
	assert.deepEqual(brokenPromises(before, { ...before, added: row }), []);
	const retired = nextLock(before, { kept: row });
	assert.match(brokenPromises(retired, before).join(), /^old was retired/);
	assert.match(
		brokenPromises(before, { ...before, kept: { ...row, class: "permanent" } }).join(),
		/^kept was temporary/,
	);
});
