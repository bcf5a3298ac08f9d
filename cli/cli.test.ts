import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import { Zone } from "../src/serve/closed-internet/zone.ts";
import { openHttpDoor } from "../src/serve/http.ts";
import { isProblem } from "../src/setup/index.ts";
import type { LookUps } from "../src/setup/look-up-ports.ts";
import { defaultLimits } from "../src/terms/limits.ts";
import { virtualClock } from "../test/support/clock.ts";
import { aHelp } from "../test/support/help.ts";
import type { Json } from "../test/support/json.ts";
import { lookUpsIn } from "../test/support/look-ups.ts";
import { aService as aServicesFacts, peopleOver } from "../test/support/people.ts";
import { programsOver } from "../test/support/programs.ts";
import { setupOver } from "../test/support/setup.ts";
import { openTestStore } from "../test/support/store.ts";
import { CommandError } from "./api.ts";
import { createProgram } from "./program.ts";

/** A real HTTP door on a free port, and its data folder as the service leaves it. */
async function aService(t: TestContext, lookUps?: LookUps) {
	const clock = virtualClock();
	const store = await openTestStore(t, clock);
	const { setup, suppressions } = setupOver(store, clock, lookUps === undefined ? {} : { lookUps });
	const door = await openHttpDoor({
		configuration: { http: { host: "127.0.0.1", port: 0 }, url: null },
		version: "1.2.3",
		setup,
		...peopleOver(store, clock),
		service: { ...aServicesFacts(), hostname: "relay.example" },
		suppressions,
		reports: store.reports,
		queueDepth: async () => ({}),
		limits: defaultLimits,
		metrics: async () => new Response(),
		...programsOver({ store, setup, clock }),
		said: () => {},
		randomBytes,
		help: () => aHelp,
		mailbox: null,
		demo: null,
		open: false,
		incident: (_, error) => {
			throw error;
		},
	});
	t.after(() => door.close());
	const operator = await setup.apiKeys.create(null, "operator");
	assert.ok(!isProblem(operator));
	const data = join(store.folder, "client");
	mkdirSync(data);
	writeFileSync(join(data, "run.json"), JSON.stringify({ http: door.url }));
	writeFileSync(join(data, "operator.key"), `${operator.token}\n`);

	const log = t.mock.method(console, "log", () => undefined);
	/** What a command prints. */
	const run = async (...args: string[]): Promise<string> => {
		log.mock.resetCalls();
		await createProgram("1.2.3").parseAsync([...args, "--data", data], { from: "user" });
		return log.mock.calls.map(({ arguments: [line] }) => String(line)).join("\n");
	};
	const json = async (...args: string[]): Promise<Json> => JSON.parse(await run(...args, "--json"));
	return { run, json, setup, door, data };
}

test("an operator goes from nothing to an application that can log in", async (t) => {
	const { run, json, setup } = await aService(t);

	const account = await json("account", "create", "Shop", "--monthly-recipients", "500");
	await run("domain", "add", "shop.example", "--account", "Shop");
	assert.match(
		await run("domain", "show", "shop.example"),
		/unverified[\s\S]*ag1\._domainkey\.shop\.example/,
	);
	await run("domain", "verify", "shop.example");
	const user = await json(
		"smtp-user",
		"create",
		"shop.example",
		"--name",
		"WordPress",
		"--allow",
		"192.0.2.0/24",
	);
	const key = await json("api-key", "create", "CRM", "--account", account.id);

	const sender = await setup.directory.sender(user.username);
	assert.equal(setup.directory.passwordMatches(sender, user.password), true);
	assert.equal(sender?.domain.verification, "verified");
	assert.deepEqual(sender?.user.allowedAddresses, ["192.0.2.0/24"]);
	assert.match(await run("account", "show", "Shop"), /used +0 of 500/);
	assert.match(key.token, /^ak_/);
});

test("a domain is shown with what receivers make of its DMARC policy, and the record that would be right", async (t) => {
	const zone = new Zone();
	zone.publish("_dmarc.shop.example", { type: "TXT", data: "v=DMARC1; p=reject; rua=a@shop.example" });
	const { run, json } = await aService(t, lookUpsIn([zone]));
	await run("account", "create", "Shop");
	await run("domain", "add", "shop.example", "--account", "Shop");
	assert.match(
		await run("domain", "show", "shop.example"),
		/policy +reject \(p=\)[\s\S]*passes by +nothing yet[\s\S]*ERROR: Mail from here fails DMARC now[\s\S]*Publish: _dmarc\.shop\.example {2}TXT {2}v=DMARC1; p=reject; rua=mailto:a@shop\.example$/,
	);
	assert.equal((await json("domain", "show", "shop.example")).dmarc.policy, "reject");
});

