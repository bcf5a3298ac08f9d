import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import PostalMime from "postal-mime";
import { Browser } from "../test/support/browser.ts";
import type { Json } from "../test/support/json.ts";
import { eventually, mailboxOf, rawMessage, serviceThroughout } from "../test/support/service.ts";
import { CommandError } from "./api.ts";
import { createProgram } from "./program.ts";

const service = serviceThroughout();

function commands(t: TestContext) {
	const log = t.mock.method(console, "log", () => undefined);
	const run = async (...args: string[]): Promise<string> => {
		log.mock.resetCalls();
		await createProgram("1.2.3").parseAsync([...args, "--data", service.folder], { from: "user" });
		return log.mock.calls.map(({ arguments: [line] }) => String(line)).join("\n");
	};
	const json = async (...args: string[]): Promise<Json> => JSON.parse(await run(...args, "--json"));
	return { run, json };
}

const PASSWORD = "correct horse battery";

test("an operator is made by the link, and another by mail; the last one stays", async (t) => {
	const { run, json } = commands(t);
	const demo = service.ready.demo.person.email;
	await assert.rejects(run("operator", "remove", demo), (error) => {
		assert.ok(error instanceof CommandError);
		assert.match(error.message, /Nobody else runs the service/);
		return true;
	});
	const [, token] = /token=(su_\w+)/.exec(await run("operator", "setup-link")) ?? [];
	const browser = new Browser(service.ready.http);
	const wanted = { token, email: "ops@client.example", name: "Ops", password: PASSWORD };
	assert.equal((await browser.post("/v1/setup", wanted)).status, 201);
	assert.match(await run("operator", "list"), /ops@client\.example +Ops +yes/);
	await run("operator", "remove", demo);
	assert.match(await run("person", "show", demo), /operator +no[\s\S]*Demo shop \(administrator\)/);
	await run("operator", "add", demo);
	const invited = await json("invitation", "create", "second@client.example", "--operator");
	assert.equal(invited.role, "operator");
	assert.match(await run("invitation", "list"), /second@client\.example +operator/);
});

test("a member is asked, given another role, kept out and removed", async (t) => {
	const { run, json } = commands(t);
	const email = "carol@client.example";
	const made = await json(
		"invitation",
		"create",
		email,
		"--account",
		"Demo shop",
		"--role",
		"viewer",
		"--language",
		"fr",
	);
	await run("invitation", "resend", made.id);
	const mails = await eventually(async () => {
		const found = (await mailboxOf(service)).filter(({ to }) => to.includes(email));
		return found.length === 2
			? Promise.all(found.map(async ({ id }) => PostalMime.parse(await rawMessage(service, id))))
			: undefined;
	});
	assert.deepEqual(
		mails.map(({ subject }) => subject),
		Array(2).fill("Vous êtes invité à rejoindre Demo shop"),
	);
	const tokens = mails.map(({ text }) => /token=(iv_\w{26})/.exec(text ?? "")?.[1]);
	const browser = new Browser(service.ready.http);
	const accept = async (token: string | undefined) =>
		(await browser.post(`/v1/invitations/${token}/accept`, { name: "Carol", password: PASSWORD })).status;
	assert.deepEqual((await Promise.all(tokens.map(accept))).sort(), [200, 404], "the first link is void");

	assert.match(await run("team", "set", email, "--role", "member", "--account", "Demo shop"), /is member/);
	assert.match(await run("team", "list", "--account", "Demo shop"), /carol@client\.example +Carol +member/);
	await browser.post("/auth/sign-in/email", { email, password: PASSWORD });
	assert.match(await run("person", "end-sessions", email), /had 1 sessions/);
	assert.equal((await browser.get("/v1/me")).body.person, null);
	assert.match(await run("person", "suspend", email), /cannot sign in/);
	assert.match(await run("person", "list"), /carol@client\.example +Carol +suspended/);
	await run("person", "resume", email);
	await run("team", "remove", email, "--account", "Demo shop");
	await run("person", "remove", email);
	await assert.rejects(run("person", "show", email), /There is no person/);
});

test("a person gets another address by the link that goes there", async (t) => {
	const { run, json } = commands(t);
	const { id } = await json("person", "show", "ops@client.example");
	const said = await run("person", "change-email", "ops@client.example", "moved@client.example");
	assert.match(said, /A link went to moved@client\.example\..* stays ops@client\.example/);
	const tokenIn = async (to: string) => {
		const mail = (await mailboxOf(service)).find((one) => one.to.includes(to));
		if (mail === undefined) return undefined;
		const { text = "" } = await PostalMime.parse(await rawMessage(service, mail.id));
		return /new-address\?token=(em_\w{26})/.exec(text)?.[1];
	};
	const token = await eventually(() => tokenIn("moved@client.example"));
	assert.match(await run("person", "show", id), /e-mail +ops@client\.example/, "nothing changes before");
	const browser = new Browser(service.ready.http);
	assert.equal((await browser.post(`/v1/email-changes/${token}/confirm`)).status, 200);
	assert.match(await run("person", "show", id), /e-mail +moved@client\.example/);
	const told = await eventually(async () =>
		(await mailboxOf(service)).find(
			({ to, subject }) => to.includes("ops@client.example") && /was changed/.test(subject ?? ""),
		),
	);
	assert.ok(told);
});

test("the audit log is read by account and action, with what was changed", async (t) => {
	const { run, json } = commands(t);
	const all: Json[] = await json("audit", "--action", "member", "--account", "Demo shop");
	assert.deepEqual(
		all.map(({ action }) => action),
		["member.delete", "member.update"],
	);
	assert.match(await run("audit", "--action", "member.update", "--changes"), /role: "viewer" → "member"/);
	assert.match(await run("audit", "--target", "nobody"), /There is nothing/);
});
