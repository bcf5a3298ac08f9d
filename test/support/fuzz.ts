/**
 * Property tests, by fast-check: here, so that all of them begin and end as one wants. Each tries the same inputs in
 * every run of CI, whose verdict is then about the change and can be repeated; `npm run fuzz` tries new ones.
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

/** fast-check's own number of tries. */
const TRIES = 100;
const seconds = number("FUZZ_SECONDS");

fc.configureGlobal({
	seed: number("FUZZ_SEED") ?? 1,
	numRuns: Math.max(TRIES, number("FUZZ_RUNS") ?? 0),
	...(seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1_000 }),
});

export { fc };

/** For fast-check's `numRuns`: `fc.assert(property, { numRuns: fuzzRuns(200) })`. */
export const fuzzRuns = (ciRuns: number): number => Math.max(ciRuns, number("FUZZ_RUNS") ?? 0);
