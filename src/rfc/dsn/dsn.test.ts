import assert from "node:assert/strict";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { mayReport } from "./notify.ts";
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

const partOf = (message: Awaited<ReturnType<typeof read>>, type: string): string =>
	Buffer.from(
		message.attachments.find(({ mimeType }) => mimeType === type)?.content as ArrayBuffer,
	).toString();

test("addresses beyond ASCII make it an international report, which any server can take", async () => {
	// RFC 6533 §4, §5
	const [recipient] = dsn().recipients;
	assert.ok(recipient);
	const built = buildDsn(
		dsn({
			recipients: [{ ...recipient, finalRecipient: "zoë@client.example" }],
			subject: "Grüße",
			originalHeader: Buffer.from("From: zoé@shop.example\r\n\r\n"),
		}),
	);
	assert.deepEqual([built.utf8, built.eightBit], [false, false]);
	assert.match(built.body.toString(), /^[\x00-\x7f]*$/);
	const message = await read(built);
	assert.match(
		partOf(message, "message/global-delivery-status"),
		/^Final-Recipient: utf-8; zoë@client\.example$/m,
	);
	assert.match(partOf(message, "message/global-headers"), /^From: zoé@shop\.example$/m);
	assert.match(message.text ?? "", /zoë@client\.example/);
	assert.match(message.text ?? "", /Grüße/);
});

test("a report to an address beyond ASCII needs SMTPUTF8 itself", () => {
	const built = buildDsn(dsn({ to: "zoé@shop.example" }));
	assert.deepEqual([built.utf8, built.eightBit], [true, true]);
});

test("a delay is not called a failure", () => {
	const [recipient] = dsn().recipients;
	assert.ok(recipient);
	const built = buildDsn(dsn({ recipients: [{ ...recipient, action: "delayed", status: "4.4.1" }] }));
	assert.match(built.header.toString(), /^Subject: Your message is delayed$/m);
	assert.match(built.body.toString(), /has not been delivered yet/);
});

/** Without the soft line breaks of quoted-printable parts, which their readers do not see (RFC 2045 §6.7). */
const asRead = (report: string): string =>
	report
		.split("\r\n--b0undary\r\n")
		.map((part) => (part.includes(": quoted-printable\r\n") ? part.replaceAll("=\r\n", "") : part))
		.join("\r\n--b0undary\r\n");

test("nothing that a stranger said makes a line of its own", () => {
	// The boundary is random and stays unknown to them.
	const hostile = fc.string({
		unit: fc.constantFrom("\r\n", "\n", "\r", "\u2028", "X-Evil: 1", "--b0", " ", "a", "é"),
	});
	fc.assert(
		fc.property(hostile, (text) => {
			const [recipient] = dsn().recipients;
			const built = buildDsn(
				dsn({
					envelopeId: text,
					subject: text.replace(/[\r\n]/g, " "),
					recipients: [
						{ ...recipient!, finalRecipient: text, originalRecipient: text, reply: text, remoteMta: text },
					],
				}),
			);
			const all = Buffer.concat([built.header, built.body]).toString();
			assert.doesNotMatch(asRead(all), /^X-Evil/m);
			assert.doesNotMatch(all, /[^\r]\n|\r[^\n]/);
			assert.equal(all.match(/^--b0undary\r$/gm)?.length, 3);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("a subject can neither break nor turn around the sentence that quotes it", async () => {
	const { text } = await read(buildDsn(dsn({ subject: "Invoice\u202e\u2028 2291" })));
	assert.match(text ?? "", /"Invoice {2}2291" of /);
});

test("a report is due for people who want it, and never for reports, machines or nobody", () => {
	const facts = { reversePath: "a@b.example", automatic: false, notify: null };
	assert.ok(mayReport(facts));
	assert.ok(mayReport({ ...facts, notify: ["SUCCESS", "FAILURE"] }));
	assert.ok(!mayReport({ ...facts, reversePath: "" }));
	assert.ok(!mayReport({ ...facts, automatic: true }));
	assert.ok(!mayReport({ ...facts, notify: ["NEVER"] }));
	assert.ok(!mayReport({ ...facts, notify: ["SUCCESS"] }));
	assert.ok(mayReport({ ...facts, notify: ["SUCCESS"] }, "SUCCESS"));
	assert.ok(!mayReport(facts, "SUCCESS") && !mayReport(facts, "DELAY"));
});
