import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { virtualClock } from "../../../test/support/clock.ts";
import { fuzzRuns } from "../../../test/support/fuzz.ts";
import { peopleOver } from "../../../test/support/people.ts";
import { openTestStore } from "../../../test/support/store.ts";
import { totp } from "../../../test/support/totp.ts";
import { isProblem } from "../../setup/index.ts";
import { DAY, MINUTE } from "../../terms/clock.ts";

const ANN = "ann@shop.example";
const PASSWORD = "correct horse battery";
const HOME = "192.0.2.1";
const URL_OF_PAGES = "https://relay.example";

async function aDoor(t: TestContext) {
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
	return { ...world, clock, store, send, signIn, person };
}

test("ten wrong passwords make a network wait, with the right one too, and the wait ends by itself", async (t) => {
	const { signIn, send, clock, store } = await aDoor(t);
	for (let i = 0; i < 10; i++) assert.equal(await signIn(ANN, "a wrong password", HOME), 401);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 429);
	const body = JSON.stringify({ email: ANN, password: PASSWORD });
	const blocked = await send("/sign-in/email", body, HOME);
	assert.equal(blocked.headers.get("retry-after"), "60");
	assert.equal(await signIn(ANN, PASSWORD, "192.0.2.2"), 200, "elsewhere it is free");
	await clock.advance(MINUTE);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 200);
	const failed = await store.audit.list({ action: "session.fail" }, 100);
	assert.equal(failed.length, 10);
	assert.equal(failed[0]?.target.name, ANN);
});

test("who guesses at a person from everywhere stops strangers, and not the person at home", async (t) => {
	const { signIn } = await aDoor(t);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 200);
	for (let i = 0; i < 50; i++) assert.equal(await signIn(ANN, "a wrong password", `10.0.${i}.1`), 401);
	assert.equal(await signIn(ANN, PASSWORD, "203.0.113.9"), 429);
	assert.equal(await signIn(ANN.toUpperCase(), PASSWORD, HOME), 200);
});

test("who has the password guesses at the code no longer, and the person at home still signs in", async (t) => {
	const { send } = await aDoor(t);
	const cookieOf = (answer: Response): Record<string, string> => ({
		cookie: answer.headers
			.getSetCookie()
			.map((field) => field.split(";")[0])
			.join("; "),
	});
	const password = JSON.stringify({ email: ANN, password: PASSWORD });
	const home = cookieOf(await send("/sign-in/email", password, HOME));
	const { totpURI } = (await (
		await send("/two-factor/enable", JSON.stringify({ password: PASSWORD }), HOME, home)
	).json()) as { totpURI: string };
	const right = (): string => JSON.stringify({ code: totp(totpURI) });
	assert.equal((await send("/two-factor/verify-totp", right(), HOME, home)).status, 200);

	const wrong = JSON.stringify({ code: "000000" });
	for (let i = 0; i < 50; i++) {
		const half = cookieOf(await send("/sign-in/email", password, `10.1.${i}.1`));
		assert.equal((await send("/two-factor/verify-totp", wrong, `10.1.${i}.1`, half)).status, 401);
	}
	const stranger = cookieOf(await send("/sign-in/email", password, "203.0.113.9"));
	assert.equal((await send("/two-factor/verify-totp", right(), "203.0.113.9", stranger)).status, 429);
	const own = cookieOf(await send("/sign-in/email", password, HOME));
	assert.equal((await send("/two-factor/verify-totp", right(), HOME, own)).status, 200);
});

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

test("a burst of tries is not through before the first of it has failed", async (t) => {
	const { signIn } = await aDoor(t);
	const statuses = await Promise.all(Array.from({ length: 40 }, () => signIn(ANN, "a wrong password", HOME)));
	assert.ok(statuses.filter((status) => status === 401).length <= 10, String(statuses));
	assert.ok(statuses.every((status) => status === 401 || status === 429));
});

test("nobody's mailbox is filled by asking for new passwords", async (t) => {
	const { send, mailed, clock, signIn } = await aDoor(t);
	const body = JSON.stringify({ email: ANN, redirectTo: "/reset-password" });
	const statuses: number[] = [];
	for (let i = 0; i < 30; i++) statuses.push((await send("/request-password-reset", body, HOME)).status);
	await clock.settle();
	assert.equal(statuses.filter((status) => status === 200).length, 10);
	assert.ok(mailed.length <= 10 && mailed.length > 0);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 200, "and no password is blocked by it");
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

test("what the client says of its own address is not believed", async (t) => {
	const { send, store } = await aDoor(t);
	const forged = { "x-angarium-client": "198.51.100.1", "x-forwarded-for": "198.51.100.2" };
	await send("/sign-in/email", JSON.stringify({ email: ANN, password: PASSWORD }), HOME, forged);
	assert.deepEqual(await store.people.places(0), [{ email: ANN, address: HOME }]);
});

test("what strangers send is answered, whatever it is, and signs nobody in", async (t) => {
	const { send, auth } = await aDoor(t);
	const paths = [
		"/sign-in/email",
		"/sign-in/oauth2",
		"/sign-in/social",
		"/two-factor/verify-totp",
		"/two-factor/verify-backup-code",
		"/request-password-reset",
		"/reset-password",
		"/change-password",
		"/revoke-session",
		"/sign-up/email",
		"/__proto__",
		"/constructor",
	];
	const field = fc.constantFrom(
		"email",
		"password",
		"code",
		"token",
		"newPassword",
		"provider",
		"callbackURL",
		"trustDevice",
	);
	const body = fc.oneof(
		fc.string(),
		fc.json(),
		fc
			.dictionary(field, fc.oneof(fc.string(), fc.constant(ANN), fc.jsonValue()))
			.map((given) => JSON.stringify(given)),
	);
	const cookie = fc.oneof(
		fc.constant(""),
		fc.base64String().map((value) => `__Secure-angarium.session_token=${encodeURIComponent(value)}`),
		fc.base64String().map((value) => `__Secure-angarium.two_factor=${encodeURIComponent(value)}`),
	);
	let network = 0;
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...paths), body, cookie, async (path, text, cookies) => {
			const headers = cookies === "" ? {} : { cookie: cookies };
			const answer = await send(path, text, `10.${(network >> 8) & 255}.${network++ & 255}.1`, headers);
			assert.ok(answer.status < 500, `${path} answered ${answer.status}`);
			const set = answer.headers
				.getSetCookie()
				.map((each) => each.split(";")[0])
				.join("; ");
			assert.equal(await auth.sessions.signedIn(new Headers({ cookie: set || cookies })), undefined);
		}),
		{ numRuns: fuzzRuns(150) },
	);
	const large = JSON.stringify({ email: ANN, password: "x".repeat(20_000) });
	assert.equal((await send("/sign-in/email", large, HOME)).status, 413);
});
