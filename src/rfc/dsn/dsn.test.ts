import assert from "node:assert/strict";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { mayReportFailure } from "./notify.ts";
import { buildDsn, type Dsn } from "./report.ts";

const dsn = (change: Partial<Dsn> = {}): Dsn => ({
	hostname: "relay.example",
	to: "billing@shop.example",
	messageId: "<r1@relay.example>",
	boundary: "b0undary",
	at: Date.UTC(2026, 0, 6),
	envelopeId: "order+2291",
	arrivedAt: Date.UTC(2026, 0, 5),
	subject: "Invoice 2291",
	recipients: [
		{
			finalRecipient: "ann@client.example",
			originalRecipient: "rfc822;ann@old.example",
			action: "failed",
			status: "5.1.1",
			reply: `550 5.1.1 User unknown ${"and more words ".repeat(20)}`,
			remoteMta: "mx.client.example",
			lastAttemptAt: Date.UTC(2026, 0, 6),
			why: "The recipient's server does not know this address",
			remedy: "Check the address",
		},
	],
	originalHeader: Buffer.from("From: billing@shop.example\r\nSubject: Invoice 2291\r\n\r\n"),
	...change,
});
const read = async (built: ReturnType<typeof buildDsn>) =>
	PostalMime.parse(Buffer.concat([built.header, built.body]));

test("an independent reader finds the three parts of a report", async () => {
	const built = buildDsn(dsn());
	const message = await read(built);
	assert.equal(message.from?.address, "mailer-daemon@relay.example");
	assert.match(message.text ?? "", /ann@client\.example/);
	assert.match(message.text ?? "", /does not know this address/);
	const status = message.attachments.find(({ mimeType }) => mimeType === "message/delivery-status");
	const fields = Buffer.from(status?.content as ArrayBuffer).toString();
	assert.match(fields, /^Reporting-MTA: dns; relay\.example$/m);
	assert.match(fields, /^Original-Envelope-Id: order\+2291$/m);
	assert.match(fields, /^Original-Recipient: rfc822; ann@old\.example$/m);
	assert.match(fields, /^Final-Recipient: rfc822; ann@client\.example$/m);
	assert.match(fields, /^Action: failed$/m);
	assert.match(fields, /^Status: 5\.1\.1$/m);
	assert.match(fields, /^Diagnostic-Code: smtp; 550 5\.1\.1 User unknown/m);
	assert.ok(message.attachments.some(({ mimeType }) => mimeType === "text/rfc822-headers"));
	assert.ok(
		built.body
			.toString()
			.split("\r\n")
			.every((line) => line.length <= 998),
	);
});

test("addresses beyond ASCII make it an international report", async () => {
	const [recipient] = dsn().recipients;
	assert.ok(recipient);
	const built = buildDsn(dsn({ recipients: [{ ...recipient, finalRecipient: "zoë@client.example" }] }));
	assert.ok(built.utf8 && built.eightBit);
	assert.match(built.body.toString(), /message\/global-delivery-status/);
	assert.match(built.body.toString(), /Final-Recipient: utf-8; zoë@client\.example/);
});

test("a report is due for people who want it, and never for reports, machines or nobody", () => {
	const facts = { reversePath: "a@b.example", automatic: false, notify: null };
	assert.ok(mayReportFailure(facts));
	assert.ok(mayReportFailure({ ...facts, notify: ["SUCCESS", "FAILURE"] }));
	assert.ok(!mayReportFailure({ ...facts, reversePath: "" }));
	assert.ok(!mayReportFailure({ ...facts, automatic: true }));
	assert.ok(!mayReportFailure({ ...facts, notify: ["NEVER"] }));
	assert.ok(!mayReportFailure({ ...facts, notify: ["SUCCESS"] }));
});
