import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { isProblem } from "../../setup/index.ts";
import { HOUR, MINUTE } from "../../terms/clock.ts";

const ANN = "ann@shop.example";
const BOB = "bob@shop.example";
const NEW = "ann@mail.example";
const PASSWORD = "correct horse battery";
const PAGES = "https://relay.example";
const HOME = "192.0.2.1";

/** Ann and Bob, who are people here, and what their browsers send. */
async function anApi(t: TestContext) {
	const api = await sendingApi(t);
	const [ann, bob] = await Promise.all(
		[ANN, BOB].map((email) =>
			api.people.setupLinks.makePerson({ email, name: email, password: PASSWORD }, []),
		),
	);
	assert.ok(ann !== undefined && !isProblem(ann) && bob !== undefined && !isProblem(bob));
	const own = { origin: PAGES, host: "relay.example", "content-type": "application/json" };
	const call = async (method: string, path: string, body?: object, cookie = "", address = HOME) => {
		const headers = { ...own, cookie };
		const sent = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
		const response = await api.app.request(path, sent, { clientAddress: address });
		return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
	};
	const enter = (path: string, body: object, address = HOME) =>
		api.auth.fetch(
			new Request(`${PAGES}/auth${path}`, { method: "POST", headers: own, body: JSON.stringify(body) }),
			address,
		);
	const signIn = async (email: string): Promise<string> => {
		const response = await enter("/sign-in/email", { email, password: PASSWORD });
		assert.equal(response.status, 200, email);
		return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
	};
	const ask = (cookie: string, email = NEW, password = PASSWORD) =>
		call("POST", "/v1/me/email", { email, password }, cookie);
	/** The token of the newest link that was mailed. */
	const token = () => new URL(api.mailed.at(-1)?.link ?? "").searchParams.get("token") ?? "";
	const confirm = (link = token(), cookie = "") =>
		call("POST", `/v1/email-changes/${link}/confirm`, undefined, cookie);
	const emailOf = async (cookie: string) =>
		(await call("GET", "/v1/me", undefined, cookie)).body.person?.email;
	return { ...api, ann, bob, call, enter, signIn, ask, token, confirm, emailOf };
}

test("an address changes when the link is opened: the old one is told, and all other sessions end", async (t) => {
	const { ann, signIn, ask, token, confirm, emailOf, call, mailed, store, enter, clock } = await anApi(t);
	const [here, there] = [await signIn(ANN), await signIn(ANN)];
	const asked = await ask(here, ` ${NEW.toUpperCase()} `);
	assert.equal(asked.status, 202, JSON.stringify(asked.body));
	const link = token();
	assert.match(link, /^em_[0-9a-z]{26}$/);
	assert.deepEqual([asked.body.email, asked.body.newEmail], [ANN, NEW]);
	await clock.advance(MINUTE);
	assert.equal(await emailOf(here), ANN, "nothing changes yet");
	assert.deepEqual((await call("GET", `/v1/email-changes/${link}`)).body, asked.body);

	assert.deepEqual((await confirm(link, here)).body, { id: ann.id, email: NEW });
	assert.deepEqual([await emailOf(here), await emailOf(there)], [NEW, undefined]);
	assert.deepEqual(
		mailed.map(({ to }) => to),
		[NEW, ANN],
	);
	assert.equal((await confirm(link, here)).status, 404, "it works once");
	assert.equal((await call("GET", `/v1/email-changes/${link}`)).status, 404);
	assert.equal((await enter("/sign-in/email", { email: ANN, password: PASSWORD })).status, 401);
	await signIn(NEW);

	const entries = await store.audit.list({ targetId: ann.id, action: "person" }, 10);
	const [change, request] = entries as readonly Json[];
	assert.deepEqual([change.action, request.action], ["person.change-email", "person.ask-email"]);
	assert.deepEqual([change.before.email, change.after.email], [ANN, NEW]);
	assert.deepEqual([change.actor.kind, change.actor.id, change.address], ["person", ann.id, HOME]);
	assert.doesNotMatch(JSON.stringify(entries), new RegExp(`${link}|${PASSWORD}`));
});

test("a session alone, a program, or a page of another site asks for no address", async (t) => {
	const { signIn, ask, call, mailed, post } = await anApi(t);
	const cookie = await signIn(ANN);
	const wrong = await ask(cookie, NEW, "a wrong password");
	assert.deepEqual([wrong.status, wrong.body.reason], [403, "password-wrong"]);
	assert.equal(wrong.body.errors[0].field, "body.password");
	const body = { email: NEW, password: PASSWORD };
	assert.equal((await post("/v1/me/email", body)).body.reason, "person-only");
	assert.equal((await call("POST", "/v1/me/email", body)).status, 401);
	const odd = await ask(cookie, "no address");
	assert.deepEqual([odd.status, odd.body.errors[0].field], [422, "body.email"]);
	assert.equal((await ask(cookie, ANN)).status, 422, "it is that already");
	assert.deepEqual(mailed, []);
});

