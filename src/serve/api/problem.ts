/**
 * Errors of the API as problem documents. This is the one place where the API's own statuses are written; refusals
 * of messages have theirs in the catalogue.
 *
 * RFC 9457 (problem details for HTTP), RFC 9110 §15.
 */

import type { Problem } from "../../setup/index.ts";
import {
	type Language,
	type Phase,
	type Refusal,
	type Problem as RefusalProblem,
	refuse,
	toProblem,
	toReply,
} from "../../terms/refusals/index.ts";

const statuses = {
	"request-invalid": { status: 422, title: "The request is not understood" },
	"request-unfinished": { status: 400, title: "The request is not whole" },
	"json-invalid": { status: 400, title: "The body is not JSON" },
	"media-type-unsupported": { status: 415, title: "The body is of a type that is not taken here" },
	"request-too-large": { status: 413, title: "The request is too large" },
	"api-key-missing": { status: 401, title: "Sign in, or send an API key" },
	"api-key-invalid": { status: 401, title: "The API key is not right" },
	"api-key-blocked": { status: 429, title: "Too many wrong API keys" },
	"too-many-followers": { status: 429, title: "Too many follow this account" },
	"operator-only": { status: 403, title: "Only the operator may do this" },
	"person-only": { status: 403, title: "Only a person who is signed in may do this" },
	"permission-missing": { status: 403, title: "This is not allowed" },
	"origin-refused": { status: 403, title: "The request came from another site" },
	"password-wrong": { status: 403, title: "This is not your password" },
	"too-many-tries": { status: 429, title: "Too many tries" },
	"not-found": { status: 404, title: "There is nothing here" },
	taken: { status: 409, title: "It exists already" },
	"account-closing": { status: 409, title: "The account is being deleted" },
	"signature-wrong": { status: 400, title: "The signature is not right" },
	"plan-limit": { status: 409, title: "The plan has no room for more" },
	"idempotency-key-reused": { status: 422, title: "The idempotency key was used for something else" },
	"outcome-unknown": { status: 409, title: "It is not known whether it was done" },
	"secret-shown-before": { status: 409, title: "It was made before" },
	"changed-meanwhile": { status: 412, title: "It was changed meanwhile" },
	"too-many-calls": { status: 429, title: "Too many calls" },
	unavailable: { status: 409, title: "This cannot be done here" },
	last: { status: 409, title: "Nobody would be left to do this" },
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

/** The place under /help of what is said about a reason. */
const ARTICLE = "api-errors";

export const apiReasons = Object.entries(statuses) as readonly [
	ApiReason,
	{ readonly status: number; readonly title: string },
][];

/** `helpUrl`: where this service's pages are, without a final slash. */
export function problemResponse(
	{ reason, detail, errors, retryAfterMs }: ApiProblem,
	helpUrl: string,
): Response {
	const { status, title } = statuses[reason];
	const body = {
		type: `${helpUrl}/help/${ARTICLE}#${reason}`,
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

/** A refusal of the catalogue as the answer to a request: its own status, and what else there is to say. */
export interface RefusedRequest {
	readonly kind: "refused-request";
	readonly refusal: Refusal;
	readonly phase: Phase;
	readonly more: Readonly<Record<string, unknown>>;
}

export const refusedRequest = (
	refusal: Refusal,
	phase: Phase,
	more: Readonly<Record<string, unknown>> = {},
): RefusedRequest => ({ kind: "refused-request", refusal, phase, more });

export const isRefusedRequest = (value: unknown): value is RefusedRequest =>
	typeof value === "object" && value !== null && "kind" in value && value.kind === "refused-request";

/** The reply is the one that the same refusal has over SMTP. */
export function refusedResponse(
	{ refusal, phase, more }: RefusedRequest,
	reader: { readonly helpUrl: string; readonly language: Language },
): Response {
	const said = toProblem(refusal, reader);
	const headers = new Headers({ "content-type": PROBLEM_TYPE });
	if (said.status === 401) headers.set("www-authenticate", REALM); // RFC 6750 §3
	const retryAfterMs = refusal.facts["retryAfterMs"];
	if (typeof retryAfterMs === "number") headers.set("retry-after", String(Math.ceil(retryAfterMs / 1_000)));
	const body = { ...said, phase, reply: replyText(refusal, phase, reader.helpUrl), ...more };
	return new Response(JSON.stringify(body), { status: said.status, headers });
}

/** As an SMTP client would have read it; lines joined by newlines. */
export function replyText(refusal: Refusal, phase: Phase, helpUrl: string): string {
	const { code, enhanced, lines } = toReply(refusal, phase, { helpUrl });
	return lines.map((line) => `${code} ${enhanced} ${line}`).join("\n");
}

/** A fault of ours: temporary, with the incident's number and nothing else about it. */
export function faultResponse(incident: string, helpUrl: string): Response {
	const body: RefusalProblem = toProblem(refuse("internal-fault", { incident }), { helpUrl });
	return new Response(JSON.stringify(body), {
		status: body.status,
		headers: { "content-type": PROBLEM_TYPE },
	});
}
