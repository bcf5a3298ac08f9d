import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenPromises } from "./gen-causes.ts";

test("a cause that was released keeps its id and its kind of bounce", () => {
	assert.deepEqual(brokenPromises({ loop: "soft" }, { loop: "soft", policy: "soft" }), []);
	assert.equal(brokenPromises({ loop: "soft" }, {}).length, 1);
	assert.equal(brokenPromises({ loop: "soft" }, { loop: "hard" }).length, 1);
});
