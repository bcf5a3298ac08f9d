/** Answers of the door itself, in the form of better-auth's, and what is read off an answer. */

export const STATUS = {
	notFound: 404,
	tooLarge: 413,
	tooMany: 429,
	fault: 503,
	media: 415,
	malformed: 400,
	unknown: 401,
} as const;

export const refusal = (
	status: number,
	code: string,
	message: string,
	headers: Record<string, string> = {},
) =>
	new Response(JSON.stringify({ code, message }), {
		status,
		headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
	});

export const wait = (seconds: number): Response =>
	refusal(STATUS.tooMany, "TOO_MANY_TRIES", `Wait ${seconds} seconds`, { "retry-after": String(seconds) });

/** What an answer says, left to be read again. */
export async function bodyOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
	return bodyIn(await response.clone().text()) ?? {};
}

/** The session that an answer begins, as the next request would show it. */
export const cookiesOf = (response: Response): Headers =>
	new Headers({
		cookie: response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(";")[0] ?? "")
			.join("; "),
	});

/** Undefined when it is no JSON object. */
export function bodyIn(text: string): Record<string, unknown> | undefined {
	if (text.trim() === "") return {};
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}