test("who asks cannot tell whether an address is somebody's: that person alone is told", async (t) => {
	const { signIn, ask, confirm, mailed, people, token } = await anApi(t);
	const cookie = await signIn(ANN);
	const [free, taken] = [await ask(cookie), await ask(cookie, BOB)];
	const shape = ({ status, body }: typeof free) => [status, { ...body, newEmail: "" }];
	assert.deepEqual(shape(taken), shape(free));
	assert.deepEqual(mailed.at(-1), { to: BOB, link: "" }, "without a link");

	await ask(cookie);
	const link = token();
	const other = { email: NEW, name: "Eve", password: PASSWORD };
	assert.ok(!isProblem(await people.setupLinks.makePerson(other, [])));
	assert.equal((await confirm(link)).status, 404, "somebody was quicker");
	assert.equal((await people.byEmail(ANN))?.email, ANN);
});

test("a link is void after an hour, a newer one, another password, or a suspension", async (t) => {
	const { ann, signIn, ask, confirm, token, people, clock, enter, mailed } = await anApi(t);
	const cookie = await signIn(ANN);
	await ask(cookie);
	const first = token();
	await ask(cookie, "other@mail.example");
	assert.equal((await confirm(first)).status, 404);
	await clock.advance(HOUR);
	assert.equal((await confirm()).status, 404);

	await ask(cookie);
	const stolen = token();
	assert.equal((await enter("/request-password-reset", { email: ANN })).status, 200);
	while (mailed.at(-1)?.to !== ANN) await clock.settle();
	const reset = { token: token(), newPassword: "a better horse battery" };
	assert.equal((await enter("/reset-password", reset)).status, 200);
	assert.equal((await confirm(stolen)).status, 404, "who knew the old password is out");

	await ask(await signIn(BOB));
	await people.suspend((await people.byEmail(BOB))?.id ?? ann.id);
	assert.equal((await confirm()).status, 404);
	assert.equal(await people.byEmail(NEW), undefined);
});

test("links that went to the old address change no password any more", async (t) => {
	const { signIn, ask, confirm, token, clock, enter, mailed } = await anApi(t);
	const cookie = await signIn(ANN);
	assert.equal((await enter("/request-password-reset", { email: ANN })).status, 200);
	while (mailed.at(-1)?.to !== ANN) await clock.settle();
	const reset = { token: token(), newPassword: "a better horse battery" };
	await ask(cookie);
	assert.equal((await confirm()).status, 200);
	assert.equal((await enter("/reset-password", reset)).status, 400);
	await signIn(NEW);
});

test("passwords that are tried count with those of sign-in, and mails with those of resets", async (t) => {
	const { signIn, ask, enter, clock, mailed } = await anApi(t);
	const [ann, bob] = [await signIn(ANN), await signIn(BOB)];
	for (let i = 0; i < 10; i++) assert.equal((await ask(bob, NEW, "a wrong password")).status, 403);
	const blocked = await ask(bob);
	assert.deepEqual([blocked.status, blocked.body.reason], [429, "too-many-tries"]);
	assert.equal(blocked.headers.get("retry-after"), "60");
	assert.equal((await enter("/sign-in/email", { email: BOB, password: PASSWORD })).status, 429);
	await clock.advance(MINUTE);
	for (let i = 0; i < 10; i++) assert.equal((await ask(ann)).status, 202);
	assert.equal((await ask(ann)).body.reason, "too-many-tries");
	assert.equal(mailed.length, 10);
});

test("the operator asks for somebody who has lost the old mailbox, and the new one confirms", async (t) => {
	const { ann, call, signIn, confirm, emailOf, people, app, setup, mailed } = await anApi(t);
	const key = await setup.apiKeys.create(null, "operator");
	assert.ok("token" in key);
	const ask = async (email: string) => {
		const headers = { authorization: `Bearer ${key.token}`, "content-type": "application/json" };
		const sent = { method: "POST", headers, body: JSON.stringify({ email }) };
		return app.request(`/v1/people/${ann.id}/email`, sent);
	};
	const cookie = await signIn(ANN);
	assert.equal((await call("POST", `/v1/people/${ann.id}/email`, { email: NEW }, cookie)).status, 403);
	assert.equal((await ask(BOB)).status, 409);
	assert.equal((await ask(NEW)).status, 202);
	assert.equal(await emailOf(cookie), ANN);
	assert.equal((await confirm()).status, 200);
	assert.equal((await people.one(ann.id))?.email, NEW);
	assert.equal(await emailOf(cookie), undefined);
	assert.deepEqual(
		mailed.map(({ to }) => to),
		[NEW, ANN],
	);
});

test("no text is a link that was not mailed", async (t) => {
	const { people, ann } = await anApi(t);
	const made = fc.string({
		minLength: 26,
		maxLength: 26,
		unit: fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz"),
	});
	await people.emailChanges.ask(ann, NEW);
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.string(),
				made.map((text) => `em_${text}`),
			),
			async (text) => {
				assert.equal(await people.emailChanges.byToken(text), undefined);
				assert.ok(isProblem(await people.emailChanges.confirm(text, null)));
			},
		),
		{ numRuns: fuzzRuns(50) },
	);
});
