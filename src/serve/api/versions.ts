/**
 * Edits that must not be lost: each thing has a tag of its state, and who sends the tag back in If-Match changes that
 * state and no later one. Two changes of one thing take turns, so that nothing comes between the look and the change.
 *
 * RFC 9110 §8.8.3 (ETag), §13.1.1 (If-Match).
 */

import { createHash } from "node:crypto";
import { type ApiProblem, isApiProblem, isRefusedRequest, problem } from "./problem.ts";

/** What the service itself notes on a thing while nobody edits it. Answers are stored by no cache, which it would mislead. */
const NOTED = new Set([
	"lastUsedAt",
	"lastConnection",
	"lastFailure",
	"lastDeliveryAt",
	"checkedAt",
	"checkDueAt",
]);

export function tagOf(thing: unknown): string {
	const state = JSON.stringify(thing, (name, value) => (NOTED.has(name) ? undefined : value));
	return `"${createHash("sha256").update(state).digest("base64url").slice(0, 22)}"`;
}

/** Undefined where the change may be made. `show` answers the thing as it stands. */
export async function changedMeanwhile(
	ifMatch: string | undefined,
	show: () => Promise<unknown>,
): Promise<ApiProblem | undefined> {
	if (ifMatch === undefined) return undefined;
	const thing = await show();
	// What is not there is told by the change itself.
	if (isApiProblem(thing) || isRefusedRequest(thing)) return undefined;
	const tags = ifMatch.split(",").map((tag) => tag.trim());
	return tags.includes("*") || tags.includes(tagOf(thing))
		? undefined
		: problem(
				"changed-meanwhile",
				"Somebody has changed it since. Get it again, and see whether the change still fits",
			);
}
