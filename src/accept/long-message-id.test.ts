import assert from "node:assert/strict";
import { test } from "node:test";
import { inMail, openOneUserDoor, RCPT } from "../../test/support/one-user-door.ts";
import type { ContentSink } from "./sessions.ts";

const FINDINGS = {
	...{ wireBytes: 120, bareCr: false, bareLf: false, nul: false, eightBit: false, longestLineBytes: 70 },
	lineCount: 5,
};

/** It stands in a row for each recipient, and in two indexes: fifty times a quarter of a megabyte, three times. */
test("of an endless Message-ID as much is kept beside the message as a line has", async (t) => {
	const door = openOneUserDoor();
	const session = await inMail(door);
	t.after(() => session.ended());
	await session.rcpt("b@client.example", RCPT);
	const sink = (await session.content()) as ContentSink;
	const id = `<${"x".repeat(100_000)}@shop.example>`;
	await sink.write(Buffer.from(`From: ann@shop.example\r\nMessage-ID: ${id}\r\n\r\nhi\r\n`));
	await sink.end(FINDINGS);
	const [message] = door.accepted;
	assert.equal(message?.headerMessageId, id.slice(0, 998));
	assert.ok(message?.header.includes(id), "it is relayed as it was written");
});
