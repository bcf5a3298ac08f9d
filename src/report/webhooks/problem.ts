/** Why something about webhooks was not done: a value, to be shown to who asked for it. As set-up's problems are. */

export interface WebhookProblem {
	readonly kind: "problem";
	readonly problem: "not-found" | "invalid" | "unavailable";
	/** What was not understood: the name of a field of the request. */
	readonly field?: string;
	/** One English sentence without its full stop, the offending value named. */
	readonly detail: string;
}

export const noSuch = (what: string): WebhookProblem => ({
	kind: "problem",
	problem: "not-found",
	detail: `There is no such ${what}`,
});

export const invalid = (field: string, detail: string): WebhookProblem => ({
	kind: "problem",
	problem: "invalid",
	field,
	detail,
});

export const unavailable = (detail: string): WebhookProblem => ({
	kind: "problem",
	problem: "unavailable",
	detail,
});
