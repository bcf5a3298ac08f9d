/** `npm run check`: everything that CI runs, cheapest first; stops at the first failure. */

import { spawnSync } from "node:child_process";
import { runsOnThisNode } from "./node-version.js";

if (runsOnThisNode()) {
	const { checks, root } = await import("./checks.js");
	const tests = { name: "tests", command: [process.execPath, "scripts/test.js", "--without-checks"] };
	for (const { name, command } of [...checks, tests]) {
		console.log(`── ${name}`);
		const [program, ...args] = command;
		const { status } = spawnSync(program, args, { cwd: root, stdio: "inherit" });
		if (status !== 0) {
			console.log(`── ${name}: failed`);
			process.exit(1);
		}
	}
}