test("users are disabled, given a new password, and removed by their username", async (t) => {
	const { run, json, setup } = await aService(t);
	await run("account", "create", "Shop");
	await run("domain", "add", "shop.example", "--account", "Shop");
	const { username, password } = await json("smtp-user", "create", "shop.example");
	const state = async () => setup.directory.sender(username);

	assert.match(await run("smtp-user", "disable", username), /state +disabled/);
	assert.equal((await state())?.user.disabled, true);
	await run("smtp-user", "enable", username);
	assert.match(await run("smtp-user", "limits", username), /sessions +0 of 50; account 0 of 200/);
	assert.match(
		await run("smtp-user", "limits", username),
		/recipients +6000 now, 6000 a minute; account 24000/,
	);
	const reset = await json("smtp-user", "reset-password", username);
	assert.notEqual(reset.password, password);
	assert.match(await run("smtp-user", "list"), new RegExp(`^ID +USERNAME[\\s\\S]*${username}`));
	await run("smtp-user", "remove", username);
	assert.equal(await state(), undefined);
	assert.match(
		await run("domain", "set", "shop.example", "--return-path", "back", "--ed25519"),
		/back\.shop\.example[\s\S]*ag2e +ed25519-sha256/,
	);
	await run("domain", "verify", "shop.example");
	assert.match(await run("domain", "show", "shop.example"), /ag1 +rsa-sha256 +active/);
	assert.match(
		await run("domain", "rotate", "shop.example", "--leaked"),
		/ag1 +rsa-sha256 +retired, leaked[\s\S]*ag2 +rsa-sha256 +active/,
	);
	assert.match(
		await run("domain", "list", "--text", "SHOP", "--state", "verified"),
		/shop\.example +verified +dkim-1 not-checked/,
	);
	assert.match(await run("domain", "list", "--text", "other"), /There are no sending domains/);
	await run("domain", "remove", "shop.example");
	assert.match(await run("domain", "list"), /There are no sending domains/);
});

test("plans are made, given, asked for and decided", async (t) => {
	const { run, json } = await aService(t);
	const made = await run(
		"plan",
		"create",
		"Growth",
		"--monthly-recipients",
		"10000",
		"--price",
		"19.00 EUR",
		"--domains",
		"5",
	);
	assert.match(made, /price +19\.00 EUR[\s\S]*sending domains +5/);
	assert.equal(
		(await json("plan", "create", "Yen", "--monthly-recipients", "20000", "--price", "1900 JPY")).price
			.amountMinor,
		1900,
	);
	await run("plan", "create", "Starter", "--monthly-recipients", "1000", "--position", "0");
	assert.equal(
		(await json("plan", "set", "Growth", "--domains", "", "--position", "1")).limits.domains,
		null,
	);
	assert.match(await run("plan", "list"), /Starter +1000 +yes[\s\S]*Yen +20000 +1900 JPY +yes/);
	await run("account", "create", "Shop", "--plan", "Growth", "--time-zone", "Europe/Paris");
	assert.match(await run("account", "show", "Shop"), /plan +Growth[\s\S]*used +0 of 10000/);
	assert.match(await run("account", "choose-plan", "Shop", "Starter"), /The plan begins on /);
	assert.match(await run("account", "show", "Shop"), /next plan +Starter from /);
	assert.doesNotMatch(await run("account", "keep-plan", "Shop"), /next plan/);
	assert.match(await run("account", "choose-plan", "Shop", "Starter", "--at-once"), /has the plan/);
	const asked = await json("plan-request", "create", "Growth", "--account", "Shop", "--note", "More");
	assert.match(await run("plan-request", "list", "--state", "pending"), /Growth +pending[\s\S]*More/);
	assert.match(
		await run("plan-request", "accept", asked.id, "--note", "Done"),
		/state +accepted[\s\S]*answer +Done/,
	);
	const again = await json("plan-request", "create", "Yen", "--account", "Shop");
	assert.match(await run("plan-request", "withdraw", again.id), /is withdrawn/);
	assert.match(await run("plan", "remove", "Yen"), /Yen is removed/);
});

