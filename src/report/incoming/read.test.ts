import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { buildDsn } from "../../rfc/dsn/report.ts";
import { readReport } from "./read.ts";
import type { DeliveryReport } from "./report.ts";

const lines = (...text: string[]): Buffer => Buffer.from(`${text.join("\r\n")}\r\n`);
const delivery = (octets: Buffer): DeliveryReport => {
	const report = readReport(octets);
	assert.ok(report.kind === "delivery", report.kind);
	return report;
};
const multipart = (...parts: string[][]): Buffer =>
	lines(
		"From: MAILER-DAEMON@mx.client.example",
		"Subject: Undelivered Mail Returned to Sender",
		'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
		"",
		...parts.flatMap((part) => ["--b", ...part]),
		"--b--",
	);

describe("a report for programs", () => {
	test("our own are read back, addresses beyond ASCII and the envelope's own words included", () => {
		for (const address of ["ann@client.example", "zoë@client.example"]) {
			const { header, body } = buildDsn({
				hostname: "relay.example",
				to: "b@shop.example",
				messageId: "<r@relay.example>",
				boundary: "x",
				at: 0,
				envelopeId: "E1",
				arrivedAt: 0,
				subject: "Hello",
				recipients: [
					{
						finalRecipient: address,
						originalRecipient: "rfc822;old@client.example",
						action: "failed",
						status: "5.1.1",
						reply: "550 5.1.1 User unknown",
						remoteMta: "mx.client.example",
						lastAttemptAt: 0,
						why: "It is not there",
						remedy: "Look it up",
					},
				],
				originalHeader: Buffer.from("Subject: Hello\r\n\r\n"),
			});
			const report = delivery(Buffer.concat([header, body]));
			assert.equal(report.reporter, "relay.example");
			assert.deepEqual(report.recipients, [
				{
					finalRecipient: address,
					originalRecipient: "old@client.example",
					action: "failed",
					status: "5.1.1",
					reply: { code: 550, enhanced: "5.1.1", text: "550 5.1.1 User unknown", phase: "rcpt" },
					remoteMta: "mx.client.example",
				},
			]);
		}
	});

	test("escaped addresses, groups without empty lines and one group for everything are understood", () => {
		const { recipients, reporter } = delivery(
			multipart([
				"Content-Type: message/global-delivery-status",
				"",
				"Reporting-MTA: dns; mx.client.example",
				"Final-Recipient: utf-8; zo\\x{EB}@client.example",
				"Action: Failed (no such user)",
				"Status: 5.1.1 (bad mailbox)",
				"Final-Recipient: <bob@client.example>",
				"Action: delayed",
				"Status: 4.2.2",
			]),
		);
		assert.equal(reporter, "mx.client.example");
		assert.deepEqual(
			recipients.map(({ finalRecipient, action, status }) => [finalRecipient, action, status]),
			[
				["zoë@client.example", "failed", "5.1.1"],
				["bob@client.example", "delayed", "4.2.2"],
			],
		);
	});

	test("what the returned message says is not the report", () => {
		const returned = multipart([
			"Content-Type: message/delivery-status",
			"",
			"Final-Recipient: rfc822; bob@client.example",
			"Action: failed",
			"Status: 5.1.1",
		]).toString();
		const forwarded = [
			lines(
				"From: ann@client.example",
				"Subject: look at this",
				'Content-Type: multipart/mixed; boundary="a"',
				"",
			),
			lines("--a", "", "What is this?", "--a", "Content-Type: message/rfc822", ""),
			Buffer.from(returned),
			lines("--a--"),
		];
		const report = readReport(Buffer.concat(forwarded));
		assert.equal(report.kind, "none");
	});

	test("that it was shown, or delivered, is no failure", () => {
		const mdn = multipart(["", "It was displayed."])
			.toString()
			.replace("delivery-status", "disposition-notification");
		assert.equal(readReport(Buffer.from(mdn)).kind, "none");
		const { recipients } = delivery(
			multipart([
				"Content-Type: message/delivery-status",
				"",
				"Final-Recipient: rfc822; a@b.example",
				"Action: relayed",
			]),
		);
		assert.equal(recipients[0]?.action, "delivered");
	});
});

