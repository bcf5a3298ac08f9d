/**
 * An example for every request and every answer of the document: that of the schema where it has one, else one that is
 * put together from the examples, kinds and names of its fields.
 */

import { ID, MOMENT } from "./schemas.ts";

/** JSON Schema 2020-12, as far as it is looked into. */
interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly example?: unknown;
	readonly default?: unknown;
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly format?: string;
	readonly minimum?: number;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly allOf?: readonly Schema[];
}

interface Content {
	readonly schema?: Schema;
	example?: unknown;
}

interface Operation {
	readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
	readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
}

interface Document {
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What fields of these names hold, where they have no example of their own. */
const byName: Readonly<Record<string, unknown>> = {
	name: "Shop",
	username: "shop-k4t9w2mz",
	password: "q8w2e7r5t1y9u3i6o4p0a8s2",
	token: `ak_${ID}_q8w2e7r5t1y9u3i6o4p0a8s2d6`,
	recipient: "zoe@client.example",
	address: "zoe@client.example",
	email: "ann@shop.example",
	sender: "orders@shop.example",
	author: "orders@shop.example",
	reversePath: "orders@shop.example",
	from: "orders@shop.example",
	to: "zoe@client.example",
	subject: "Your order is on its way",
	headerMessageId: "<4711@shop.example>",
	header: "From: orders@shop.example\r\nSubject: Your order is on its way\r\n\r\n",
	remoteAddress: "192.0.2.7",
	host: "mx.client.example",
	helo: "crm.shop.example",
	version: "TLSv1.3",
	cipher: "TLS_AES_256_GCM_SHA384",
	reason: "greylisted",
	cause: "greylisted",
	reply: "451 4.7.1 Greylisted, please try again",
	kind: "deferred",
	phase: "rcpt",
	door: "submission",
	transcript: "C: EHLO crm.shop.example",
	domain: "shop.example",
	help: "https://relay.example/help/statuses",
	url: "https://relay.example",
	next: null,
	previous: null,
	port: 50_123,
	attempts: 1,
	attempt: 1,
	count: 1,
};

const DEEPEST = 12;

/** The document is changed where it stands. */
export function addExamples(document: object): void {
	const { paths, components } = document as Document;
	const named = (ref: string): Schema => components?.schemas[ref.slice("#/components/schemas/".length)] ?? {};
	for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
		const contents = [operation.requestBody, ...Object.values(operation.responses)];
		for (const content of contents.flatMap((one) => Object.entries(one?.content ?? {}))) {
			const [mediaType, is] = content;
			if (is.schema === undefined || !/json/.test(mediaType)) continue;
			is.example ??= exampleOf(is.schema, "", named, 0);
		}
	}
}

function exampleOf(schema: Schema, name: string, named: (ref: string) => Schema, depth: number): unknown {
	const inner = (part: Schema, partName: string) => exampleOf(part, partName, named, depth + 1);
	if (schema.example !== undefined) return schema.example;
	if (depth > DEEPEST) return null;
	if (schema.$ref !== undefined) return inner(named(schema.$ref), name);
	if (schema.const !== undefined) return schema.const;
	if (schema.default !== undefined) return schema.default;
	if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => inner(part, name)));
	const [choice] = schema.anyOf ?? schema.oneOf ?? [];
	if (choice !== undefined) return inner(choice, name);
	if (schema.properties !== undefined) {
		const fields = Object.entries(schema.properties);
		return Object.fromEntries(fields.map(([field, part]) => [field, inner(part, field)]));
	}
	if (schema.items !== undefined) return [inner(schema.items, name)];
	return simpleExample(schema, name);
}

function simpleExample({ type, format, enum: choices, minimum }: Schema, name: string): unknown {
	const kinds = [type].flat();
	if (choices !== undefined) return choices[0];
	if (format === "date-time" || /At$|^at$|Since$|^since$/.test(name)) return MOMENT;
	const known = Object.hasOwn(byName, name) ? byName[name] : undefined;
	const kind = known === null ? "null" : typeof known;
	const fits = kinds.some((one) => one === kind || (one === "integer" && kind === "number"));
	if (fits) return known;
	if (kinds.includes("string")) return /^id$|Id$/.test(name) ? ID : (format ?? name) || "text";
	if (kinds.includes("integer") || kinds.includes("number")) return minimum ?? 1;
	if (kinds.includes("boolean")) return true;
	return kinds.includes("object") ? {} : null;
}
