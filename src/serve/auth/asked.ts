/** Requests as the door takes them: of an open path, small, a JSON object, and without what nobody may ask for. */

import { bodyIn, refusal, STATUS } from "./answers.ts";
import { ADDRESS_HEADER, BASE_PATH, PROVIDER } from "./names.ts";
import { PROVIDER_PATH, type Route, routeOf } from "./routes.ts";

const BODY_BYTES = 16 * 1024;

/** What better-auth is asked, as it was read. */
export interface Asked {
	readonly route: Route;
	readonly request: Request;
	readonly body: Readonly<Record<string, unknown>>;
	readonly address: string;
}

export async function readAsked(request: Request, address: string, url: string): Promise<Asked | Response> {
	const { pathname, search } = new URL(request.url);
	const wanted = pathname.slice(BASE_PATH.length);
	const path = wanted === PROVIDER_PATH ? "/sign-in/social" : wanted;
	const route = routeOf(request.method, path);
	if (route === undefined) return refusal(STATUS.notFound, "NOT_FOUND", "There is nothing here");
	const text = request.method === "POST" ? await textOf(request) : "";
	if (text === undefined)
		return refusal(STATUS.tooLarge, "TOO_LARGE", `The body has more than ${BODY_BYTES} octets`);
	const given = bodyIn(text);
	if (given === undefined) return refusal(STATUS.malformed, "NOT_JSON", "The body is no JSON object");
	if (text !== "" && !/^application\/json\s*(?:;|$)/i.test(request.headers.get("content-type") ?? ""))
		return refusal(STATUS.media, "NOT_JSON", "Send the header Content-Type: application/json");
	// A browser that would be trusted for weeks is a second factor less, of which nobody sees a list.
	delete given["trustDevice"];
	const body = wanted === PROVIDER_PATH ? { ...given, provider: PROVIDER, disableRedirect: true } : given;
	const headers = new Headers(request.headers);
	headers.set(ADDRESS_HEADER, address);
	headers.delete("content-length");
	if (request.method === "POST") headers.set("content-type", "application/json");
	return {
		route,
		body,
		address,
		request: new Request(`${url}${BASE_PATH}${path}${search}`, {
			method: request.method,
			headers,
			...(request.method === "POST" ? { body: JSON.stringify(body) } : {}),
		}),
	};
}

/** Undefined when it is too large. */
async function textOf(request: Request): Promise<string | undefined> {
	const pieces: Uint8Array[] = [];
	let bytes = 0;
	for await (const piece of request.body ?? []) {
		bytes += piece.length;
		if (bytes > BODY_BYTES) return undefined;
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString();
}
