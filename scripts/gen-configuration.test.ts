import assert from "node:assert/strict";
import { test } from "node:test";
import { written } from "./gen-configuration.ts";

test("a default is written as an operator would write it", () => {
	assert.equal(written({ kind: "duration", byDefault: 432_000_000 }), "`5d`");
	assert.equal(written({ kind: "duration", byDefault: 90_000 }), "`90s`");
	assert.equal(written({ kind: "size", byDefault: 20 * 1_024 * 1_024 }), "`20MB`");
	assert.equal(written({ kind: "size", byDefault: 1_500 }), "`1500B`");
	assert.equal(written({ kind: "list", byDefault: ["5m", "4h"] }), "`5m,4h`");
});

test("a setting that is off by default has no default to show", () => {
	assert.equal(written({ kind: "text", byDefault: null }), "");
	assert.equal(written({ kind: "list", byDefault: [] }), "");
});
