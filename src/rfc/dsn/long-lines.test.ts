import assert from "node:assert/strict";
import { test } from "node:test";
import { buildDsn } from "./report.ts";

/** RFC 5322 §2.1.1: a server may refuse a longer line, and nobody hears of a report that was refused. */
test("a report about a message with an endless header field has no line that a server may refuse", () => {
	const field = `To: ${Array.from({ length: 100 }, (_, n) => `reader-${n}@client.example`).join(", ")}\r\n`;
	const { body } = buildDsn({
		hostname: "relay.example",
		to: "ann@shop.example",
		messageId: "<1@relay.example>",
		boundary: "boundary",
		at: 0,
		envelopeId: null,
		arrivedAt: 0,
		subject: "Hello",
		recipients: [],
		originalHeader: Buffer.from(`From: ann@shop.example\r\n${field}\r\n`),
	});
	const text = body.toString();
	for (const line of text.split("\r\n")) assert.ok(line.length <= 998, `${line.length} octets`);
	assert.ok(text.replaceAll("=\r\n", "").includes(field.slice(0, 500).replaceAll("=", "=3D")));
});
