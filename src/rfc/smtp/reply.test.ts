import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { faultReply, found } from "./faults.ts";
import { formatReply, quotable, REPLY_LINE_LIMIT, type RefusalCodes, type Reply } from "./reply.ts";

test("a reply of several lines repeats both codes and has a hyphen on all lines but the last", () => {
	// RFC 5321 §4.2.1, RFC 2034 §4
	const reply: Reply = { code: 550, enhanced: "5.7.1", lines: ["The domain is not yours", "[some-reason]"] };
	assert.equal(formatReply(reply), "550-5.7.1 The domain is not yours\r\n550 5.7.1 [some-reason]\r\n");
});

test("a reply without text is one line with a code", () => {
	assert.equal(formatReply({ code: 250, lines: [] }), "250 \r\n");
});

test("a text can neither end its line nor start another", () => {
	const wire = formatReply({ code: 250, lines: ["a\r\n550 b\0c\u202ed"] });
	assert.equal(wire, "250 a??550 b?c?d\r\n");
});

test("a long line is wrapped at a space", () => {
	const wire = formatReply({ code: 550, enhanced: "5.7.1", lines: ["word ".repeat(200).trim()] });
	const lines = wire.split("\r\n").slice(0, -1);
	assert.ok(lines.length > 1);
	assert.deepEqual(lines.map((line) => line.slice(10)).join(" "), "word ".repeat(200).trim());
});

test("no text makes a line longer than 512 octets or one without its code", () => {
	// RFC 5321 §4.5.3.1.5
	fc.assert(
		fc.property(fc.array(fc.string({ unit: "binary", maxLength: 1500 }), { maxLength: 3 }), (lines) => {
			const wire = formatReply({ code: 451, enhanced: "4.3.0", lines });
			assert.ok(wire.endsWith("\r\n"));
			const sent = wire.slice(0, -2).split("\r\n");
			for (const [at, line] of sent.entries()) {
				assert.ok(line.length + 2 <= REPLY_LINE_LIMIT);
				assert.ok(line.startsWith(at < sent.length - 1 ? "451-4.3.0 " : "451 4.3.0 "));
				assert.match(line, /^[\x20-\x7e]*$/);
			}
		}),
	);
});

test("a stranger's text is cut and cleaned before it is quoted", () => {
	assert.equal(quotable("a\nb", 10), "a?b");
	assert.equal(quotable("abcdefghijk", 10), "abcdefg...");
});

test("a fault's reply names the fault and quotes what was wrong", () => {
	assert.deepEqual(faultReply(found("command-syntax", "parameter", { parameter: "X=\r\n" })), {
		code: 555,
		enhanced: "5.5.4",
		lines: ["Parameter not supported: X=??", "[command-syntax]"],
	});
});

// Checked by tsc: each of these must fail to compile.
export function neverRuns(): void {
	// @ts-expect-error 552 is permanent, 4.3.1 is temporary
	void ({ code: 552, enhanced: "4.3.1" } satisfies RefusalCodes);
	// @ts-expect-error a fact is missing
	found("command-unknown", "usual", {});
	// @ts-expect-error no such variant
	found("command-unknown", "parameter", { command: "X" });
}
