import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { endpoints } from "../../../../src/serve/api/index.ts";
import { partsOf, targetTypes } from "./actions.ts";
import { auditWords } from "./words.ts";

const SRC = path.join(import.meta.dirname, "../../../../src");

/** Those of the API, and those of sign-in and of tasks, which stand in their sources. */
const actions = (): readonly string[] => {
	const told = globSync(["serve/auth/*.ts", "setup/removal.ts", "setup/plans/payments.ts"], { cwd: SRC })
		.filter((file) => !file.endsWith(".test.ts"))
		.flatMap((file) => readFileSync(path.join(SRC, file), "utf8").match(/"[a-z-]+\.[a-z-]+"/g) ?? [])
		.map((quoted) => quoted.slice(1, -1))
		.filter((action) => (targetTypes as readonly string[]).includes(partsOf(action).type));
	return [...endpoints({} as never).flatMap(({ audits }) => audits ?? []), ...told];
};

test("every action has its words in both languages", () => {
	assert.ok(actions().includes("session.start"), String(actions()));
	for (const { types, verbs } of [auditWords.en, auditWords.fr])
		for (const action of actions()) {
			const { type, verb } = partsOf(action);
			assert.ok(type in types, action);
			assert.ok(verb in verbs, action);
		}
});

test("no words are left of what there is no more", () => {
	const parts = actions().map(partsOf);
	assert.deepEqual(
		Object.keys(auditWords.en.verbs).filter((name) => !parts.some(({ verb }) => verb === name)),
		[],
	);
});
