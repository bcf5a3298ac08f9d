/** What a request says: where it comes from, in which language, and its parts as the endpoint takes them. */

import type { Context } from "hono";
import type { Language } from "../../terms/refusals/index.ts";
import { type BodyLease, readWithin, smallText, streamOf } from "./body.ts";
import type { ContentStream, Endpoint } from "./endpoint.ts";
import { fromCursor } from "./pages.ts";
import {
	type ApiProblem,
	type FieldError,
	isApiProblem,
	isRefusedRequest,
	problem,
	type RefusedRequest,
} from "./problem.ts";
import { check } from "./shape-errors.ts";

/** What the door knows of a request. */
interface Known {
	readonly clientAddress?: string;
	readonly incoming?: { readonly socket?: { readonly remoteAddress?: string; readonly remotePort?: number } };
}

/** The client as the door knows it; an empty address and port 0 in tests without a socket. */
export function clientOf(c: Context): { readonly address: string; readonly port: number } {
	const { clientAddress, incoming } = (c.env ?? {}) as Known;
	const { remoteAddress = "", remotePort = 0 } = incoming?.socket ?? {};
	return { address: clientAddress ?? remoteAddress, port: remotePort };
}

/** RFC 9110 §12.5.4, as far as two languages need it: French when it is named before English. */
export function languageOf(c: Context): Language {
	const wanted = (c.req.header("accept-language") ?? "").slice(0, 200).toLowerCase();
	const known = wanted.split(",").find((range) => /^\s*(?:en|fr)\b/.test(range));
	return known?.trim().startsWith("fr") ? "fr" : "en";
}

interface Parts {
	readonly params: unknown;
	readonly query: unknown;
	readonly body: unknown;
	readonly stream: ContentStream | null;
}

export async function readRequest(
	c: Context,
	one: Endpoint,
	lease: BodyLease,
): Promise<Parts | ApiProblem | RefusedRequest> {
	const stream = streamOf(c, one);
	const json = one.body === undefined || stream !== null ? undefined : await readJson(c, one, lease);
	if (isApiProblem(json) || isRefusedRequest(json)) return json;
	const given = queryOf(c, one.repeated ?? []);
	if (isApiProblem(given)) return given;
	// Every call may say by it which account it is about: see access.ts.
	if (one.query?.shape["account"] === undefined) delete given["account"];
	const errors: FieldError[] = [];
	const parts = {
		params: check("path", one.params, c.req.param(), errors),
		query: check("query", one.query, given, errors),
		body: stream === null ? check("body", one.body, json, errors) : undefined,
		stream,
	};
	if (errors.length > 0) return refused(errors);
	return withCursor(parts);
}

const refused = (errors: readonly FieldError[]): ApiProblem =>
	problem("request-invalid", errors.map(({ field, detail }) => `${field} ${detail}`).join("; "), { errors });

function queryOf(c: Context, lists: readonly string[]): Record<string, string | string[]> | ApiProblem {
	const given: Record<string, string | string[]> = {};
	for (const [name, values] of Object.entries(c.req.queries())) {
		if (!lists.includes(name) && values.length > 1)
			return refused([{ field: `query.${name}`, detail: "is given more than once" }]);
		given[name] = lists.includes(name) ? values : (values[0] ?? "");
	}
	return given;
}

/** An empty body is an empty object: where every field may be left out, so may the braces. */
async function readJson(c: Context, one: Endpoint, lease: BodyLease): Promise<unknown> {
	const limit = one.bodyLimit?.();
	const text = limit === undefined ? await smallText(c) : await readWithin(c, limit, lease);
	if (typeof text !== "string") return text;
	if (text === "") return {};
	// Also keeps forms of other sites out, which cannot send this type without asking first.
	if (!/^application\/json\s*(?:;|$)/i.test(c.req.header("content-type") ?? "")) {
		const other = one.streams === undefined ? "" : ` or ${one.streams}`;
		return problem("media-type-unsupported", `Send the header Content-Type: application/json${other}`);
	}
	try {
		return JSON.parse(text);
	} catch {
		return problem("json-invalid", "The body cannot be read as JSON");
	}
}

function withCursor(parts: Parts): Parts | ApiProblem {
	const query = parts.query as { cursor?: string };
	if (query.cursor === undefined) return parts;
	const cursor = fromCursor(query.cursor);
	return cursor === undefined
		? refused([{ field: "query.cursor", detail: "is no cursor of this service" }])
		: { ...parts, query: { ...query, cursor } };
}
