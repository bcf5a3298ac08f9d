import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { buildDsn } from "../../src/rfc/dsn/report.ts";
import type { Json } from "../support/json.ts";
import { RawClient } from "../support/raw-client.ts";
import { eventually, mailboxOf, rawMessage, type Service, startService } from "../support/service.ts";
import { type Call, customerOf } from "../support/service-calls.ts";
import { SmtpClient } from "../support/smtp-client.ts";

let service: Service;
let client: SmtpClient;
before(async () => {
	service = await startService();
	client = await SmtpClient.loggedIn(service);
});
after(async () => {
	client.destroy();
	await service.stop();
	rmSync(service.folder, { recursive: true, force: true });
});

const customer: Call = (...call) => customerOf(service)(...call);
const row = (recipient: string, status: string): Promise<Json> =>
	eventually(
		async () => (await customer("GET", `/v1/activity?recipient=${recipient}&status=${status}`)).items[0],
	);
const suppressed = async (address: string): Promise<Json> =>
	(await customer("GET", `/v1/suppressions?address=${encodeURIComponent(address)}`)).items[0];
const kindsOf = async (id: string): Promise<string[]> =>
	(await customer("GET", `/v1/activity/${id}`)).events.map(({ kind }: Json) => kind);

const FROM = "billing@shop.example";

/** Sends, and gives the envelope sender that the recipient's server saw, once it is written down as delivered. */
async function send(...to: readonly string[]): Promise<string> {
	await client.say("RSET");
	assert.match(await client.send(FROM, to, `From: ${FROM}\r\nSubject: ${to[0]}\r\n\r\nhello\r\n`), /^250 /);
	for (const each of to) await row(each, "delivered");
	const mail = (await mailboxOf(service)).find((each) => each.to.includes(to[0] ?? ""));
	assert.match(mail?.from ?? "", /^b\+[0-9a-z]{50}@bounce\.shop\.example$/);
	return mail?.from ?? "";
}

/** What the remote server would say at the inbound door, up to the first no; gives the last reply. */
async function report(to: string, content: Buffer): Promise<string> {
	await using raw = await RawClient.to(service.ready.inbound?.port ?? 0);
	await raw.reply();
	const stuffed = `${content.toString("latin1").replace(/^\./gm, "..")}\r\n.\r\n`;
	let last = "";
	for (const said of [
		"EHLO mx.client.example\r\n",
		"MAIL FROM:<>\r\n",
		`RCPT TO:<${to}>\r\n`,
		"DATA\r\n",
		stuffed,
	]) {
		raw.send(said);
		last = (await raw.reply()).join("\n");
		if (/^[45]/.test(last)) break;
	}
	return last;
}

function dsn(
	recipient: string,
	action: "failed" | "delayed" = "failed",
	reply = "550 5.1.1 User unknown",
): Buffer {
	const { header, body } = buildDsn({
		...{ hostname: "mx.client.example", to: "x", messageId: "<r@mx.client.example>", boundary: "bnd" },
		...{
			at: 0,
			arrivedAt: 0,
			envelopeId: null,
			subject: "Hello",
			originalHeader: Buffer.from("Subject: x\r\n\r\n"),
		},
		recipients: [
			{
				...{
					finalRecipient: recipient,
					originalRecipient: null,
					action,
					reply,
					remoteMta: "store.client.example",
				},
				...{
					status: action === "failed" ? "5.1.1" : "4.4.7",
					lastAttemptAt: 0,
					why: "It is so",
					remedy: "None",
				},
			},
		],
	});
	return Buffer.concat([header, body]);
}

test("a delivered message bounces later: both stay visible, the address is suppressed, the sender hears of it once", async () => {
	const recipient = "gone@client.example";
	const sender = await send(recipient);
	assert.match(await report(sender, dsn(recipient, "delayed", "450 4.4.7 Later")), /^250 /);
	const delivered = await row(recipient, "delivered");
	assert.deepEqual(await kindsOf(delivered.id), ["queued", "delivered", "delayed"]);

	assert.match(await report(sender.toUpperCase(), dsn(recipient)), /^250 2\.0\.0 /);
	const bounce = await row(recipient, "hard-bounce");
	assert.equal(bounce.id, delivered.id);
	assert.equal(bounce.reason, "recipient-unknown");
	assert.equal(bounce.reply, "550 5.1.1 User unknown");
	assert.deepEqual(await kindsOf(bounce.id), ["queued", "delivered", "delayed", "bounced"]);
	assert.equal((await suppressed(recipient)).kind, "hard-bounce");
	assert.match(await client.say(`MAIL FROM:<${FROM}>`), /^250/);
	assert.match(await client.say(`RCPT TO:<${recipient}>`), /^550-5\.1\.1 [\s\S]*recipient-does-not-exist/);

	assert.match(await report(sender, dsn(recipient)), /^250 /);
	assert.equal((await kindsOf(bounce.id)).length, 4);
	const about = await eventually(async () => {
		const found = (await mailboxOf(service)).filter(({ to, from }) => from === "" && to.includes(FROM));
		return found.length > 0 ? found : undefined;
	});
	assert.equal(about.length, 1);
	const content = (await rawMessage(service, about[0]?.id ?? "")).toString();
	assert.match(content, /Final-Recipient: rfc822; gone@client\.example/);
	assert.match(content, /Diagnostic-Code: smtp; 550 5\.1\.1 User unknown/);
});

