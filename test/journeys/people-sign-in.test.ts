import assert from "node:assert/strict";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { Browser } from "../support/browser.ts";
import type { Json } from "../support/json.ts";
import { eventually, mailboxOf, rawMessage, serviceThroughout } from "../support/service.ts";
import { operatorKey } from "../support/service-calls.ts";
import { totp } from "../support/totp.ts";

// One person's way in, in order: each step needs the one before.

let url: string;
const service = serviceThroughout({}, ({ ready }) => {
	url = ready.http;
});

const PASSWORD = "correct horse battery";
const NEW_PASSWORD = "a better horse battery";
const BOB = "bob@client.example";

const operator = async (method: string, path: string, body?: object): Promise<Json> => {
	const key = operatorKey(service);
	const headers = { authorization: `Bearer ${key}` };
	return (await new Browser(url).ask(method, path, body, headers)).body;
};

/** The newest mail to somebody whose text has this in it, and the token of its link. */
const tokenMailedTo = (to: string, page: string, except: readonly string[] = []): Promise<string> =>
	eventually(async () => {
		for (const mail of await mailboxOf(service)) {
			if (!mail.to.includes(to)) continue;
			const { text, html, from } = await PostalMime.parse(await rawMessage(service, mail.id));
			const token = new RegExp(`${page}\\?token=([\\w-]+)`).exec(text ?? "")?.[1];
			if (token === undefined || except.includes(token)) continue;
			assert.ok(html?.includes(`${page}?token=${token}`), "the HTML has the same link");
			assert.equal(from?.address, "noreply@relay.localhost");
			return token;
		}
		return undefined;
	});

const signIn = async (email: string, password: string): Promise<Browser> => {
	const browser = new Browser(url);
	const answer = await browser.post("/auth/sign-in/email", { email, password });
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return browser;
};

const me = async (browser: Browser): Promise<Json> => (await browser.get("/v1/me")).body;

test("the set-up link makes one operator, once", async () => {
	const { secretUrl } = await operator("POST", "/v1/setup-links");
	const token = new URL(secretUrl).searchParams.get("token");
	const wanted = { token, email: "Ops@client.example", name: "Ops", password: PASSWORD };
	const browser = new Browser(url);
	assert.equal((await browser.post("/v1/setup", { ...wanted, password: "short" })).status, 422);
	assert.equal((await browser.post("/v1/setup", wanted)).status, 201);
	assert.equal((await browser.post("/v1/setup", { ...wanted, email: "x@client.example" })).status, 422);

	const ops = await signIn("ops@client.example", PASSWORD);
	const { person, accounts } = await me(ops);
	assert.equal(person.operator, true);
	assert.equal(person.email, "ops@client.example");
	assert.deepEqual(accounts, []);
	const [cookie] = [...ops.cookies.values()];
	assert.ok(cookie?.attributes.has("httponly"));
	assert.equal(cookie?.attributes.get("samesite")?.toLowerCase(), "lax");
});

test("the person that try mode prints signs in, and nobody else signs up", async () => {
	const { email, password } = service.ready.demo.person;
	const { person, accounts } = await me(await signIn(email, password));
	assert.equal(person.operator, true);
	assert.equal(accounts[0].id, service.ready.demo.account);
	assert.equal(accounts[0].role, "administrator");
	const stranger = new Browser(url);
	const answer = await stranger.post("/auth/sign-up/email", { email: "x@y.example", password, name: "X" });
	assert.equal(answer.status, 404);
	assert.deepEqual((await me(stranger)).person, null);
});

