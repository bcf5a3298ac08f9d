/** What does not have the shape that an endpoint asks for, field by field and in words. */

import type { z } from "zod";
import type { FieldError } from "./problem.ts";

const MOST_ERRORS = 10;
const MOST_NAME_CHARACTERS = 64;

/** The value as the shape reads it; an empty object when something was added to `errors`. Without a shape, nothing is known. */
export function check(
	part: string,
	shape: z.ZodObject | undefined,
	value: unknown,
	errors: FieldError[],
): unknown {
	if (shape === undefined) {
		const extra = Object.keys((value ?? {}) as object)[0];
		if (extra !== undefined) errors.push(unknownField([part], extra));
		return {};
	}
	const result = shape.safeParse(value, { error: inWords });
	if (result.success) return result.data;
	errors.push(...result.error.issues.slice(0, MOST_ERRORS).flatMap((issue) => fieldErrors([part], issue)));
	return {};
}

type Issue = z.core.$ZodIssue;

function fieldErrors(above: readonly PropertyKey[], issue: Issue): readonly FieldError[] {
	const path = [...above, ...issue.path];
	if (issue.code === "unrecognized_keys")
		return issue.keys.slice(0, MOST_ERRORS).map((key) => unknownField(path, key));
	const branch = issue.code === "invalid_union" ? meant(issue.errors) : undefined;
	if (branch !== undefined) return branch.slice(0, MOST_ERRORS).flatMap((one) => fieldErrors(path, one));
	return [{ field: path.map(String).join("."), detail: issue.message }];
}

/** Of the forms that a value may have, the one whose kind of value it is. */
const meant = (branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
	branches.find((issues) =>
		issues.every(
			({ code, path }) => code !== "invalid_union" && (code !== "invalid_type" || path.length > 0),
		),
	);

const unknownField = (path: readonly PropertyKey[], key: string): FieldError => ({
	field: [...path.map(String), key.slice(0, MOST_NAME_CHARACTERS)].join("."),
	detail: "is not known here",
});

const KINDS: Readonly<Record<string, string>> = {
	string: "a text",
	number: "a number",
	int: "a whole number",
	boolean: "true or false",
	array: "a list",
	object: "an object",
	record: "an object",
};

const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " entries" };

/** For what a shape has no words of its own. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
	switch (issue.code) {
		case "invalid_type":
			return issue.input === undefined
				? "is missing"
				: `has to be ${KINDS[issue.expected] ?? issue.expected}`;
		case "invalid_union":
			return issue.input === undefined ? "is missing" : "has none of the forms that are taken here";
		case "invalid_value":
			return issue.input === undefined ? "is missing" : `is none of ${issue.values.join(", ")}`;
		case "invalid_key":
			return issue.issues[0]?.message;
		case "too_big":
			return `may be ${issue.maximum}${UNITS[issue.origin] ?? ""} at most`;
		case "too_small":
			return issue.origin in UNITS && issue.minimum === 1
				? "is empty"
				: `has to be ${issue.minimum}${UNITS[issue.origin] ?? ""} at least`;
		default:
			return undefined;
	}
}
