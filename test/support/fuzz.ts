/**
 * How often a property test tries: a few times in CI, as long as there is time under `npm run fuzz`.
 *
 * A test that imports this file is a fuzz test: scripts/fuzz.ts finds it by the import. Its environment:
 * FUZZ_RUNS, tries of each property at least; FUZZ_SECONDS, after which a property stops trying; FUZZ_SEED, which
 * all properties of the process begin with (fast-check prints the seed and the path of what fails).
 */

import fc from "fast-check";

const number = (name: string): number | undefined => {
	const value = Number(process.env[name] ?? "");
	return value > 0 ? value : undefined;
};

const seed = number("FUZZ_SEED");
const seconds = number("FUZZ_SECONDS");
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
if (seconds !== undefined) {
	const interruptAfterTimeLimit = seconds * 1_000;
	fc.configureGlobal({ ...fc.readConfigureGlobal(), interruptAfterTimeLimit });
}

/** For fast-check's `numRuns`: `fc.assert(property, { numRuns: fuzzRuns(200) })`. */
export const fuzzRuns = (ciRuns: number): number => Math.max(ciRuns, number("FUZZ_RUNS") ?? 0);
