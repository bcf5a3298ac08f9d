import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../../test/support/fuzz.ts";
import { DotStuffer } from "./dot-stuffing.ts";

function stuffed(content: string, cuts: readonly number[] = []): string {
	const octets = Buffer.from(content, "latin1");
	const stuffer = new DotStuffer();
	const out: Buffer[] = [];
	let at = 0;
	for (const cut of [...cuts.map((c) => c % (octets.length + 1)).sort((a, b) => a - b), octets.length]) {
		out.push(stuffer.write(octets.subarray(at, cut)));
		at = cut;
	}
	return Buffer.concat(out).toString("latin1") + stuffer.end();
}

test("a dot at the beginning of a line gets another one, and the content ends with a dot of its own", () => {
	// RFC 5321 §4.5.2
	assert.equal(stuffed(".a\r\n.\r\nb.\r\n..\r\n"), "..a\r\n..\r\nb.\r\n...\r\n.\r\n");
});

test("empty content is a dot, and a last line without CRLF gets one", () => {
	// RFC 5321 §4.1.1.4
	assert.equal(stuffed(""), ".\r\n");
	assert.equal(stuffed("a"), "a\r\n.\r\n");
});

test("content without such a line is passed on as it is", () => {
	const chunk = Buffer.from("a\r\nb.\r\n");
	assert.equal(new DotStuffer().write(chunk), chunk);
});

test("any content cut anywhere is stuffed as if it came whole", () => {
	const piece = fc.constantFrom("\r\n", ".", "a", "\r\n.\r\n", "\r", "\n", "x".repeat(300));
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(), { maxLength: 8 }), (pieces, cuts) => {
			const content = pieces.join("");
			const expected = content.replace(/(^|\r\n)\./g, "$1..");
			const end = content === "" || content.endsWith("\r\n") ? ".\r\n" : "\r\n.\r\n";
			assert.equal(stuffed(content, cuts), expected + end);
		}),
		{ numRuns: fuzzRuns(1_000) },
	);
});

test("20 MB of dots are stuffed in one pass", () => {
	const chunk = Buffer.from(".\r\n".repeat(87_381));
	const stuffer = new DotStuffer();
	let bytes = 0;
	for (let i = 0; i < 80; i++) bytes += stuffer.write(chunk).length;
	assert.equal(bytes, (80 * chunk.length * 4) / 3);
});
