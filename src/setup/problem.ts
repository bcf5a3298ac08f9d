/** Why a change to accounts, domains or users was not made: a value, to be shown to who asked for it. */
export interface Problem {
	readonly kind: "problem";
	readonly problem: "not-found" | "invalid" | "taken" | "unavailable" | "last" | "plan-limit";
	/** What was not understood: the name of a field of the request. */
	readonly field?: string;
	/** One English sentence without its full stop, the offending value named. */
	readonly detail: string;
}

export const notFound = (what: string): Problem => ({
	kind: "problem",
	problem: "not-found",
	detail: `There is no such ${what}`,
});

export const invalidField = (field: string, detail: string): Problem => ({
	kind: "problem",
	problem: "invalid",
	field,
	detail,
});

/** The account has as many as its plan allows. */
export const planLimit = (plan: string, most: number, what: string): Problem => ({
	kind: "problem",
	problem: "plan-limit",
	detail: `The plan ${plan} has room for ${most} ${what}${most === 1 ? "" : "s"}: remove one, or choose a higher plan`,
});

export const isProblem = (value: object): value is Problem => "kind" in value && value.kind === "problem";

/** Longest name of an account, user or key; for people, so plenty. */
const NAME_CHARACTERS = 200;
const MAX_COUNT = 1_000_000_000_000;

/** A name that a person chose, in one line of visible text. */
export function nameTrouble(field: string, name: string): Problem | undefined {
	if (name.trim() === "") return invalidField(field, `The ${field} is empty`);
	if (name.length > NAME_CHARACTERS) {
		return invalidField(field, `The ${field} is longer than ${NAME_CHARACTERS} characters`);
	}
	if (/\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u.test(name)) {
		return invalidField(field, `The ${field} has a control character in it`);
	}
	return undefined;
}

/** A count of recipients, `least` or more. */
export function countTrouble(field: string, count: number, least: number): Problem | undefined {
	return Number.isSafeInteger(count) && count >= least && count <= MAX_COUNT
		? undefined
		: invalidField(field, `${field} must be a whole number from ${least} to ${MAX_COUNT}, not ${count}`);
}
