/** The door that people sign in by, with Ann, who has a password. */

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { isProblem } from "../../src/setup/index.ts";
import { virtualClock } from "./clock.ts";
import { peopleOver } from "./people.ts";
import { openTestStore } from "./store.ts";
import { totp } from "./totp.ts";

export const ANN = "ann@shop.example";
export const PASSWORD = "correct horse battery";
export const HOME = "192.0.2.1";
export const URL_OF_PAGES = "https://relay.example";

export async function aDoor(t: TestContext) {
	const clock = virtualClock(Date.now());
	const store = await openTestStore(t, clock);
	const world = peopleOver(store, clock);
	const person = await world.people.setupLinks.makePerson(
		{ email: ANN, name: "Ann", password: PASSWORD },
		[],
	);
	assert.ok(!isProblem(person));
	const send = (path: string, body: string, address: string, headers: Record<string, string> = {}) =>
		world.auth.fetch(
			new Request(`${URL_OF_PAGES}/auth${path}`, {
				method: "POST",
				headers: { "content-type": "application/json", origin: URL_OF_PAGES, ...headers },
				body,
			}),
			address,
		);
	const signIn = async (email: string, password: string, address: string) =>
		(await send("/sign-in/email", JSON.stringify({ email, password }), address)).status;
	/** What failed is told of after the answer. */
	const told = async (count: number) => {
		while ((await store.audit.list({ action: "session.fail" }, 100)).length < count) await clock.settle();
	};
	return { ...world, clock, store, send, signIn, person, told };
}

export const cookieOf = (answer: Response): Record<string, string> => ({
	cookie: answer.headers
		.getSetCookie()
		.map((field) => field.split(";")[0])
		.join("; "),
});

/** Ann with a second factor. `half` has shown the password from there. */
export async function aSecondFactor(t: TestContext, world?: Awaited<ReturnType<typeof aDoor>>) {
	const door = world ?? (await aDoor(t));
	const { send } = door;
	const password = JSON.stringify({ email: ANN, password: PASSWORD });
	const half = async (address: string) => cookieOf(await send("/sign-in/email", password, address));
	const home = await half(HOME);
	const asked = await send("/two-factor/enable", JSON.stringify({ password: PASSWORD }), HOME, home);
	const { totpURI } = (await asked.json()) as { totpURI: string };
	const show = (code: string, address: string, headers: Record<string, string>) =>
		send("/two-factor/verify-totp", JSON.stringify({ code }), address, headers);
	assert.equal((await show(totp(totpURI), HOME, home)).status, 200);
	return { ...door, half, show, asked, right: (at?: number) => totp(totpURI, at) };
}
