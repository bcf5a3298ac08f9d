/**
 * Everything that is checked besides the tests, cheapest first. Generators and checkers are found by their names,
 * so that a new scripts/gen-x.ts or scripts/check-x.ts cannot be forgotten here.
 */

import { readdirSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const tool = (name) => path.join(root, "node_modules", ".bin", name);

const scripts = (prefix, ...args) =>
	readdirSync(import.meta.dirname)
		.filter((file) => file.startsWith(prefix) && file.endsWith(".ts") && !file.endsWith(".test.ts"))
		.map((file) => ({
			name: `scripts/${file}`,
			command: [process.execPath, "--disable-warning=ExperimentalWarning", `scripts/${file}`, ...args],
		}));

/** @type {readonly { name: string, command: readonly string[] }[]} */
export const checks = [
	{ name: "format and lint", command: [tool("biome"), "ci", "--colors=off", "--error-on-warnings", "."] },
	{ name: "types", command: [tool("tsc"), "--noEmit"] },
	{ name: "types of the web app", command: [tool("tsc"), "--noEmit", "-p", "web"] },
	{
		name: "import floors",
		command: [
			tool("depcruise"),
			"--output-type",
			"err-long",
			"src",
			"cli",
			"web",
			"scripts",
			"test",
			"bench",
		],
	},
	...scripts("check-"),
	...scripts("gen-", "--check"),
	{ name: "dead code", command: [tool("knip"), "--no-progress"] },
];

export { root };
