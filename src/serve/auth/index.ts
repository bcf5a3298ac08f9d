/**
 * Signing in, at `/auth/*`: better-auth behind a list of what is open, a limit of what is guessed, and the audit log.
 * The API knows people by `sessions`.
 */

import type { Person } from "../../terms/person.ts";
import type { BetterAuth } from "./better-auth.ts";
import { Calls } from "./calls.ts";
import type { AuthDependencies } from "./dependencies.ts";
import { Challenges, guessed, namesOf, outcomeOf, UnderWay, UsedCodes } from "./guesses.ts";
import { ADDRESS_HEADER, BASE_PATH, PROVIDER } from "./names.ts";
import { OwnPassword } from "./own-password.ts";
import { PROVIDER_PATH, type Route, routeOf } from "./routes.ts";
import { createSessions, personOf, type Sessions } from "./sessions.ts";
import { tell } from "./told.ts";

export type { AuthDependencies, OidcProvider } from "./dependencies.ts";

export interface Auth {
	readonly sessions: Sessions;
	/** Where people signed in from before this start: who guesses at them does not stop them there. */
	remember(places: readonly { readonly email: string; readonly address: string }[]): void;
	/** `address` is the client's. */
	fetch(request: Request, address: string): Promise<Response>;
}

const BODY_BYTES = 16 * 1024;
const STATUS = {
	notFound: 404,
	tooLarge: 413,
	tooMany: 429,
	fault: 503,
	media: 415,
	malformed: 400,
	unknown: 401,
} as const;
/** RFC 6761 §6.4: an address that nobody has. */
const NOBODY = "nobody@angarium.invalid";
const BUSY_SECONDS = 1;

export function createAuth(dependencies: AuthDependencies): Auth {
	let opened: Promise<BetterAuth> | undefined;
	// With the first who signs in: it took a fifth of each start, and only then is it known where the pages are.
	const auth = (): Promise<BetterAuth> => {
		opened ??= open(dependencies).catch((error: unknown) => {
			opened = undefined;
			throw error;
		});
		return opened;
	};
	const underWay = new UnderWay();
	const door = new Door(dependencies, auth, underWay);
	return {
		sessions: createSessions(auth, dependencies, new OwnPassword(dependencies, underWay)),
		remember(places) {
			for (const { email, address } of places)
				for (const name of namesOf(email)) dependencies.guard.succeeded(address, name, dependencies.now());
		},
		async fetch(request, address) {
			const response = await door.answer(request, address).catch((error: unknown) => {
				const incident = dependencies.incident("auth", error);
				return refusal(
					STATUS.fault,
					"FAULT",
					`Try again in a moment; the log has it as incident ${incident}`,
				);
			});
			// Recovery codes and the secret of a second factor are among what is answered.
			response.headers.set("cache-control", "no-store");
			response.headers.set("x-content-type-options", "nosniff");
			return response;
		},
	};
}

async function open(dependencies: AuthDependencies): Promise<BetterAuth> {
	const { openBetterAuth } = await import("./better-auth.ts");
	return openBetterAuth(dependencies);
}

/** What better-auth is asked, as it was read. */
interface Asked {
	readonly route: Route;
	readonly request: Request;
	readonly body: Readonly<Record<string, unknown>>;
	readonly address: string;
}

class Door {
	readonly #dependencies: AuthDependencies;
	readonly #auth: () => Promise<BetterAuth>;
	readonly #underWay: UnderWay;
	readonly #challenges = new Challenges();
	readonly #codes = new UsedCodes();
	readonly #calls = new Calls();

	constructor(dependencies: AuthDependencies, auth: () => Promise<BetterAuth>, underWay: UnderWay) {
		this.#dependencies = dependencies;
		this.#auth = auth;
		this.#underWay = underWay;
	}

