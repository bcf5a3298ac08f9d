/**
 * Objects that extend others, written out whole. The generator writes them as `allOf` of the other and what is added; but
 * where the other takes no further fields, no object can be both.
 */

type Schema = { readonly [name: string]: unknown };

const isSchema = (value: unknown): value is Schema =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Undefined for what is no object with fields. */
function objectOf(part: unknown, schemas: Schema): Schema | undefined {
	if (!isSchema(part)) return undefined;
	const { $ref, allOf } = part;
	if (typeof $ref === "string") return objectOf(schemas[$ref.slice("#/components/schemas/".length)], schemas);
	if (Array.isArray(allOf)) return merged(part, allOf, schemas);
	// One that may also be null is extended as the object that it is.
	return [part["type"]].flat().includes("object") ? part : undefined;
}

function merged(
	{ allOf: _, ...own }: Schema,
	parts: readonly unknown[],
	schemas: Schema,
): Schema | undefined {
	const objects = parts.map((part) => objectOf(part, schemas));
	if (objects.some((one) => one === undefined)) return undefined;
	const all = objects as Schema[];
	const fields = (name: string) => all.map((one) => one[name] ?? {});
	const required = [...new Set(all.flatMap((one) => (one["required"] ?? []) as string[]))];
	return {
		type: "object",
		properties: Object.assign({}, ...fields("properties")),
		...(required.length === 0 ? {} : { required }),
		...(all.some((one) => one["additionalProperties"] === false) ? { additionalProperties: false } : {}),
		...own,
	};
}

/** A copy of `value`, a part of the document. */
export function withWholeObjects(value: unknown, schemas: Schema): unknown {
	if (Array.isArray(value)) return value.map((one) => withWholeObjects(one, schemas));
	if (!isSchema(value)) return value;
	const whole = Array.isArray(value["allOf"]) ? (merged(value, value["allOf"], schemas) ?? value) : value;
	return Object.fromEntries(
		Object.entries(whole).map(([name, part]) => [name, withWholeObjects(part, schemas)]),
	);
}
