/** Writes web/src/api/schema.ts, the API's shapes as types, from docs/reference/openapi.json; `--check` compares instead. */

import { readFileSync, writeFileSync } from "node:fs";

interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly allOf?: readonly Schema[];
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: boolean | Schema;
	readonly description?: string;
}

const SOURCE = "docs/reference/openapi.json";
const FILE = "web/src/api/schema.ts";
const HEAD =
	"/** Made from docs/reference/openapi.json by scripts/gen-web-types.ts: what the API takes and gives. */\n";

const tabs = (depth: number): string => "\t".repeat(depth);
const nameOf = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));
const union = (members: readonly string[]): string => [...new Set(members)].join(" | ");

/** The TypeScript type of a schema, as far as ours go. */
function typeOf(schema: Schema, depth: number): string {
	if (schema.$ref !== undefined) return schema.$ref.replace(/^.*\//, "");
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum !== undefined) return union(schema.enum.map((value) => JSON.stringify(value)));
	const either = schema.anyOf ?? schema.oneOf;
	if (either !== undefined) return union(either.map((member) => typeOf(member, depth)));
	if (schema.allOf !== undefined) return schema.allOf.map((member) => typeOf(member, depth)).join(" & ");
	const types = schema.type === undefined ? [] : [schema.type].flat();
	return types.length === 0 ? "unknown" : union(types.map((type) => plain(type, schema, depth)));
}

function plain(type: string, schema: Schema, depth: number): string {
	switch (type) {
		case "integer":
		case "number":
			return "number";
		case "array":
			return `readonly (${typeOf(schema.items ?? {}, depth)})[]`;
		case "object":
			return objectType(schema, depth);
		default:
			return type;
	}
}

function objectType({ properties, required = [], additionalProperties }: Schema, depth: number): string {
	if (properties === undefined) {
		const values = typeof additionalProperties === "object" ? typeOf(additionalProperties, depth) : "unknown";
		// Not Record<…>: that is the name of one of our shapes.
		return `{ readonly [name: string]: ${values} }`;
	}
	const lines = Object.entries(properties).flatMap(([key, schema]) => [
		...(schema.description === undefined ? [] : [`/** ${schema.description.replaceAll("*/", "*\\/")} */`]),
		`readonly ${nameOf(key)}${required.includes(key) ? "" : "?"}: ${typeOf(schema, depth + 1)};`,
	]);
	return `{\n${lines.map((line) => `${tabs(depth + 1)}${line}\n`).join("")}${tabs(depth)}}`;
}

const { components } = JSON.parse(readFileSync(SOURCE, "utf8")) as {
	components: { schemas: Readonly<Record<string, Schema>> };
};
const types = Object.entries(components.schemas).map(
	([name, schema]) => `export type ${name} = ${typeOf(schema, 0)};\n`,
);
const text = [HEAD, ...types].join("\n");

if (!process.argv.includes("--check")) writeFileSync(FILE, text);
else if (readFileSync(FILE, "utf8") !== text) {
	console.error(`${FILE} is not what the API is: run node scripts/gen-web-types.ts`);
	process.exitCode = 1;
}
