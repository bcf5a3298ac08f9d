import assert from "node:assert/strict";
import { test } from "node:test";
import { peopleOver } from "../../../test/support/people.ts";
import { ANN, aDoor, HOME, PASSWORD, URL_OF_PAGES } from "../../../test/support/sign-in-door.ts";
import { DAY } from "../../terms/clock.ts";

test("where people had sessions from is known after a start", async (t) => {
	const { store, clock, signIn } = await aDoor(t);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 200);
	const after = peopleOver(store, clock);
	after.auth.remember(await store.people.places(0));
	const again = (email: string, password: string, address: string) =>
		after.auth.fetch(
			new Request(`${URL_OF_PAGES}/auth/sign-in/email`, {
				method: "POST",
				headers: { "content-type": "application/json", origin: URL_OF_PAGES },
				body: JSON.stringify({ email, password }),
			}),
			address,
		);
	for (let i = 0; i < 50; i++) await again(ANN, "a wrong password", `10.0.${i}.1`);
	assert.equal((await again(ANN, PASSWORD, "203.0.113.9")).status, 429);
	assert.equal((await again(ANN, PASSWORD, HOME)).status, 200);
});

test("cookies of a service at https are Secure", async (t) => {
	const { send } = await aDoor(t);
	const answer = await send("/sign-in/email", JSON.stringify({ email: ANN, password: PASSWORD }), HOME);
	const [cookie] = answer.headers.getSetCookie();
	assert.match(cookie ?? "", /^__Secure-angarium\.session_token=.*; HttpOnly; Secure; SameSite=Lax/);
});

test("a session goes on while it is used, and ends thirty days after", async (t) => {
	const { send, auth } = await aDoor(t);
	t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
	const answer = await send("/sign-in/email", JSON.stringify({ email: ANN, password: PASSWORD }), HOME);
	const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
	const headers = new Headers({ cookie });
	assert.deepEqual(await auth.sessions.renew(headers), [], "not at each call");
	t.mock.timers.tick(29 * DAY);
	const [renewed] = await auth.sessions.renew(headers);
	assert.match(renewed ?? "", /session_token=.*Max-Age=2592000/);
	t.mock.timers.tick(29 * DAY);
	assert.equal((await auth.sessions.signedIn(headers))?.person.email, ANN);
	t.mock.timers.tick(2 * DAY);
	assert.equal(await auth.sessions.signedIn(headers), undefined);
});
