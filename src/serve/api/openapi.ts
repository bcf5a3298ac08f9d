/** The OpenAPI 3.1 document, made from the endpoints. */

import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Endpoint } from "./endpoint.ts";
import { PROBLEM_TYPE } from "./problem.ts";

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
			type: "about:blank",
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
	return app.getOpenAPI31Document({
		openapi: "3.1.0",
		info: {
			title: "Angarium",
			version,
			description: "Accounts, sending domains, SMTP users, and what became of every message.",
			license: { name: "Apache-2.0" },
		},
		servers: [{ url: "/" }],
	});
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
			...(one.headers === undefined ? {} : { headers: one.headers }),
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

const bodyContent = ({ body, streams }: Endpoint) => ({
	...(body === undefined ? {} : { "application/json": { schema: body } }),
	...(streams === undefined
		? {}
		: { [streams]: { schema: z.string().openapi({ type: "string", format: "binary" }) } }),
});

/** "postAccountsIdSuspend" */
const operationId = (method: string, path: string): string =>
	method + path.slice("/v1".length).replaceAll(/[/{}.-]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
