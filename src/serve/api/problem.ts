/**
 * Errors of the API as problem documents. This is the one place where the API's own statuses are written; refusals
 * of messages have theirs in the catalogue.
 *
 * RFC 9457 (problem details for HTTP), RFC 9110 §15.
 */

import type { Problem } from "../../setup/index.ts";
import { type Problem as RefusalProblem, refuse, toProblem } from "../../terms/refusals/index.ts";

const statuses = {
	"request-invalid": { status: 422, title: "The request is not understood" },
	"json-invalid": { status: 400, title: "The body is not JSON" },
	"media-type-unsupported": { status: 415, title: "The body has to be application/json" },
	"request-too-large": { status: 413, title: "The request is too large" },
	"api-key-missing": { status: 401, title: "An API key is needed" },
	"api-key-invalid": { status: 401, title: "The API key is not right" },
	"api-key-blocked": { status: 429, title: "Too many wrong API keys" },
	"operator-only": { status: 403, title: "Only the operator's key may do this" },
	"not-found": { status: 404, title: "There is nothing here" },
	taken: { status: 409, title: "It exists already" },
	unavailable: { status: 409, title: "This cannot be done here" },
} as const;

export type ApiReason = keyof typeof statuses;

export interface ApiProblem {
	readonly kind: "api-problem";
	readonly reason: ApiReason;
	readonly detail: string;
	readonly errors?: readonly FieldError[];
	readonly retryAfterMs?: number;
}

export interface FieldError {
	/** Where in the request: "body.name", "query.limit". */
	readonly field: string;
	readonly detail: string;
}

export const problem = (
	reason: ApiReason,
	detail: string,
	more: Pick<ApiProblem, "errors" | "retryAfterMs"> = {},
): ApiProblem => ({ kind: "api-problem", reason, detail, ...more });

export const nothing = (what: string): ApiProblem => problem("not-found", `There is no such ${what}`);

export const isApiProblem = (value: unknown): value is ApiProblem =>
	typeof value === "object" && value !== null && "kind" in value && value.kind === "api-problem";

/** What the setup step could not do, as the API says it. */
export const fromSetup = ({ problem: why, field, detail }: Problem): ApiProblem =>
	why === "invalid"
		? problem(
				"request-invalid",
				detail,
				field === undefined ? {} : { errors: [{ field: `body.${field}`, detail }] },
			)
		: problem(why, detail);

export const PROBLEM_TYPE = "application/problem+json";
const REALM = 'Bearer realm="angarium"';

export function problemResponse({ reason, detail, errors, retryAfterMs }: ApiProblem): Response {
	const { status, title } = statuses[reason];
	const body = {
		type: "about:blank", // RFC 9457 §4.2.1: nothing beyond what the status and `reason` say
		title,
		status,
		detail,
		reason,
		...(errors === undefined ? {} : { errors }),
	};
	const headers = new Headers({ "content-type": PROBLEM_TYPE });
	if (status === 401) headers.set("www-authenticate", REALM); // RFC 6750 §3
	if (retryAfterMs !== undefined) headers.set("retry-after", String(Math.ceil(retryAfterMs / 1_000)));
	return new Response(JSON.stringify(body), { status, headers });
}

/** A fault of ours: temporary, with the incident's number and nothing else about it. */
export function faultResponse(incident: string, helpUrl: string): Response {
	const body: RefusalProblem = toProblem(refuse("internal-fault", { incident }), { helpUrl });
	return new Response(JSON.stringify(body), {
		status: body.status,
		headers: { "content-type": PROBLEM_TYPE },
	});
}