test("somebody is asked to join, by mail, and joins", async () => {
	const { email, password } = service.ready.demo.person;
	const demo = await signIn(email, password);
	const { account } = service.ready.demo;
	const asked = await demo.post(`/v1/invitations?account=${account}`, { email: BOB, role: "viewer" });
	assert.equal(asked.status, 201, JSON.stringify(asked.body));
	const token = await tokenMailedTo(BOB, "/invitation");

	const bob = new Browser(url);
	const invited = await bob.get(`/v1/invitations/${token}`);
	assert.equal(invited.body.accountName, "Demo shop");
	assert.equal(invited.body.personExists, false);
	const joined = await bob.post(`/v1/invitations/${token}/accept`, { name: "Bob", password: PASSWORD });
	assert.equal(joined.status, 200, JSON.stringify(joined.body));
	assert.equal(
		(await bob.post(`/v1/invitations/${token}/accept`, { name: "B", password: PASSWORD })).status,
		404,
	);

	const signedIn = await signIn(BOB, PASSWORD);
	const { accounts, person } = await me(signedIn);
	assert.equal(accounts[0].role, "viewer");
	assert.equal((await signedIn.get("/v1/activity")).status, 403, "a viewer does not see Activity");
	assert.equal((await signedIn.get("/v1/team")).status, 403);

	const up = await demo.ask("PATCH", `/v1/team/${person.id}?account=${account}`, { role: "administrator" });
	assert.equal(up.status, 200, JSON.stringify(up.body));
	assert.equal((await signedIn.get("/v1/activity")).status, 200, "at once, in the same session");
	const { items } = (await signedIn.get("/v1/team")).body;
	assert.deepEqual(items.map((each: Json) => each.email).sort(), [BOB, email].sort());
});

test("a page of another site changes nothing", async () => {
	const bob = await signIn(BOB, PASSWORD);
	const headers = { origin: "https://elsewhere.example" };
	assert.equal((await bob.ask("PATCH", "/v1/me", { name: "X" }, headers)).status, 403);
	assert.equal((await bob.ask("POST", "/auth/sign-out", {}, headers)).status, 403);
	const changed = await bob.ask("PATCH", "/v1/me", { language: "fr", timeZone: "Europe/Paris" });
	assert.equal(changed.body.timeZone, "Europe/Paris");
	assert.equal((await bob.ask("PATCH", "/v1/me", { timeZone: "Nowhere/City" })).status, 422);
	assert.equal((await bob.post("/auth/sign-out")).status, 200);
	assert.equal((await me(bob)).person, null);
});

test("a second factor is turned on, and asked for, and a recovery code stands in for it once", async () => {
	const bob = await signIn(BOB, PASSWORD);
	assert.equal((await bob.post("/auth/two-factor/enable", { password: "wrong password" })).status, 400);
	const { totpURI, backupCodes } = (await bob.post("/auth/two-factor/enable", { password: PASSWORD })).body;
	assert.equal(backupCodes.length, 10);
	const on = await bob.post("/auth/two-factor/verify-totp", { code: totp(totpURI) });
	assert.equal(on.status, 200, JSON.stringify(on.body));
	assert.equal((await me(bob)).person.twoFactor, true);

	const half = new Browser(url);
	const answer = await half.post("/auth/sign-in/email", { email: BOB, password: PASSWORD });
	assert.equal(answer.body.twoFactorRedirect, true);
	assert.equal((await me(half)).person, null, "the password alone opens nothing");
	assert.equal((await half.post("/auth/two-factor/verify-totp", { code: "000000" })).status, 401);
	const shown = { code: totp(totpURI), trustDevice: true };
	const right = await half.post("/auth/two-factor/verify-totp", shown);
	assert.ok(
		![...half.cookies.keys()].some((name) => name.includes("trust")),
		"no browser is trusted for weeks",
	);
	assert.equal(right.status, 200, JSON.stringify(right.body));
	assert.equal((await me(half)).person.email, BOB);

	const [code] = backupCodes;
	for (const status of [200, 401]) {
		const other = new Browser(url);
		await other.post("/auth/sign-in/email", { email: BOB, password: PASSWORD });
		assert.equal((await other.post("/auth/two-factor/verify-backup-code", { code })).status, status);
	}
	assert.equal((await bob.post("/auth/two-factor/disable", { password: PASSWORD })).status, 200);
});

