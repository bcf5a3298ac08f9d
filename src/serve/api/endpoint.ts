/**
 * What one call of the API is, as a value: who may make it, what it takes and answers, and an example. From the
 * list of endpoints come the routes, the checks of every request, and the OpenAPI document.
 */

import type { z } from "@hono/zod-openapi";
import type { Language } from "../../terms/refusals/index.ts";
import type { Access, Scope } from "./access.ts";
import type { ApiProblem } from "./problem.ts";

export interface ApiRequest<Params, Query, Body> {
	/** What the key may see. Without rights where access is `anyone`. */
	readonly scope: Scope;
	readonly params: Params;
	readonly query: Query;
	readonly body: Body;
	readonly language: Language;
}

export interface EndpointSpecification<
	Params extends z.ZodObject,
	Query extends z.ZodObject,
	Body extends z.ZodObject,
	Answer extends z.ZodType,
> {
	readonly method: "get" | "post" | "patch" | "delete";
	/** In OpenAPI's form: "/v1/accounts/{id}". */
	readonly path: `/v1/${string}`;
	readonly tag: string;
	readonly summary: string;
	readonly description?: string;
	readonly access: Access;
	readonly params?: Params;
	readonly query?: Query;
	/** Absent: the request has no body. All its fields optional: the body may be left out. */
	readonly body?: Body;
	/** Null: 204, nothing to say. */
	readonly answers: Answer | null;
	readonly created?: boolean;
	readonly run: (
		request: ApiRequest<z.output<Params>, z.output<Query>, z.output<Body>>,
	) => Promise<z.input<Answer> | ApiProblem>;
}

/** An endpoint whose types have done their work. */
export type Endpoint = Omit<
	EndpointSpecification<z.ZodObject, z.ZodObject, z.ZodObject, z.ZodType>,
	"run"
> & {
	readonly run: (request: ApiRequest<unknown, unknown, unknown>) => Promise<unknown>;
};

// The bounds are what a missing part stands for: an empty object.
type Empty = z.ZodObject<Record<never, never>>;

export const endpoint = <
	Answer extends z.ZodType,
	Params extends z.ZodObject = Empty,
	Query extends z.ZodObject = Empty,
	Body extends z.ZodObject = Empty,
>(
	specification: EndpointSpecification<Params, Query, Body, Answer>,
): Endpoint => specification as unknown as Endpoint;