test("an account is exported, deleted and restored", async (t) => {
	const { run, data } = await aService(t);
	await run("account", "create", "Shop", "--contact-email", "ann@shop.example");
	await run("account", "export", "Shop", "--output", join(data, "shop.ndjson"));
	assert.match(readFileSync(join(data, "shop.ndjson"), "utf8"), /^\{"type":"account",/);
	assert.match(await run("account", "delete", "Shop", "--reason", "Moved"), /state +deleted, goes on /);
	assert.match(await run("account", "restore", "Shop"), /state +active/);
});

test("an account is suspended with a reason and resumed", async (t) => {
	const { run, json } = await aService(t);
	await run("account", "create", "Shop");
	assert.match(await run("account", "suspend", "Shop", "--reason", "Unpaid"), /suspended: Unpaid/);
	assert.match(await run("account", "list"), /Shop +10000 +suspended: Unpaid/);
	assert.equal((await json("account", "resume", "Shop")).suspendedReason, null);
	assert.equal((await json("account", "set", "Shop", "--dsn", "off")).sendsDsn, false);
	const narrowed = await run("account", "set", "Shop", "--refuse-attachments", ".ZIP, html");
	assert.match(narrowed, /refused attachments +zip, html/);
	assert.deepEqual((await json("account", "set", "Shop", "--refuse-attachments", "")).refusedExtensions, []);
});

test("a message with an idempotency key is sent once, and its repetition says so", async (t) => {
	const { run, json, data } = await aService(t);
	await run("account", "create", "Shop");
	await run("domain", "add", "shop.example", "--account", "Shop");
	await run("domain", "verify", "shop.example");
	const { username } = await json("smtp-user", "create", "shop.example");
	const file = join(data, "message.eml");
	writeFileSync(file, "From: a@shop.example\r\nTo: zoe@client.example\r\nSubject: Hi\r\n\r\nHello\r\n");
	const send = ["send", file, "--as", username, "--idempotency-key", "order-1"];
	const [, id] = /^Queued as (\w{26})\n {2}zoe@client\.example$/.exec(await run(...send)) ?? [];
	assert.ok(id !== undefined);
	assert.equal(
		await run(...send),
		`Accepted earlier as ${id}, with the same idempotency key: it is not sent again\n  zoe@client.example`,
	);
	const { repeated, ...again } = await json(...send);
	assert.deepEqual([repeated, again.id], [true, id]);
});

test("Activity is empty without mail, and its filters reach the service", async (t) => {
	const { run, json } = await aService(t);
	assert.equal(await run("activity"), "Nothing matches.");
	assert.deepEqual(await json("activity", "--status", "rejected,deferred"), {
		items: [],
		next: null,
		previous: null,
	});
	assert.equal(await run("activity", "--text", "order", "--reason", "greylisted"), "Nothing matches.");
	await assert.rejects(run("activity", "--status", "lost"), /query\.status/);
});

test("a key is made with bounds and changed, and statistics are told of a period", async (t) => {
	const { run, json } = await aService(t);
	await run("account", "create", "Shop");
	const bounds = ["--permission", "activity:read", "domains:read", "--expires", "2036-01-01T00:00:00Z"];
	const key = await json("api-key", "create", "CRM", "--account", "Shop", ...bounds);
	assert.deepEqual(key.permissions, ["activity:read", "domains:read"]);
	assert.equal(key.expiresAt, "2036-01-01T00:00:00.000Z");
	const changed = await json("api-key", "set", key.id, "--permission", "all", "--expires", "never");
	assert.deepEqual([changed.permissions, changed.expiresAt], [null, null]);
	assert.match(await run("api-key", "list"), /everything/);
	const shown = await json("statistics", "--account", "Shop", "--time-zone", "Europe/Paris");
	assert.equal(shown.figures.recipients, 0);
	assert.match(await run("statistics"), /recipients +0/);
	await assert.rejects(run("statistics", "--from", "yesterday"), /query\.from/);
});

test("what cannot be done is said in words", async (t) => {
	const { run, door } = await aService(t);
	const fails = (pattern: RegExp, ...args: string[]) =>
		assert.rejects(run(...args), (error) => error instanceof CommandError && pattern.test(error.message));
	await fails(/There is no account Nobody/, "account", "show", "Nobody");
	await fails(/no dot in it/, "domain", "add", "shop", "--account", "0".repeat(26));
	await fails(/API key is not right/, "account", "list", "--key", "ak_wrong");
	await fails(/is not a number/, "account", "create", "Shop", "--monthly-recipients", "many");
	await door.close();
	await fails(/does not answer: is it running\?/, "account", "list");
});

test("the words of strangers do not steer the terminal", async (t) => {
	const { run } = await aService(t);
	await run("account", "create", "Shop");
	await assert.rejects(run("account", "create", "Shop\u001b[2J"), /control character/);
});

const execute = promisify(execFile);
const angarium = (...args: string[]) =>
	execute(process.execPath, ["cli/main.ts", ...args], {
		env: { ...process.env, ANGARIUM_URL: "", ANGARIUM_DATA: "" },
	});

test("explain needs no service; exit codes tell a mistake from a refusal", async () => {
	const { stdout } = await angarium("explain", "550 5.7.1 [sender-domain-mismatch] x", "--json");
	assert.equal(JSON.parse(stdout).reason, "sender-domain-mismatch");
	const status = (...args: string[]) =>
		angarium(...args).then(
			() => 0,
			({ code }: { code: number }) => code,
		);
	assert.equal(
		await status("account", "list", "--data", "/nowhere", "--url", "http://127.0.0.1:1", "--key", "x"),
		1,
	);
	assert.equal(await status("acount", "list"), 2);
	assert.equal(await status("--help"), 0);
});
