/**
 * `npm run fuzz [-- --minutes 5] [--seed 7] [folders and files]`: all tests that import test/support/fuzz.ts, again
 * and again with new seeds, until the time is over or one fails. Then its output and the command that repeats it
 * are printed, and the exit code is 1.
 */

import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

/** Far more than any property manages in its time. */
const RUNS = 10_000_000;
/** One round of one property. */
const SECONDS = 10;
/** A file that takes longer hangs, which is a failure. */
const FILE_SECONDS = 600;

process.chdir(path.join(import.meta.dirname, ".."));
const { values, positionals } = parseArgs({
	options: { minutes: { type: "string", default: "5" }, seed: { type: "string" } },
	allowPositionals: true,
});
const end = performance.now() + Number(values.minutes) * 60_000;
const files = fuzzTests(positionals.length > 0 ? positionals : ["src", "cli", "web", "test"]);
let failed = files.length === 0 || !(Number(values.minutes) > 0);
if (failed) console.log("Nothing to do: no fuzz test there, or no minutes.");
let rounds = 0;
while (!failed && (rounds === 0 || performance.now() < end)) {
	const seed = values.seed ?? String(randomInt(1, 2 ** 31));
	for (const file of files) {
		if (rounds > 0 && performance.now() >= end) break;
		const left = Math.ceil((end - performance.now()) / 1_000);
		if (!passes(file, seed, Math.max(1, Math.min(SECONDS, left)))) failed = true;
	}
	rounds++;
	console.log(`round ${rounds}, seed ${seed}: ${failed ? "failed" : "passed"}`);
}
process.exitCode = failed ? 1 : 0;

function fuzzTests(places: readonly string[]): string[] {
	const tests = places.flatMap((place) =>
		place.endsWith(".ts") ? [place] : globSync(`${place}/**/*.test.ts`),
	);
	return tests.filter((file) => readFileSync(file, "utf8").includes("support/fuzz.ts")).toSorted();
}

function passes(file: string, seed: string, seconds: number): boolean {
	const env = {
		...process.env,
		FUZZ_RUNS: String(RUNS),
		FUZZ_SECONDS: String(seconds),
		FUZZ_SEED: seed,
	};
	const args = ["--disable-warning=ExperimentalWarning", "--test", "--test-reporter=spec", file];
	const timeout = FILE_SECONDS * 1_000;
	const done = spawnSync(process.execPath, args, { env, timeout, encoding: "utf8" });
	if (done.status === 0) return true;
	console.log(done.stdout, done.stderr);
	console.log(`failed with seed ${seed}: npm run fuzz -- --seed ${seed} --minutes 1 ${file}`);
	return false;
}
