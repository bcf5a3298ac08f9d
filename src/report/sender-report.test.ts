import assert from "node:assert/strict";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { type ReportWorld, reportWorld } from "../../test/support/report-world.ts";
import { BodyHasher } from "../rfc/dkim/body-hash.ts";
import type { MessageId } from "../terms/ids.ts";
import type { NewMessage } from "../terms/message.ts";
import type { LeasedRecipient, QueuedMessage } from "../terms/outcome.ts";
import { type Reported, senderReport } from "./sender-report.ts";

const MESSAGE = "01MESSAGE00000000000000000" as MessageId;

const aWorld = (
	change: Partial<QueuedMessage> & { readonly header?: string; readonly sendsDsn?: boolean } = {},
): ReportWorld => {
	const world = reportWorld();
	const { header = "", sendsDsn = true, ...message } = change;
	world.original = {
		message: {
			id: MESSAGE,
			accountId: "01ACC0NT000000000000000000",
			domainId: null,
			signingDomain: "shop.example",
			reversePath: "Billing@Shop.example",
			sizeBytes: 1_000,
			traits: { eightBit: false, utf8: false, longestLineBytes: 70 },
			bodyHash: Buffer.alloc(32),
			dsnReturn: null,
			envelopeId: "order-2291",
			receivedAt: world.clock.now(),
			...message,
		},
		header: Buffer.from(`${header}From: billing@shop.example\r\nSubject: Invoice 2291\r\n\r\n`),
		sendsDsn,
	};
	return world;
};

const failed = (
	recipient: Partial<LeasedRecipient> = {},
	settlement: Partial<Reported["settlement"]> = {},
) => ({
	recipient: {
		message: MESSAGE,
		index: 0,
		address: "ann@client.example",
		domain: "client.example",
		attempt: 1,
		interruptions: 0,
		notify: null,
		originalRecipient: null,
		...recipient,
	},
	settlement: {
		at: Date.parse("2026-01-05T09:00:00Z"),
		to: "bounced",
		cause: "recipient-unknown",
		facts: { startedAt: 0, durationMs: 1, host: "mx.client.example", reply: "550 5.1.1 No such user" },
		...settlement,
	},
});

const report = (world: ReportWorld, ...recipients: Reported[]) =>
	senderReport(world, "relay.example", recipients.length === 0 ? [failed()] : recipients);

const octets = ({ header, body }: NewMessage): Buffer =>
	Buffer.concat([header, ...(body.kind === "inline" ? body.chunks : [])]);

/** The text of the part that programs read. */
const statusOf = async (message: NewMessage): Promise<string> => {
	const { attachments } = await PostalMime.parse(octets(message));
	const part = attachments.find(({ mimeType }) => mimeType === "message/delivery-status");
	return Buffer.from(part?.content as ArrayBuffer).toString();
};

test("a failure is reported to the envelope sender, from the null reverse-path", async () => {
	// RFC 3464 §2: the DSN is addressed to the return address, and its own envelope sender is null.
	const message = (await report(aWorld())) as NewMessage;

	assert.equal(message.reversePath, "");
	assert.deepEqual(
		message.recipients.map(({ address, domain }) => [address, domain]),
		[["Billing@Shop.example", "shop.example"]],
	);
	assert.deepEqual(
		[message.quota, message.smtpUserId, message.signingDomain, message.leased],
		[null, null, null, false],
	);
	assert.equal(message.sizeBytes, octets(message).length);
});

test("a report names each recipient with status, reply and host, and quotes the header alone", async () => {
	const expired = failed(
		{ index: 1, address: "bob@client.example", originalRecipient: "rfc822;bob@old.example" },
		{ to: "expired", cause: "greylisted", facts: { startedAt: 0, durationMs: 1, reply: "451 4.7.1 Later" } },
	);

	const message = (await report(aWorld(), failed(), expired)) as NewMessage;

	const status = await statusOf(message);
	assert.match(status, /Original-Envelope-Id: order-2291/);
	assert.match(status, /Final-Recipient: rfc822; ann@client\.example\r?\nAction: failed\r?\nStatus: 5\.1\.1/);
	assert.match(status, /Remote-MTA: dns; mx\.client\.example/);
	assert.match(status, /Original-Recipient: rfc822; bob@old\.example/);
	assert.match(status, /Status: 4\.4\.7/);
	assert.match(octets(message).toString(), /Subject: Invoice 2291/);
});

test("the body hash of a report is that of its body", async () => {
	const message = (await report(aWorld())) as NewMessage;

	const hasher = new BodyHasher();
	if (message.body.kind === "inline") for (const chunk of message.body.chunks) hasher.update(chunk);

	assert.deepEqual(message.bodyHash, hasher.digest());
});

test("nobody reports about a report, or to a machine that answers mail", async () => {
	// RFC 5321 §6.1, RFC 3834 §2
	assert.equal(await report(aWorld({ reversePath: "" })), undefined);
	assert.equal(await report(aWorld({ header: "Auto-Submitted: auto-generated\r\n" })), undefined);
	assert.equal(await report(aWorld({ header: "X-Auto-Response-Suppress: All\r\n" })), undefined);
});

test("NOTIFY decides which recipients are reported", async () => {
	// RFC 3461 §4.1: NEVER, and lists without FAILURE, ask for no report of failure.
	const recipients = [
		failed({ index: 0, address: "never@client.example", notify: ["NEVER"] }),
		failed({ index: 1, address: "success@client.example", notify: ["SUCCESS"] }),
		failed({ index: 2, address: "failure@client.example", notify: ["SUCCESS", "FAILURE"] }),
	];

	const status = await statusOf((await report(aWorld(), ...recipients)) as NewMessage);

	assert.deepEqual(status.match(/[a-z]+@client\.example/g), ["failure@client.example"]);
	assert.equal(await report(aWorld(), ...recipients.slice(0, 2)), undefined);
});

test("an account that has reports switched off gets none", async () => {
	assert.equal(await report(aWorld({ sendsDsn: false })), undefined);
});

test("a message that is gone brings no report", async () => {
	assert.equal(await report(reportWorld()), undefined);
});

test("what the operator cancelled is told with what was written about it, and no attempt is claimed", async () => {
	const facts = { startedAt: 0, durationMs: 0, phase: "by-hand", by: "zoe", notes: ["sent by an intruder"] };
	const cancelled = failed({}, { to: "cancelled", cause: "cancelled-by-operator", facts });

	const message = (await report(aWorld(), cancelled)) as NewMessage;

	const status = await statusOf(message);
	assert.match(status, /Action: failed\r?\nStatus: 5\.7\.0/);
	assert.doesNotMatch(status, /Diagnostic-Code|Last-Attempt-Date|Remote-MTA/);
	const text = octets(message).toString().replace(/\s+/g, " ");
	assert.match(text, /The operator of this service cancelled this message: sent by an intruder/);
	assert.doesNotMatch(text, /zoe/);
});
