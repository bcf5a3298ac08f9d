/** The form of a check: a pure function of facts, with the reasons it may give. */

import type { Limits } from "../terms/limits.ts";
import type { Reason, Refusal } from "../terms/refusals/index.ts";

export interface Check<Facts> {
	/** Every reason that `decide` can give; a test holds it to them. */
	readonly mayRefuse: readonly Reason[];
	readonly decide: (facts: Facts, limits: Limits) => Refusal | undefined;
}

/** The first refusal decides: checks are listed so that what is known earliest and matters most comes first. */
export function firstRefusal<Facts>(
	checks: readonly Check<Facts>[],
	facts: Facts,
	limits: Limits,
): Refusal | undefined {
	for (const check of checks) {
		const refusal = check.decide(facts, limits);
		if (refusal !== undefined) return refusal;
	}
	return undefined;
}

/** All that would be refused, in the same order: for who tries a message and wants to mend everything at once. */
export const everyRefusal = <Facts>(
	checks: readonly Check<Facts>[],
	facts: Facts,
	limits: Limits,
): readonly Refusal[] =>
	checks.map((check) => check.decide(facts, limits)).filter((refusal) => refusal !== undefined);