	async answer(request: Request, address: string): Promise<Response> {
		const pauseMs = this.#calls.take(address, this.#dependencies.now());
		if (pauseMs > 0) return wait(Math.ceil(pauseMs / 1_000));
		const asked = await read(request, address, this.#dependencies.url());
		if (asked instanceof Response) return asked;
		const { route } = asked;
		const { people } = this.#dependencies;
		const before = needsPerson(route) ? await personOf(this.#auth, asked.request.headers, people) : undefined;
		const email = this.#emailOf(asked, before);
		const name = guessed(route.guesses, email);
		if (name === undefined)
			return this.#finish(asked, await (await this.#auth()).handler(asked.request), before, email);
		const waitMs = this.#guardOf(route).blockedMs(address, name, this.#dependencies.now());
		if (waitMs > 0) return wait(Math.ceil(waitMs / 1_000));
		const leave = this.#underWay.enter(address);
		if (leave === undefined) return wait(BUSY_SECONDS);
		try {
			const response = await this.#tried(asked, before, email);
			await this.#count(asked, response, name);
			return await this.#finish(asked, response, before, email);
		} finally {
			leave();
		}
	}

	async #tried(asked: Asked, before: Person | undefined, email: string): Promise<Response> {
		const { path, guesses } = asked.route;
		if (guesses === "mail") return this.#askedForMail(asked, email);
		const { code } = asked.body;
		const signsIn = path === "/two-factor/verify-totp" && before === undefined && typeof code === "string";
		return signsIn ? this.#onceWith(code, asked, email) : (await this.#auth()).handler(asked.request);
	}

	async #onceWith(code: string, { request }: Asked, email: string): Promise<Response> {
		if (!this.#codes.take(email, code, this.#dependencies.now()))
			return refusal(STATUS.unknown, "INVALID_CODE", "Invalid code");
		const response = await (await this.#auth()).handler(request);
		if (!response.ok) this.#codes.giveBack(email, code);
		return response;
	}

	/** Answered as for nobody, and what there is to do for somebody is done meanwhile: neither words nor time tell. */
	async #askedForMail({ request, body }: Asked, email: string): Promise<Response> {
		const { people, incident } = this.#dependencies;
		const handle = (await this.#auth()).handler;
		if ((await people.personByEmail(email)) === undefined) return handle(request);
		const { url, method, headers } = request;
		const forNobody = JSON.stringify({ ...body, email: NOBODY });
		const response = await handle(new Request(url, { method, headers, body: forNobody }));
		if (response.ok) handle(request).catch((error: unknown) => incident("auth", error));
		return response;
	}

	#guardOf({ guesses }: Route) {
		return guesses === "mail" ? this.#dependencies.mailGuard : this.#dependencies.guard;
	}

	#emailOf({ route, request, body }: Asked, before: Person | undefined): string {
		if (route.guesses === "second factor") return before?.email ?? this.#challenges.emailOf(request.headers);
		if (route.guesses === "own password") return before?.email ?? "";
		return typeof body["email"] === "string" ? body["email"].toLowerCase() : "";
	}

	async #count({ route, address }: Asked, response: Response, name: string): Promise<void> {
		const { now } = this.#dependencies;
		const guard = this.#guardOf(route);
		const { code, twoFactorRedirect } = await bodyOf(response);
		const outcome = outcomeOf(route, response.status, code);
		if (outcome === "wrong") guard.failed(address, name, now());
		// A password alone does not make a network known where there is a second factor.
		else if (outcome === "right" && twoFactorRedirect !== true) guard.succeeded(address, name, now());
	}

	async #finish(
		asked: Asked,
		response: Response,
		before: Person | undefined,
		email: string,
	): Promise<Response> {
		const { route, address } = asked;
		const { people } = this.#dependencies;
		const said = await bodyOf(response);
		if (said["twoFactorRedirect"] === true) this.#challenges.note(response.headers.getSetCookie(), email);
		else if (response.status < 400) await this.#succeeded(asked, response, before);
		else if (route.guesses === "password" && response.status === 401) {
			const person = await people.personByEmail(email);
			// Not waited for: how long an answer takes must not tell who is known.
			if (person !== undefined)
				tell(this.#dependencies, "session.fail", person, { address, own: false }).catch((error: unknown) =>
					this.#dependencies.incident("auth", error),
				);
		}
		return response.status >= 500
			? new Response(response.body, { ...response, status: STATUS.fault })
			: response;
	}

	async #succeeded({ route, address }: Asked, response: Response, before: Person | undefined): Promise<void> {
		const { people, now, guard } = this.#dependencies;
		const note = (action: string, person: Person) =>
			tell(this.#dependencies, action, person, { address, own: true });
		if (route.audits !== undefined && before !== undefined) await note(route.audits, before);
		if (route.signsIn === undefined) return;
		if (before !== undefined) {
			// A code that is shown while signed in turns the second factor on.
			const after = route.path === "/two-factor/verify-totp" ? await people.person(before.id) : undefined;
			if (after?.twoFactor === true && !before.twoFactor) await note("two-factor.enable", before);
			return;
		}
		const person = await personOf(this.#auth, cookiesOf(response), people);
		if (person === undefined) return;
		for (const name of namesOf(person.email)) guard.succeeded(address, name, now());
		await people.updatePerson(person.id, { lastSignInAt: now() });
		await note("session.start", person);
	}
}

const needsPerson = ({ guesses, audits, path }: Route): boolean =>
	guesses === "own password" || guesses === "second factor" || audits !== undefined || path === "/sign-out";

/** The session that an answer begins, as the next request would show it. */
const cookiesOf = (response: Response): Headers =>
	new Headers({
		cookie: response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(";")[0] ?? "")
			.join("; "),
	});

async function read(request: Request, address: string, url: string): Promise<Asked | Response> {
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

function bodyIn(text: string): Record<string, unknown> | undefined {
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

/** What an answer says, left to be read again. */
async function bodyOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
	return bodyIn(await response.clone().text()) ?? {};
}

const refusal = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
	new Response(JSON.stringify({ code, message }), {
		status,
		headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
	});

const wait = (seconds: number): Response =>
	refusal(STATUS.tooMany, "TOO_MANY_TRIES", `Wait ${seconds} seconds`, { "retry-after": String(seconds) });