test("a complaint keeps the address from later mail, and the message stays delivered", async () => {
	const recipient = "annoyed@client.example";
	const sender = await send(recipient);
	const arf = [
		"From: feedback@mx.client.example",
		'Content-Type: multipart/report; report-type=feedback-report; boundary="c"',
		...["", "--c", "", "A complaint.", "--c", "Content-Type: message/feedback-report", ""],
		...["Feedback-Type: abuse", "User-Agent: Test/1", "Version: 1", "", "--c--", ""],
	];
	assert.match(await report(sender, Buffer.from(arf.join("\r\n"))), /^250 /);
	assert.equal((await suppressed(recipient)).kind, "complaint");
	const { id } = await row(recipient, "delivered");
	assert.deepEqual(await kindsOf(id), ["queued", "delivered", "complained"]);
});

test("of several recipients in one transaction the report says which, and it can say no others", async () => {
	const [first, second] = ["first@client.example", "second@client.example"];
	const sender = await send(first, second);
	assert.match(await report(sender, dsn("eve@client.example")), /^250 /);
	assert.match(await report(sender, dsn(second)), /^250 /);
	await row(second, "hard-bounce");
	assert.equal((await row(first, "delivered")).status, "delivered");
	assert.equal(await suppressed("eve@client.example"), undefined);
});

test("forged addresses are refused before any content, all with the same reply", async () => {
	const sender = await send("forged@client.example");
	const at = sender.indexOf("@");
	const other = sender[at - 1] === "0" ? "1" : "0";
	for (const to of [`${sender.slice(0, at - 1)}${other}@bounce.shop.example`, "b+guess@bounce.shop.example"])
		assert.match(
			await report(to, dsn("forged@client.example")),
			/^550-5\.1\.1 There is no such address here: <.*>\n550 5\.1\.1 \[recipient-unknown-here\] http/,
		);
	assert.match(await report("ann@client.example", dsn("x")), /\[relaying-denied\]/);
	assert.equal((await row("forged@client.example", "delivered")).status, "delivered");
});

test("the door offers TLS, and an answer to a person's mail changes nothing", async () => {
	await using raw = await RawClient.to(service.ready.inbound?.port ?? 0);
	await raw.reply();
	raw.send("EHLO mx.client.example\r\n");
	const offered = (await raw.reply()).join("\n");
	assert.match(offered, /STARTTLS/);
	assert.doesNotMatch(offered, /AUTH/);
	const sender = await send("away@client.example");
	const away = Buffer.from(
		"Subject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\nBack on Monday\r\n",
	);
	assert.match(await report(sender, away), /^250 /);
	const { id } = await row("away@client.example", "delivered");
	assert.deepEqual(await kindsOf(id), ["queued", "delivered"]);
});

test("those of the closed internet who bounce late and complain do so by themselves", async () => {
	for (const who of ["late-bounce@client.example", "complain@client.example"]) {
		await client.say("RSET");
		assert.match(
			await client.send(FROM, [who], `From: ${FROM}\r\nSubject: ${who}\r\n\r\nhello\r\n`),
			/^250 /,
		);
	}
	await row("late-bounce@client.example", "hard-bounce");
	await eventually(() => suppressed("complain@client.example"));
});

test("what the door has said 250 to outlives a kill", async () => {
	const recipient = "killed@client.example";
	const sender = await send(recipient);
	assert.match(await report(sender, dsn(recipient)), /^250 /);
	await service.kill();
	service = await startService({ folder: service.folder });
	client.destroy();
	client = await SmtpClient.loggedIn(service);
	const bounce = await row(recipient, "hard-bounce");
	assert.equal(bounce.reason, "recipient-unknown");
	assert.equal((await suppressed(recipient)).kind, "hard-bounce");
});
