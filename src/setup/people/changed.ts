/** What the store made of a change, as a value for who asked. */

import type { Changed } from "../people-ports.ts";
import { notFound, type Problem } from "../problem.ts";

/** `last` says why the last of a kind has to stay. */
export function changedOrProblem<Value>(
	changed: Changed<Value>,
	what: string,
	last: string,
): Exclude<Value, "not-found" | "last"> | Problem {
	if (changed === "not-found") return notFound(what);
	if (changed === "last") return { kind: "problem", problem: "last", detail: last };
	return changed as Exclude<Value, "not-found" | "last">;
}
