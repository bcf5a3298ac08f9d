import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../../test/support/fuzz.ts";
import { differences } from "./difference.ts";

test("only what has changed is told, by its path", () => {
	assert.deepEqual(
		differences(
			{ id: "1", name: "CRM", disabled: false, limits: { perMinute: 10, domains: 3 } },
			{ id: "1", name: "CRM", disabled: true, limits: { perMinute: 20, domains: 3 } },
		),
		[
			{ path: "disabled", before: "false", after: "true", isList: false },
			{ path: "limits.perMinute", before: "10", after: "20", isList: false },
		],
	);
});

test("something new has nothing before, something removed nothing after", () => {
	assert.deepEqual(differences(null, { id: "1", name: "CRM", note: "" }), [
		{ path: "name", before: null, after: "CRM", isList: false },
	]);
	assert.deepEqual(differences({ name: "CRM" }, null), [
		{ path: "name", before: "CRM", after: null, isList: false },
	]);
});

test("of a list is told what was put in and taken out; its order is nothing", () => {
	assert.deepEqual(differences({ types: ["a", "b"], to: [] }, { types: ["c", "a"], to: [] }), [
		{ path: "types", before: "b", after: "c", isList: true },
	]);
	assert.deepEqual(differences({ types: ["a", "b"] }, { types: ["b", "a"] }), []);
	assert.deepEqual(differences(null, { types: ["a", "b"] }), [
		{ path: "types", before: null, after: "a, b", isList: false },
	]);
});

test("whatever a thing looks like, it does not differ from itself, and any other does not stop it", () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
			assert.deepEqual(differences(one, structuredClone(one)), []);
			for (const { path } of differences(one, other)) assert.equal(typeof path, "string");
		}),
		{ numRuns: fuzzRuns(200) },
	);
});