describe("a bounce in sentences", () => {
	test("each address has the words that follow it, and the returned header names nobody", () => {
		const { form, recipients } = delivery(
			lines(
				"From: Mail Delivery System <mailer-daemon@mx.client.example>",
				"Subject: Mail delivery failed: returning message to sender",
				"",
				"  ann@client.example",
				"    550 5.1.1 User unknown",
				"  bob@client.example",
				"    552 5.2.2 Mailbox full",
				"",
				"Received: from x",
				"From: shop@shop.example",
				"To: eve@client.example",
				"Subject: Hello",
			),
		);
		assert.equal(form, "prose");
		assert.deepEqual(
			recipients.map(({ finalRecipient, reply }) => [finalRecipient, reply?.enhanced]),
			[
				["ann@client.example", "5.1.1"],
				["bob@client.example", "5.2.2"],
			],
		);
	});

	test("somebody's question about a bounce, and an absence, are none", () => {
		const about = lines(
			"From: ann@client.example",
			"Subject: your invoice",
			"",
			"I got 550 5.1.1 User unknown, why?",
		);
		assert.equal(readReport(about).kind, "none");
		const away = lines(
			"From: ann@client.example",
			"Subject: Out of office",
			"Auto-Submitted: auto-replied",
			"",
			"I am back on Monday. Mail is not forwarded.",
		);
		assert.equal(readReport(away).kind, "auto-reply");
	});
});

test("a complaint needs a type that is one", () => {
	const arf = (type: string): Buffer =>
		Buffer.from(
			multipart(
				["", "This is a complaint."],
				["Content-Type: message/feedback-report", "", type, "Original-Rcpt-To: <ann@client.example>"],
			)
				.toString()
				.replace("delivery-status", "feedback-report"),
		);
	assert.deepEqual(readReport(arf("Feedback-Type: abuse")), {
		kind: "complaint",
		type: "abuse",
		reporter: "",
		recipients: ["ann@client.example"],
	});
	assert.equal(readReport(arf("Feedback-Type: not-spam")).kind, "none");
	assert.equal(readReport(arf("User-Agent: x")).kind, "none");
});

describe("whatever arrives", () => {
	const folder = new URL("../../../test/corpus/bounces/", import.meta.url);
	const samples = readdirSync(folder)
		.filter((name) => name.endsWith(".eml"))
		.map((name) => readFileSync(new URL(name, folder)));

	test("octets of any kind are read as something", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 2_000 }), (octets) => {
				readReport(Buffer.from(octets));
			}),
			{ numRuns: fuzzRuns(200) },
		);
	});

	test("reports with pieces changed, doubled and taken out are read as something", () => {
		const change = fc.tuple(
			fc.nat(),
			fc.nat(300),
			fc.constantFrom("", "\r\n", "--", "\0", "a@b.example ", "\xff"),
		);
		fc.assert(
			fc.property(fc.constantFrom(...samples), fc.array(change, { maxLength: 6 }), (sample, changes) => {
				let text = sample.toString("latin1");
				for (const [at, length, put] of changes) {
					const from = at % (text.length + 1);
					text = text.slice(0, from) + put + text.slice(from + length);
				}
				readReport(Buffer.from(text, "latin1"));
			}),
			{ numRuns: fuzzRuns(200) },
		);
	});

	test("what is made to be slow is not", () => {
		const header = "From: mailer-daemon@x\r\nSubject: failure notice\r\n\r\n";
		const hard = [
			header + "a@".repeat(200_000),
			header + "<<< ".repeat(100_000),
			header + "-".repeat(500_000),
			header + "Delivery ".repeat(60_000),
			header + "To: x\r\n".repeat(60_000),
			`Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(8_000)}`,
			`Content-Type: message/delivery-status\r\n\r\n${"Final-Recipient: rfc822; a@b\r\n".repeat(15_000)}`,
			`Content-Type: text/html\r\nSubject: failure notice\r\n\r\n${"<p ".repeat(160_000)}`,
		];
		for (const text of hard) {
			const octets = Buffer.from(text);
			const begun = process.cpuUsage();
			readReport(octets);
			const { user, system } = process.cpuUsage(begun);
			assert.ok(user + system < 1_000_000, text.slice(0, 80));
		}
	});
});
