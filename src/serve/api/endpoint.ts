/**
 * What one call of the API is, as a value: who may make it, what it takes and answers, and an example. From the
 * list of endpoints come the routes, the checks of every request, and the OpenAPI document.
 */

import { z } from "@hono/zod-openapi";
import type { Actor } from "../../terms/audit.ts";
import type { Language } from "../../terms/refusals/index.ts";
import type { Access, Scope } from "./access.ts";
import type { AuditedAction } from "./audited.ts";
import type { ApiProblem, RefusedRequest } from "./problem.ts";

export interface ApiRequest<Params, Query, Body> {
	/** What the asker may see. Nobody where access is `anyone`. */
	readonly scope: Scope;
	readonly params: Params;
	readonly query: Query;
	readonly body: Body;
	readonly language: Language;
	/** Who asks, as the socket knows. */
	readonly client: { readonly address: string; readonly port: number };
	/** By name in lower case; undefined when it was not sent. */
	readonly header: (name: string) => string | undefined;
	/** The body as it arrives, for the media type that the endpoint streams; null when it was read as JSON. */
	readonly stream: ContentStream | null;
	readonly answerHeader: (name: string, value: string) => void;
	/** For the audit log: who did it, where that is known only now. Nobody is signed in yet when they join by a link. */
	readonly actedBy: (actor: Actor) => void;
	/** Whether who asks may still do this, for answers that take long. */
	readonly still: () => Promise<boolean>;
}

export interface ContentStream {
	/** Octets, where the client has said so. */
	readonly declaredBytes: number | null;
	/** Once. Rejects when the client goes away. */
	readonly octets: () => AsyncIterable<Buffer>;
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
	/** A media type that is taken beside JSON and handed on as it arrives. Its parameters are in the query. */
	readonly streams?: string;
	/** What a larger JSON body is refused with, and from where on. Absent: the limit of all other calls. */
	readonly bodyLimit?: () => { readonly bytes: number; readonly refused: (bytes: number) => RefusedRequest };
	/** Names in the query that may be given more than once: each is a list. */
	readonly repeated?: readonly string[];
	/** Request headers that the endpoint reads, for the document. */
	readonly headers?: z.ZodObject;
	/**
	 * What the audit log calls it: the kind of thing, a dot, and what is done to it: "smtp-user.update". Every call that
	 * changes something has it, but for handing in messages. What the thing was before is what GET answers of it.
	 */
	readonly audits?: AuditedAction;
	/** Done also for an account that is being deleted, of which nothing else can be changed. */
	readonly whileClosing?: true;
	/** Null: 204, nothing to say. */
	readonly answers: Answer | null;
	/** Answers text of this media type, piece by piece, instead of JSON: `answers` is {@link pieces}. */
	readonly gives?: { readonly mediaType: string; readonly fileName?: string };
	readonly created?: boolean;
	/** 202: what was asked for is not finished with the answer. */
	readonly accepted?: boolean;
	readonly run: (
		request: ApiRequest<z.output<Params>, z.output<Query>, z.output<Body>>,
	) => Promise<z.input<Answer> | ApiProblem | RefusedRequest>;
}

/** The answer of an endpoint that `gives` text. */
export const pieces = z.custom<AsyncIterable<string>>().openapi({ type: "string" });

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
