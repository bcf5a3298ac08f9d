import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { checks, root } from "../scripts/checks.js";

/** `npm run check` has already run them when it comes to the tests. */
const done = process.env["CHECKS_ARE_DONE"] === "1";

for (const { name, command } of done ? [] : checks) {
	test(`the check of ${name} finds nothing`, () => {
		const [program, ...args] = command;
		const run = spawnSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
		assert.equal(run.status, 0, `${run.stdout}${run.stderr}${run.error ?? ""}`);
	});
}