test("a forgotten password is replaced by mail, and all sessions end", async () => {
	const bob = await signIn(BOB, PASSWORD);
	const stranger = new Browser(url);
	const asked = { email: BOB, redirectTo: "/reset-password" };
	assert.equal((await stranger.post("/auth/request-password-reset", asked)).status, 200);
	const unknown = { ...asked, email: "nobody@client.example" };
	assert.equal(
		(await stranger.post("/auth/request-password-reset", unknown)).status,
		200,
		"as for a known one",
	);
	const token = await tokenMailedTo(BOB, "/reset-password");
	const reset = { newPassword: NEW_PASSWORD, token };
	assert.equal((await stranger.post("/auth/reset-password", { ...reset, newPassword: "short" })).status, 400);
	assert.equal((await stranger.post("/auth/reset-password", reset)).status, 200);
	assert.equal((await stranger.post("/auth/reset-password", reset)).status, 400, "the link works once");
	assert.equal((await me(bob)).person, null);
	const old = await new Browser(url).post("/auth/sign-in/email", { email: BOB, password: PASSWORD });
	assert.equal(old.status, 401);
	await signIn(BOB, NEW_PASSWORD);
	const mails = (await mailboxOf(service)).filter(({ to }) => to.includes("nobody@client.example"));
	assert.deepEqual(mails, []);
});

test("sessions are listed and revoked", async () => {
	const here = await signIn(BOB, NEW_PASSWORD);
	const there = await signIn(BOB, NEW_PASSWORD);
	const sessions: Json[] = (await here.get("/auth/list-sessions")).body;
	assert.ok(sessions.length >= 2);
	assert.ok(
		sessions.every(({ ipAddress }) => ipAddress === "127.0.0.1"),
		JSON.stringify(sessions),
	);
	const own = (await there.get("/auth/get-session")).body.session.token;
	assert.equal((await here.post("/auth/revoke-session", { token: own })).status, 200);
	assert.equal((await me(there)).person, null);
	assert.equal((await me(here)).person.email, BOB);
	const third = await signIn(BOB, NEW_PASSWORD);
	assert.equal((await here.post("/auth/revoke-other-sessions")).status, 200);
	assert.equal((await me(third)).person, null);
	const changed = await here.post("/auth/change-password", {
		currentPassword: NEW_PASSWORD,
		newPassword: PASSWORD,
		revokeOtherSessions: true,
	});
	assert.equal(changed.status, 200, JSON.stringify(changed.body));
});

test("who is suspended or removed is out at once, and the last of a kind stays", async () => {
	const bob = await signIn(BOB, PASSWORD);
	const { id } = (await me(bob)).person;
	assert.equal((await operator("POST", `/v1/people/${id}/suspend`)).id, id);
	assert.equal((await me(bob)).person, null);
	const turnedAway = await new Browser(url).post("/auth/sign-in/email", { email: BOB, password: PASSWORD });
	assert.equal(turnedAway.status, 403, JSON.stringify(turnedAway.body));
	await operator("POST", `/v1/people/${id}/resume`);

	const again = await signIn(BOB, PASSWORD);
	const { account } = service.ready.demo;
	await operator("DELETE", `/v1/team/${id}?account=${account}`);
	assert.deepEqual((await me(again)).accounts, []);
	assert.equal((await again.get(`/v1/domains?account=${account}`)).status, 404);
	const [demo] = (await operator("GET", `/v1/team?account=${account}`)).items;
	const refused = await operator("DELETE", `/v1/team/${demo.personId}?account=${account}`);
	assert.equal(refused.reason, "last");
	const demoted = { role: "member" };
	assert.equal(
		(await operator("PATCH", `/v1/team/${demo.personId}?account=${account}`, demoted)).reason,
		"last",
	);
});

test("the audit log tells who came and went, without a secret", async () => {
	const { items } = await operator("GET", "/v1/audit?limit=200");
	const actions = new Set(items.map(({ action }: Json) => action));
	for (const action of [
		"person.create",
		"invitation.create",
		"invitation.accept",
		"member.update",
		"session.start",
		"session.fail",
		"session.revoke",
		"password.reset",
		"password.change",
		"two-factor.enable",
		"two-factor.disable",
		"person.suspend",
		"member.delete",
	])
		assert.ok(actions.has(action), action);
	assert.doesNotMatch(
		JSON.stringify(items),
		new RegExp(`${PASSWORD}|${NEW_PASSWORD}|iv_[0-9a-z]{26}|su_[0-9a-z]{26}`),
	);
	const accepted = items.find(({ action }: Json) => action === "invitation.accept");
	assert.equal(accepted.target.name, BOB);
	assert.deepEqual([accepted.actor.kind, accepted.actor.name], ["person", BOB]);
	assert.equal(accepted.address, "127.0.0.1");
});
