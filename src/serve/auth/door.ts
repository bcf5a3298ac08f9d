/** One request of who signs in: what is guessed is counted, better-auth answers, and what came of it is told. */

import type { Person } from "../../terms/person.ts";
import { bodyOf, cookiesOf, refusal, STATUS, wait } from "./answers.ts";
import { type Asked, readAsked } from "./asked.ts";
import type { BetterAuth } from "./better-auth.ts";
import { Calls } from "./calls.ts";
import type { AuthDependencies } from "./dependencies.ts";
import { Challenges, guessed, namesOf, outcomeOf, type UnderWay, UsedCodes } from "./guesses.ts";
import type { Route } from "./routes.ts";
import { personOf } from "./sessions.ts";
import { tell } from "./told.ts";

/** RFC 6761 §6.4: an address that nobody has. */
const NOBODY = "nobody@angarium.invalid";
const BUSY_SECONDS = 1;

export class Door {
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
		const asked = await readAsked(request, address, this.#dependencies.url());
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
