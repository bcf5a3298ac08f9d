import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { virtualClock } from "../../../test/support/clock.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { peopleOver } from "../../../test/support/people.ts";
import { openTestStore } from "../../../test/support/store.ts";
import { totp } from "../../../test/support/totp.ts";
import { isProblem } from "../../setup/index.ts";
import { DAY, MINUTE } from "../../terms/clock.ts";
import { CALLS_PER_MINUTE } from "./calls.ts";

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
	/** What failed is told of after the answer. */
	const told = async (count: number) => {
		while ((await store.audit.list({ action: "session.fail" }, 100)).length < count) await clock.settle();
	};
	return { ...world, clock, store, send, signIn, person, told };
}

test("ten wrong passwords make a network wait, with the right one too, and the wait ends by itself", async (t) => {
	const { signIn, send, clock, store, told } = await aDoor(t);
	for (let i = 0; i < 10; i++) assert.equal(await signIn(ANN, "a wrong password", HOME), 401);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 429);
	const body = JSON.stringify({ email: ANN, password: PASSWORD });
	const blocked = await send("/sign-in/email", body, HOME);
	assert.equal(blocked.headers.get("retry-after"), "60");
	assert.equal(await signIn(ANN, PASSWORD, "192.0.2.2"), 200, "elsewhere it is free");
	await clock.advance(MINUTE);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 200);
	await told(10);
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

const cookieOf = (answer: Response): Record<string, string> => ({
	cookie: answer.headers
		.getSetCookie()
		.map((field) => field.split(";")[0])
		.join("; "),
});

/** Ann with a second factor. `half` has shown the password from there. */
async function aSecondFactor(t: TestContext, world?: Awaited<ReturnType<typeof aDoor>>) {
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

test("who has the password guesses at the code no longer, and the person at home still signs in", async (t) => {
	const { half, show, right } = await aSecondFactor(t);
	for (let i = 0; i < 50; i++) {
		const there = `10.1.${i}.1`;
		assert.equal((await show("000000", there, await half(there))).status, 401);
	}
	const elsewhere = "203.0.113.9";
	assert.equal((await show(right(), elsewhere, await half(elsewhere))).status, 429);
	assert.equal((await show(right(), HOME, await half(HOME))).status, 200);
});

test("nobody's wrong codes are counted for somebody else by a cookie of theirs beside", async (t) => {
	const door = await aDoor(t);
	const eve = { email: "eve@x.example", name: "Eve", password: PASSWORD };
	assert.ok(!isProblem(await door.people.setupLinks.makePerson(eve, [])));
	const { half, show, right, send } = await aSecondFactor(t, door);
	const password = JSON.stringify({ email: eve.email, password: PASSWORD });
	const own = cookieOf(await send("/sign-in/email", password, "10.2.0.1"));
	const body = JSON.stringify({ password: PASSWORD });
	const { totpURI } = (await (await send("/two-factor/enable", body, "10.2.0.1", own)).json()) as {
		totpURI: string;
	};
	assert.equal((await show(totp(totpURI), "10.2.0.1", own)).status, 200);
	const half2 = cookieOf(await send("/sign-in/email", password, "10.2.0.1"))["cookie"] ?? "";
	const beside = `angarium.two_factor=${/two_factor=([^;]+)/.exec(half2)?.[1]}`;
	for (let i = 0; i < 50; i++) {
		const there = `10.1.${i}.1`;
		const cookie = `${beside}; ${(await half(there))["cookie"]}`;
		assert.equal((await show("000000", there, { cookie })).status, 401);
	}
	const elsewhere = "203.0.113.9";
	const cookie = `angarium.two_factor=another; ${(await half(elsewhere))["cookie"]}`;
	assert.equal(
		(await show(right(), elsewhere, { cookie })).status,
		429,
		"all who send two are counted as one",
	);
});

test("a code signs in once, also when it comes twice at once", async (t) => {
	const { half, show, right, clock } = await aSecondFactor(t);
	const code = right();
	const both = await Promise.all([await half(HOME), await half(HOME)].map((each) => show(code, HOME, each)));
	assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 401]);
	const again = await show(code, HOME, await half(HOME));
	assert.deepEqual([again.status, ((await again.json()) as { code: string }).code], [401, "INVALID_CODE"]);
	const next = right(Date.now() + 30_000);
	assert.equal((await show(next, HOME, await half(HOME))).status, 200, "the one after it does");
	await clock.settle();
});

test("what is answered is kept by nobody on its way, and taken for no page", async (t) => {
	const { asked } = await aSecondFactor(t);
	assert.equal(asked.headers.get("cache-control"), "no-store");
	assert.equal(asked.headers.get("x-content-type-options"), "nosniff");
});

test("how long an answer takes does not tell whether somebody is known", async (t) => {
	const { send, store, mailed, clock, told } = await aDoor(t);
	const held = Promise.withResolvers<void>();
	const { insert } = store.authRecords;
	const { add } = store.audit;
	Object.assign(store.authRecords, {
		insert: async (...all: Parameters<typeof insert>) => {
			await held.promise;
			return insert.apply(store.authRecords, all);
		},
	});
	Object.assign(store.audit, {
		add: async (...all: Parameters<typeof add>) => {
			await held.promise;
			return add.apply(store.audit, all);
		},
	});
	const ask = async (email: string) => {
		const answers = [
			await send("/request-password-reset", JSON.stringify({ email }), HOME),
			await send("/sign-in/email", JSON.stringify({ email, password: "a wrong password" }), HOME),
		];
		return Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
	};
	assert.deepEqual(await ask(ANN), await ask("nobody@shop.example"));
	assert.equal(mailed.length, 0);
	held.resolve();
	await told(1);
	while (mailed.length === 0) await clock.settle();
	assert.deepEqual(
		mailed.map(({ to }) => to),
		[ANN],
		"and the mail is sent all the same",
	);
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
	const { signIn, told } = await aDoor(t);
	const statuses = await Promise.all(Array.from({ length: 40 }, () => signIn(ANN, "a wrong password", HOME)));
	assert.ok(statuses.filter((status) => status === 401).length <= 10, String(statuses));
	assert.ok(statuses.every((status) => status === 401 || status === 429));
	await told(statuses.filter((status) => status === 401).length);
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

test("a network has so many calls in a minute, whatever they are, and another one has its own", async (t) => {
	const { send, clock } = await aDoor(t);
	const ask = async (address: string) => (await send("/sign-in/oauth2", "{}", address)).status;
	const statuses = new Set<number>();
	for (let i = 0; i < CALLS_PER_MINUTE; i++) statuses.add(await ask(HOME));
	assert.ok(!statuses.has(429));
	assert.equal(await ask(HOME), 429);
	assert.notEqual(await ask("203.0.113.9"), 429);
	await clock.advance(MINUTE);
	assert.notEqual(await ask(HOME), 429);
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
