import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../../test/support/fuzz.ts";
import { type ContentFindings, ContentScanner } from "./content.ts";

interface Read {
	readonly content: string;
	readonly rest: string | null;
	readonly findings: ContentFindings;
}

/** Reads the wire in chunks of the given sizes, cyclically. */
function read(
	wire: string | Buffer,
	sizes: readonly number[] = [1 << 20],
	framing: "dot-stuffed" | "counted" = "dot-stuffed",
): Read {
	const octets = typeof wire === "string" ? Buffer.from(wire, "latin1") : wire;
	const scanner = new ContentScanner(framing);
	let content = "";
	for (let at = 0, turn = 0; at < octets.length; turn++) {
		const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
		const scanned = scanner.scan(Buffer.from(octets.subarray(at, at + size)));
		content += scanned.content.toString("latin1");
		at += size;
		if (scanned.rest) {
			const rest = scanned.rest.toString("latin1") + octets.toString("latin1", Math.min(at, octets.length));
			return { content, rest, findings: scanner.findings };
		}
	}
	return { content, rest: null, findings: scanner.findings };
}

const stuff = (text: string): string => text.replace(/(^|\r\n)\./g, "$1..");

test("content ends at CRLF.CRLF, and what follows is given back", () => {
	// RFC 5321 §4.1.1.4
	const { content, rest, findings } = read("a\r\nbcd\r\n.\r\nQUIT\r\n");
	assert.equal(content, "a\r\nbcd\r\n");
	assert.equal(rest, "QUIT\r\n");
	assert.deepEqual(findings, {
		wireBytes: 8,
		bareCr: false,
		bareLf: false,
		nul: false,
		eightBit: false,
		longestLineBytes: 3,
		lineCount: 2,
	});
});

test("the first line may be the dot line", () => {
	const { content, rest, findings } = read(".\r\nQUIT\r\n");
	assert.deepEqual([content, rest, findings.wireBytes], ["", "QUIT\r\n", 0]);
});

test("one stuffed dot is taken from each line that has one", () => {
	// RFC 5321 §4.5.2
	assert.equal(read("..\r\n...\r\n.a\r\nb.\r\n.\r\n").content, ".\r\n..\r\na\r\nb.\r\n");
});

test("a dot line that is not between two CRLF is content, and the bare CR or LF is noted", () => {
	// RFC 5321 §4.1.1.4: "." must be alone between CRLFs; anything else is how messages are smuggled.
	const endings = [
		"\n.\n",
		"\n.\r\n",
		"\r\n.\n",
		"\r.\r",
		"\r\n.\r",
		"\r.\r\n",
		"\n.\r",
		"\r.\n",
		"\r\n.\r\r\n",
		"\r\n\0.\r\n",
	];
	for (const ending of endings) {
		for (const sizes of [[1 << 20], [1], [2], [3]]) {
			const { content, rest, findings } = read(`text${ending}MAIL FROM:<x@y>\r\n.\r\n`, sizes);
			assert.equal(rest, "", JSON.stringify(ending));
			assert.ok(content.endsWith("MAIL FROM:<x@y>\r\n"), JSON.stringify(ending));
			assert.ok(findings.bareCr || findings.bareLf || findings.nul, JSON.stringify(ending));
		}
	}
});

test("bare CR, bare LF, NUL and 8-bit octets are told apart", () => {
	const of = (wire: string) => {
		const { bareCr, bareLf, nul, eightBit } = read(`${wire}\r\n.\r\n`).findings;
		return { bareCr, bareLf, nul, eightBit };
	};
	const none = { bareCr: false, bareLf: false, nul: false, eightBit: false };
	assert.deepEqual(of("a\tb\x0b\x0c\x7f"), none);
	assert.deepEqual(of("a\rb"), { ...none, bareCr: true });
	assert.deepEqual(of("a\r"), { ...none, bareCr: true });
	assert.deepEqual(of("a\nb"), { ...none, bareLf: true });
	assert.deepEqual(of("\n"), { ...none, bareLf: true });
	assert.deepEqual(of("\0"), { ...none, nul: true });
	assert.deepEqual(of("\xe9"), { ...none, eightBit: true });
	assert.deepEqual(of(".\xe9"), { ...none, eightBit: true });
});

test("counted content has no dots to take out, and a CR at its very end is bare", () => {
	// RFC 3030 §2
	const { content, findings } = read("..\r\n.\r\na\r", [3], "counted");
	assert.equal(content, "..\r\n.\r\na\r");
	assert.equal(findings.bareCr, true);
	assert.equal(read(".\r\n", [1], "counted").findings.bareCr, false);
	assert.equal(findings.wireBytes, 9);
});

test("the longest line is measured without CRLF and without its stuffed dot", () => {
	assert.equal(read("abc\r\n....\r\n.\r\n").findings.longestLineBytes, 3);
	assert.equal(read("abcde", [2], "counted").findings.longestLineBytes, 5);
});

const hostile = fc.array(fc.constantFrom(".", "\r", "\n", "\r\n", "\r\n.", "a", "\0", "\xff"), {
	maxLength: 40,
});
const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 });

test("any octets in any cuts read the same as in one piece", () => {
	fc.assert(
		fc.property(
			hostile,
			cuts,
			fc.constantFrom("dot-stuffed" as const, "counted" as const),
			(parts, sizes, framing) => {
				const wire = parts.join("");
				assert.deepEqual(read(wire, sizes, framing), read(wire, [1 << 20], framing));
			},
		),
		{ numRuns: fuzzRuns(2_000) },
	);
});

test("scanning undoes dot-stuffing", () => {
	fc.assert(
		fc.property(hostile, cuts, (parts, sizes) => {
			const text = `${parts.join("")}\r\n`;
			const { content, rest } = read(`${stuff(text)}.\r\n`, sizes);
			assert.deepEqual([content, rest], [text, ""]);
		}),
		{ numRuns: fuzzRuns(2_000) },
	);
});
