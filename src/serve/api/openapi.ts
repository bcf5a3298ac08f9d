/** The OpenAPI 3.1 document, made from the endpoints. */

import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Endpoint } from "./endpoint.ts";
import { addExamples } from "./examples.ts";
import { takesKey } from "./mount.ts";
import { PROBLEM_TYPE } from "./problem.ts";
import { withWholeObjects } from "./whole-objects.ts";

const problemView = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		detail: z.string(),
		reason: z.string().openapi({ description: "Stable: what programs decide by" }),
		errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
	})
	.openapi("Problem", {
		example: {
			type: "https://relay.example/help/api-errors#request-invalid",
			title: "The request is not understood",
			status: 422,
			detail: "body.name is missing",
			reason: "request-invalid",
			errors: [{ field: "body.name", detail: "is missing" }],
		},
	});

const SECURITY = "apiKey";

export function openApiDocument(endpoints: readonly Endpoint[], version: string): object {
	// Serves nothing: only its registry and its generator are of use here.
	const app = new OpenAPIHono();
	const registry = app.openAPIRegistry;
	registry.registerComponent("securitySchemes", SECURITY, {
		type: "http",
		scheme: "bearer",
		description: "An API key: ak_<id>_<secret>",
	});
	for (const one of endpoints) registry.registerPath(pathOf(one));
	const generated = app.getOpenAPI31Document({
		openapi: "3.1.0",
		info: {
			title: "Angarium",
			version,
			description: "Accounts, sending domains, SMTP users, and what became of every message.",
			license: { name: "Apache-2.0" },
		},
		servers: [{ url: "/" }],
	});
	const schemas = (generated.components?.schemas ?? {}) as Readonly<Record<string, unknown>>;
	const document = withWholeObjects(generated, schemas) as object;
	addExamples(document);
	return document;
}

function pathOf(one: Endpoint): Parameters<OpenAPIHono["openAPIRegistry"]["registerPath"]>[0] {
	const { method, path, tag, summary, description, access, params, query, body, answers, created } = one;
	const operator = access === "operator" ? "Needs the operator's key." : undefined;
	const told = [description, operator].filter((sentence) => sentence !== undefined).join(" ");
	return {
		method,
		path,
		tags: [tag],
		summary,
		operationId: operationId(method, path),
		...(told === "" ? {} : { description: told }),
		...(access === "anyone" ? {} : { security: [{ [SECURITY]: [] }] }),
		request: {
			...(params === undefined ? {} : { params }),
			...(query === undefined ? {} : { query }),
			...headersOf(one),
			...(body === undefined && one.streams === undefined ? {} : { body: { content: bodyContent(one) } }),
		},
		responses: {
			...(answers === null
				? { 204: { description: "Done" } }
				: {
						[one.accepted ? 202 : created ? 201 : 200]: {
							description: summary,
							content: { [one.gives?.mediaType ?? "application/json"]: { schema: answers } },
						},
					}),
			default: { description: "A problem", content: { [PROBLEM_TYPE]: { schema: problemView } } },
		},
	};
}

const idempotencyKey = z.string().min(1).max(255).optional().openapi({
	description: "Sent again within a day, the call is answered as the first time and makes nothing",
	example: "order-4711",
});
const ifMatch = z.string().max(1_000).optional().openapi({
	description: "ETag of the state that is to be changed; when it was changed since, nothing is done: 412",
});

function headersOf(one: Endpoint): { readonly headers?: z.ZodObject } {
	const { method, path, audits, headers } = one;
	const edits = (method === "patch" || method === "delete") && path.endsWith("}") && audits !== undefined;
	const general = {
		...(takesKey(one) ? { "idempotency-key": idempotencyKey } : {}),
		...(edits ? { "if-match": ifMatch } : {}),
	};
	if (Object.keys(general).length === 0) return headers === undefined ? {} : { headers };
	return { headers: (headers ?? z.object({})).extend(general) };
}

const bodyContent = ({ body, streams }: Endpoint) => ({
	...(body === undefined ? {} : { "application/json": { schema: body } }),
	...(streams === undefined
		? {}
		: { [streams]: { schema: z.string().openapi({ type: "string", format: "binary" }) } }),
});

/** "postAccountsIdSuspend" */
const operationId = (method: string, path: string): string =>
	method + path.slice("/v1".length).replaceAll(/[/{}.-]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
