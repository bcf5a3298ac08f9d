/** From endpoints to routes: who asks, what with, and the answer. Every request of the API passes here. */

import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import type { Language } from "../../terms/refusals/index.ts";
import { admit } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import type { Endpoint } from "./endpoint.ts";
import { fromCursor } from "./pages.ts";
import { type ApiProblem, type FieldError, isApiProblem, problem, problemResponse } from "./problem.ts";

const BODY_BYTES = 1024 * 1024;

export function mount(app: Hono, endpoints: readonly Endpoint[], { setup }: ApiDependencies): void {
	const tooLarge = () =>
		problemResponse(problem("request-too-large", `The body has more than ${BODY_BYTES} octets`));
	app.use("/v1/*", bodyLimit({ maxSize: BODY_BYTES, onError: tooLarge }));
	for (const one of endpoints) {
		const path = one.path.replaceAll(/\{(\w+)\}/g, ":$1");
		app.on(one.method.toUpperCase(), path, async (c) => {
			const authorization = c.req.header("authorization");
			const scope = await admit(one.access, authorization, addressOf(c), setup.apiKeys);
			if (isApiProblem(scope)) return problemResponse(scope);
			const request = await read(c, one);
			if (isApiProblem(request)) return problemResponse(request);
			const answer = await one.run({ scope, language: languageOf(c), ...request });
			if (isApiProblem(answer)) return problemResponse(answer);
			c.header("cache-control", "no-store"); // answers hold secrets and other people's addresses
			return one.answers === null ? c.body(null, 204) : c.json(answer as object, one.created ? 201 : 200);
		});
	}
}

/** The client's address as the Node server knows it; empty in tests without a socket. */
export function addressOf(c: Context): string {
	const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
	return incoming?.socket?.remoteAddress ?? "";
}

/** RFC 9110 §12.5.4, as far as two languages need it: French when it is named before English. */
function languageOf(c: Context): Language {
	const wanted = (c.req.header("accept-language") ?? "").slice(0, 200).toLowerCase();
	const known = wanted.split(",").find((range) => /^\s*(?:en|fr)\b/.test(range));
	return known?.trim().startsWith("fr") ? "fr" : "en";
}

type Parts = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

async function read(c: Context, { params, query, body }: Endpoint): Promise<Parts | ApiProblem> {
	const json = body === undefined ? undefined : await readJson(c);
	if (isApiProblem(json)) return json;
	const repeated = Object.entries(c.req.queries()).find(([, values]) => values.length > 1)?.[0];
	if (repeated !== undefined)
		return refused([{ field: `query.${repeated}`, detail: "is given more than once" }]);
	const errors: FieldError[] = [];
	const parts = {
		params: check("path", params, c.req.param(), errors),
		query: check("query", query, c.req.query(), errors),
		body: check("body", body, json, errors),
	};
	if (errors.length > 0) return refused(errors);
	return withCursor(parts);
}

const refused = (errors: readonly FieldError[]): ApiProblem =>
	problem("request-invalid", errors.map(({ field, detail }) => `${field} ${detail}`).join("; "), { errors });

/** An empty body is an empty object: where every field may be left out, so may the braces. */
async function readJson(c: Context): Promise<unknown> {
	const text = await c.req.text();
	if (text === "") return {};
	// Also keeps forms of other sites out, which cannot send this type without asking first.
	if (!/^application\/json\s*(?:;|$)/i.test(c.req.header("content-type") ?? "")) {
		return problem("media-type-unsupported", "Send the header Content-Type: application/json");
	}
	try {
		return JSON.parse(text);
	} catch {
		return problem("json-invalid", "The body cannot be read as JSON");
	}
}

const MOST_ERRORS = 10;

function check(part: string, shape: z.ZodObject | undefined, value: unknown, errors: FieldError[]): unknown {
	if (shape === undefined) {
		const extra = Object.keys((value ?? {}) as object)[0];
		if (extra !== undefined)
			errors.push({ field: `${part}.${extra.slice(0, 64)}`, detail: "is not known here" });
		return {};
	}
	const result = shape.safeParse(value);
	if (result.success) return result.data;
	for (const issue of result.error.issues.slice(0, MOST_ERRORS)) {
		const field = [part, ...issue.path.map(String)].join(".");
		if (issue.code !== "unrecognized_keys") errors.push({ field, detail: issue.message });
		else {
			const unknown = issue.keys.slice(0, MOST_ERRORS);
			errors.push(
				...unknown.map((key) => ({ field: `${field}.${key.slice(0, 64)}`, detail: "is not known here" })),
			);
		}
	}
	return {};
}

function withCursor(parts: Parts): Parts | ApiProblem {
	const query = parts.query as { cursor?: string };
	if (query.cursor === undefined) return parts;
	const cursor = fromCursor(query.cursor);
	return cursor === undefined
		? refused([{ field: "query.cursor", detail: "is no cursor of this service" }])
		: { ...parts, query: { ...query, cursor } };
}
