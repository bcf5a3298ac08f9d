import assert from "node:assert/strict";
import { test } from "node:test";
import { permissions } from "../../../../src/terms/permissions.ts";
import { permissionGroups, presetOf } from "./presets.ts";

test("a usual set is known by what is in it, in any order", () => {
	assert.equal(presetOf(["messages:send"]), "send");
	assert.equal(presetOf(["activity:read", "dashboard:read"]), "activity");
	assert.equal(presetOf([...permissions].reverse()), "everything");
	assert.equal(presetOf(null), "everything");
	assert.equal(presetOf(["domains:read"]), undefined);
	assert.equal(presetOf([]), undefined);
});

test("every permission stands in one group", () => {
	assert.deepEqual(permissionGroups.flat().sort(), [...permissions].sort());
	assert.ok(permissionGroups.some((group) => String(group) === "domains:read,domains:write"));
});
