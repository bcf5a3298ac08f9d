import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { recipientsAhead } from "./look-ahead.ts";

const ahead = (text: string): readonly string[] => recipientsAhead(Buffer.from(text));

test("the recipients of a pipelined group are seen up to the first other command", () => {
	assert.deepEqual(
		ahead(
			"RCPT TO:<a@x.example>\r\nrcpt to: <zoë@y.example> NOTIFY=NEVER\r\nDATA\r\nRCPT TO:<c@z.example>\r\n",
		),
		["a@x.example", "zoë@y.example"],
	);
});

test("a command that is not whole, or is none, is left alone", () => {
	for (const text of [
		"",
		"RCPT TO:<a@x.example>",
		"RCPT TO:a@x.example\r\n",
		"RCPT TO:<a@x.example\r\n",
		"\r\n",
	])
		assert.deepEqual(ahead(text), [], text);
	assert.deepEqual(ahead(`RCPT TO:<${"a".repeat(600)}@x.example>\r\n`), []);
});

test("no octets make it throw or loop", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 2_000 }), (octets) => void recipientsAhead(Buffer.from(octets))),
	);
});
