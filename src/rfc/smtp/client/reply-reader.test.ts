import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../../test/support/fuzz.ts";
import { formatReply, type Reply } from "../reply.ts";
import { ReplyReader } from "./reply-reader.ts";

function repliesIn(text: string): (Reply | "malformed")[] {
	const reader = new ReplyReader();
	reader.push(Buffer.from(text));
	const replies: (Reply | "malformed")[] = [];
	for (let reply = reader.next(); reply !== undefined; reply = reader.next()) {
		replies.push(reply);
		if (reply === "malformed") break;
	}
	return replies;
}

test("replies of one line and of several are read, with their enhanced codes", () => {
	// RFC 5321 §4.2.1, RFC 2034 §4
	assert.deepEqual(repliesIn("250 ok\r\n550-5.7.1 not\r\n550 5.7.1 here\r\n"), [
		{ code: 250, lines: ["ok"] },
		{ code: 550, enhanced: "5.7.1", lines: ["not", "here"] },
	]);
});

test("missing text, LF alone and contradicting enhanced codes do no harm", () => {
	assert.deepEqual(repliesIn("250\r\n354 \n550 4.2.2 full\r\n250 2.0.0\r\n"), [
		{ code: 250, lines: [""] },
		{ code: 354, lines: [""] },
		{ code: 550, lines: ["4.2.2 full"] },
		{ code: 250, enhanced: "2.0.0", lines: [""] },
	]);
});

test("what is no reply, too long or too much is malformed for good", () => {
	for (const text of ["hello\r\n", "199 x\r\n", "600 x\r\n", "25x\r\n", "2500\r\n", "2".repeat(2049)]) {
		assert.deepEqual(repliesIn(text), ["malformed"]);
	}
	assert.deepEqual(repliesIn(`250 ${"x".repeat(2048)}\r\n`), ["malformed"]);
	assert.deepEqual(repliesIn("250-x\r\n".repeat(101)), ["malformed"]);
});

test("whatever is formatted is read again, cut anywhere", () => {
	const text = fc.string({ unit: "grapheme-ascii", maxLength: 40 }).filter((line) => !/^\d/.test(line));
	fc.assert(
		fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.nat({ max: 300 }), (lines, cut) => {
			const reply = { code: 451, enhanced: "4.3.0", lines } as const;
			const wire = Buffer.from(formatReply(reply));
			const reader = new ReplyReader();
			const at = Math.min(cut, wire.length - 1);
			reader.push(wire.subarray(0, at));
			assert.equal(reader.next(), undefined);
			reader.push(wire.subarray(at));
			assert.deepEqual(reader.next(), reply);
			assert.equal(reader.pending, false);
		}),
	);
});
