/**
 * What a change has changed: the fields of a thing before and after it, each by its path. Both are plain JSON, or null
 * where there was or is nothing.
 */

export interface Difference {
	/** "limits.domains" */
	readonly path: string;
	/** As it is read; null where the field was not there, or had nothing in it. */
	readonly before: string | null;
	readonly after: string | null;
	/** A list: then `before` is what was taken out of it, and `after` what was put in. */
	readonly isList: boolean;
}

/** Whose thing it is, and when it came to be, are said elsewhere. */
const ELSEWHERE = new Set(["id", "accountId", "createdAt", "updatedAt"]);
const DEEPEST = 4;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Lists as their items, nothing as null, and what is not text as JSON. */
function said(value: unknown): string | null {
	if (value === null || value === undefined || value === "") return null;
	if (Array.isArray(value))
		return value.length === 0 ? null : value.map((item) => said(item) ?? "–").join(", ");
	return typeof value === "string" ? value : JSON.stringify(value);
}

/** All fields by their paths. */
function flat(value: unknown, path: string, depth: number, into: Map<string, unknown>): Map<string, unknown> {
	if (!isObject(value) || depth === DEEPEST) {
		if (path !== "") into.set(path, value);
		return into;
	}
	for (const [name, field] of Object.entries(value)) {
		if (depth === 0 && ELSEWHERE.has(name)) continue;
		flat(field, path === "" ? name : `${path}.${name}`, depth + 1, into);
	}
	return into;
}

const itemsOf = (value: unknown): readonly string[] =>
	Array.isArray(value) ? value.map((item) => said(item) ?? "–") : [];

function differenceOf(path: string, was: unknown, is: unknown): Difference {
	if (!Array.isArray(was) || !Array.isArray(is))
		return { path, before: said(was), after: said(is), isList: false };
	const [before, after] = [itemsOf(was), itemsOf(is)];
	return {
		path,
		before: said(before.filter((item) => !after.includes(item))),
		after: said(after.filter((item) => !before.includes(item))),
		isList: true,
	};
}

/** Fields in the order of what they are now, then those that are gone. What is the same is left out. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
	const was = flat(before, "", 0, new Map());
	const is = flat(after, "", 0, new Map());
	return [...new Set([...is.keys(), ...was.keys()])]
		.map((path) => differenceOf(path, was.get(path), is.get(path)))
		.filter((one) => one.before !== one.after);
}
