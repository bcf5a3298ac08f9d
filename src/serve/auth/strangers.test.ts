import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { ANN, aDoor, aSecondFactor, HOME, PASSWORD } from "../../../test/support/sign-in-door.ts";

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
