import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { BodyHasher } from "./body-hash.ts";

/** The canonical form by the letter of RFC 6376 §3.4.4, slow and obvious. */
function relaxed(body: string): string {
	const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
	while (lines.at(-1) === "") lines.pop();
	return lines.map((line) => `${line}\r\n`).join("");
}

const sha256 = (text: string): string => createHash("sha256").update(text, "latin1").digest("base64");

function hashOf(body: string, cuts: readonly number[] = []): string {
	const octets = Buffer.from(body, "latin1");
	const hasher = new BodyHasher();
	let at = 0;
	for (const cut of [...cuts.map((c) => c % (octets.length + 1)).sort((a, b) => a - b), octets.length]) {
		hasher.update(octets.subarray(at, cut));
		at = cut;
	}
	return hasher.digest().toString("base64");
}

test("an empty body, and one of empty lines, hash like nothing", () => {
	// RFC 6376 §3.4.4: the value that its text gives for the empty body
	const nothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
	for (const body of ["", "\r\n", "\r\n\r\n", " \t\r\n \r\n", "   "]) assert.equal(hashOf(body), nothing);
});

test("the example of the standard comes out as it says", () => {
	// RFC 6376 §3.4.5
	assert.equal(hashOf(" C \r\nD \t E\r\n\r\n\r\n"), sha256(" C\r\nD E\r\n"));
});

test("a last line without CRLF gets one", () => {
	assert.equal(hashOf("a\r\nb"), hashOf("a\r\nb\r\n"));
	assert.equal(hashOf("a\r\nb \t"), hashOf("a\r\nb\r\n"));
});

test("many empty lines in the middle are kept", () => {
	const body = `a${"\r\n".repeat(30_000)}b\r\n`;
	assert.equal(hashOf(body), sha256(body));
	assert.equal(hashOf(`${body}${"\r\n".repeat(30_000)}`), sha256(body));
});

test("base64 bodies and bodies of blanks hash like their canonical form", () => {
	const base64 = `${"QUJD".repeat(19)}\r\n`.repeat(1500);
	assert.equal(hashOf(base64, [70_000, 3, 78 * 4 - 1]), sha256(base64));
	const blanks = `${" ".repeat(70_000)}x${"\t".repeat(70_000)}\r\n`;
	assert.equal(hashOf(blanks, [1, 65_536]), sha256(relaxed(blanks)));
});

test("any body cut anywhere hashes like its canonical form", () => {
	// RFC 6376 §3.4.4
	const piece = fc.constantFrom(
		"\r\n",
		" ",
		"\t",
		"a",
		".",
		"\xe9",
		"\r\n\r\n",
		"word word ",
		"=".repeat(600),
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 60 }), fc.array(fc.nat(), { maxLength: 6 }), (pieces, cuts) => {
			const body = pieces.join("");
			assert.equal(hashOf(body, cuts), sha256(relaxed(body)));
		}),
		{ numRuns: fuzzRuns(500) },
	);
});

test("bare CR and bare LF are ordinary octets, and no cut changes the hash", () => {
	const piece = fc.constantFrom("\r", "\n", " ", "a", "\r\n", "\t");
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 6 }), (pieces, cuts) => {
			const body = pieces.join("");
			assert.equal(hashOf(body, cuts), sha256(relaxed(body)));
		}),
		{ numRuns: fuzzRuns(500) },
	);
});
