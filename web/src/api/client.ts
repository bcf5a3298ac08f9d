/**
 * Calls of the API by the person who is signed in (the session cookie goes along by itself). Answers are JSON;
 * whatever goes wrong is thrown as an ApiError.
 */

import { actingAccount } from "./account-choice.ts";
import { ApiError, errorOf } from "./problem.ts";

/** Left out when undefined, null or ""; a list repeats the parameter. */
export type Query = Readonly<
	Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

interface CallOptions {
	readonly query?: Query | undefined;
	readonly body?: unknown;
	readonly signal?: AbortSignal | undefined;
	/** The ETag that was seen: the change is refused with "changed-meanwhile" when it is another by now. */
	readonly ifMatch?: string | null | undefined;
	/** For POSTs that create: the same key twice creates once. */
	readonly idempotencyKey?: string | undefined;
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** About the whole installation, for whichever account this tab acts: the operator's pages. */
	readonly wide?: boolean | undefined;
}

/** Asked by somebody who may not be signed in, or to learn which accounts there are. */
const ABOUT_NO_ACCOUNT = /^\/v1\/(me|setup|invitations\/iv_[^/]+(\/accept)?)$/;

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

export function pathWith(path: string, query: Query = {}): string {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		for (const one of Array.isArray(value) ? value : [value]) {
			if (one !== undefined && one !== null && one !== "") parameters.append(name, String(one));
		}
	}
	const text = parameters.toString();
	return text === "" ? path : `${path}?${text}`;
}

async function call(method: Method, path: string, options: CallOptions): Promise<Response> {
	// Reasons and remedies come in the reader's language, which need not be the browser's.
	const headers = new Headers({
		accept: "application/json",
		"accept-language": document.documentElement.lang,
		...options.headers,
	});
	const account = options.wide === true ? null : actingAccount();
	if (account !== null && path.startsWith("/v1/") && !ABOUT_NO_ACCOUNT.test(path))
		headers.set("angarium-account", account.id);
	if (method !== "GET") headers.set("content-type", "application/json");
	if (options.ifMatch) headers.set("if-match", options.ifMatch);
	if (options.idempotencyKey !== undefined) headers.set("idempotency-key", options.idempotencyKey);
	const body = method === "GET" ? null : JSON.stringify(options.body ?? {});
	let response: Response;
	try {
		response = await fetch(pathWith(path, options.query), {
			method,
			headers,
			body,
			signal: options.signal ?? null,
			credentials: "same-origin",
		});
	} catch (error) {
		if (options.signal?.aborted) throw error;
		throw new ApiError(0, "no-answer", "");
	}
	if (!response.ok) throw await errorOf(response);
	return response;
}

const read = async (response: Response): Promise<unknown> =>
	response.status === 204 || response.headers.get("content-length") === "0" ? undefined : response.json();

async function ask<Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
	return (await read(await call(method, path, options))) as Answer;
}

const caller = (wide: boolean) => ({
	get: <Answer>(path: string, query?: Query, signal?: AbortSignal) =>
		ask<Answer>("GET", path, { query, signal, wide }),
	post: <Answer>(path: string, body?: unknown, options: CallOptions = {}) =>
		ask<Answer>("POST", path, { wide, ...options, body }),
	patch: <Answer>(path: string, body: unknown, options: CallOptions = {}) =>
		ask<Answer>("PATCH", path, { wide, ...options, body }),
	put: <Answer>(path: string, body: unknown, options: CallOptions = {}) =>
		ask<Answer>("PUT", path, { wide, ...options, body }),
	/** An answer that is read while it comes: server-sent events. */
	stream: (path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) =>
		call("GET", path, { headers, signal, wide }),
	delete: <Answer = void>(path: string, options: CallOptions = {}) =>
		ask<Answer>("DELETE", path, { wide, ...options }),
	/** With the ETag to hand to `patch` as ifMatch, so that two people do not overwrite each other. */
	getTagged: async <Answer>(path: string, query?: Query, signal?: AbortSignal) => {
		const response = await call("GET", path, { query, signal, wide });
		return { data: (await response.json()) as Answer, etag: response.headers.get("etag") };
	},
});

export const api = caller(false);

/** For the operator's pages: about all accounts, also while this tab acts for one. */
export const operatorApi = caller(true);
