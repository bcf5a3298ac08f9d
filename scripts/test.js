/**
 * `npm test`: sets up what tests use, runs all of them (or those under the folders and files named as arguments)
 * and ends with one plain line: "N passed, N failed", with ", N skipped" when some were.
 */

import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { runsOnThisNode } from "./node-version.js";

const FOLDERS = ["src", "cli", "web", "test", "scripts", "bench"];

/** Commands that some tests use, with the Debian package of each. Without one, those tests skip and say so. */
const COMMANDS = { strace: "strace", unbound: "unbound", nsd: "nsd", knotd: "knot", chromium: "chromium" };

if (runsOnThisNode()) {
	process.chdir(path.join(import.meta.dirname, ".."));
	installCommands();
	const { buildWebApp } = await import("../web/build/index.ts");
	await buildWebApp((text) => console.log(text));
	await runTests(process.argv.slice(2));
}

/** Best effort: never a reason to fail, and never longer than a few minutes. */
function installCommands() {
	if (process.platform !== "linux" || process.getuid?.() !== 0) return;
	const missing = Object.keys(COMMANDS).filter((name) => spawnSync(name, ["--version"]).error !== undefined);
	if (missing.length === 0) return;
	const packages = missing.map((name) => COMMANDS[name]);
	const quiet = {
		stdio: "ignore",
		timeout: 120_000,
		env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
	};
	const install = () =>
		spawnSync("apt-get", ["install", "-qq", "-y", "--no-install-recommends", ...packages], quiet);
	if (install().status === 0) return;
	spawnSync("apt-get", ["update", "-qq"], quiet);
	if (install().status !== 0)
		console.log(`Not installed, tests that use them are skipped: ${missing.join(", ")}`);
}

/** @param {string[]} args folders and files; "--without-checks" leaves test/checks.test.ts out */
async function runTests(args) {
	const { run } = await import("node:test");
	const { spec } = await import("node:test/reporters");
	const named = args.filter((arg) => !arg.startsWith("--"));
	const tests = run({
		globPatterns: (named.length > 0 ? named : FOLDERS).map((place) =>
			statSync(place, { throwIfNoEntry: false })?.isFile() ? place : `${place}/**/*.test.ts`,
		),
		// Journeys start whole services: more at once than cores only makes them wait for each other.
		concurrency: 2,
		timeout: 5 * 60_000,
		execArgv: ["--disable-warning=ExperimentalWarning"],
		...(args.includes("--without-checks") ? { env: { ...process.env, CHECKS_ARE_DONE: "1" } } : {}),
	});
	let counts;
	tests.on("test:summary", (summary) => {
		if (summary.file === undefined) counts = summary;
	});
	for await (const text of tests.compose(spec())) process.stdout.write(text);
	conclude(counts?.counts);
}

/** @param {{ tests: number, passed: number, failed: number, cancelled: number, skipped: number } | undefined} counts */
function conclude(counts) {
	const { passed = 0, failed = 0, cancelled = 0, skipped = 0 } = counts ?? {};
	const skips = skipped > 0 ? `, ${skipped} skipped` : "";
	if (passed === 0) console.log("No test passed: that is a failure too.");
	console.log(`\n${passed} passed, ${failed + cancelled} failed${skips}`);
	process.exitCode = failed + cancelled > 0 || passed === 0 ? 1 : 0;
}
