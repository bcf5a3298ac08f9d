import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createProgram } from "../../cli/program.ts";
import type { Json } from "../support/json.ts";
import { eventually, serviceThroughout } from "../support/service.ts";
import { customerOf, operatorKey } from "../support/service-calls.ts";
import { SmtpClient } from "../support/smtp-client.ts";

let client: SmtpClient;
after(() => client?.destroy());
const service = serviceThroughout({}, async (opened) => {
	client = await SmtpClient.loggedIn(opened);
});

const api = customerOf(service);

/** The row of Activity, once it has come to this status. */
const row = (recipient: string, status: string, reason = ""): Promise<Json> =>
	eventually(async () => {
		const more = reason === "" ? "" : `&reason=${reason}`;
		return (await api("GET", `/v1/activity?recipient=${recipient}&status=${status}${more}`)).items[0];
	});

const suppressed = async (address: string): Promise<Json> =>
	(await api("GET", `/v1/suppressions?address=${encodeURIComponent(address)}`)).items[0];

const from = "billing@shop.example";
const content = `From: ${from}\r\nSubject: a bounce\r\n\r\nhello\r\n`;

async function send(...to: readonly string[]): Promise<string> {
	await client.say("RSET");
	return client.send(from, to, content);
}

async function rcpt(address: string): Promise<string> {
	await client.say("RSET");
	await client.say(`MAIL FROM:<${from}>`);
	return client.say(`RCPT TO:<${address}>`);
}

test("who does not exist is refused after the first bounce, until a person takes the address off", async (t) => {
	const address = "unknown-user@client.example";
	const used = async () => (await api("GET", `/v1/accounts/${service.ready.demo.account}/usage`)).used;
	assert.match(await send(address, "ok@client.example"), /^250 /);
	const bounce = await row(address, "hard-bounce");
	const entry = await suppressed(address);
	assert.equal(entry.kind, "hard-bounce");
	assert.equal(entry.activityId, bounce.id);
	assert.match(entry.reply, /^550 5\.1\.1 User unknown/);
	assert.equal(await suppressed("ok@client.example"), undefined);

	const before = await used();
	const refusal = await rcpt("Unknown-User@client.example");
	assert.match(refusal, /^550-5\.1\.1 .*mx\.client\.example on \d+ \w+ \d{4}/);
	assert.match(
		refusal,
		/\n550 5\.1\.1 \[recipient-does-not-exist\] http\S+\/help\/recipient-does-not-exist$/,
	);
	assert.match(await client.say("RCPT TO:<ok@client.example>"), /^250 /);
	const rejected = await row("unknown-user", "rejected", "recipient-does-not-exist");
	assert.equal(rejected.facts.reporter, entry.reportedBy);
	assert.match(rejected.words.because, /mx\.client\.example reported on/);
	assert.equal(await used(), before);

	t.mock.method(console, "log", () => undefined);
	const key = operatorKey(service);
	await createProgram("1").parseAsync(
		["suppression", "remove", address, "--account", service.ready.demo.account, "--json"].concat([
			"--url",
			service.ready.http,
			"--key",
			key,
		]),
		{ from: "user" },
	);
	assert.match(await rcpt(address), /^250 /);
});

test("a full mailbox, a block list, and a refusal of the content suppress nobody", async () => {
	const soft = ["mailbox-full", "blocked", "reject-content", "tempfail"].map(
		(who) => `${who}@client.example`,
	);
	for (const address of soft) assert.match(await send(address), /^250 /);
	await row("mailbox-full@", "deferred");
	await row("blocked@", "soft-bounce");
	await row("reject-content@", "soft-bounce");
	await row("tempfail@", "deferred");
	for (const address of soft) {
		assert.equal(await suppressed(address), undefined, address);
		assert.match(await rcpt(address), /^250 /, address);
	}
});
