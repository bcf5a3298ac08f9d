import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { lines, seen, walk } from "../../../test/support/mime.ts";
import { parseFields } from "../message/fields.ts";
import { Bounds, defaultWalkLimits } from "./bounds.ts";
import { MimeStructure } from "./structure.ts";

const MIXED = lines(
	"Content-Type: multipart/mixed; boundary=outer",
	"",
	"preamble",
	"--outer",
	"Content-Type: multipart/alternative;",
	' boundary="outer-2"',
	"",
	"--outer-2",
	"",
	"plain text",
	"--outer-2",
	"Content-Type: text/html",
	"Content-Transfer-Encoding: quoted-printable",
	"",
	"<p>caf=C3=A9 =",
	"one</p>",
	"--outer-2--",
	"epilogue",
	"--outer",
	'Content-Type: application/pdf; name="a.pdf"',
	"Content-Transfer-Encoding: base64",
	"Content-Disposition: attachment; filename=b.pdf",
	"",
	"JVBERi0x",
	"LjcK",
	"--outer--",
	"",
);

test("every leaf of a nested message is found, decoded and named, boundaries that begin alike included", () => {
	assert.deepEqual(seen(walk(MIXED)), [
		["text/plain", "", "plain text"],
		["text/html", "", "<p>café one</p>"],
		["application/pdf", "b.pdf|a.pdf", "%PDF-1.7\n"],
	]);
});

test("the cut of the pieces changes nothing", () => {
	const whole = seen(walk(MIXED));
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (sizes) => {
			assert.deepEqual(seen(walk(MIXED, sizes)), whole);
		}),
		{ numRuns: fuzzRuns(200) },
	);
});

test("a message without MIME is one plain part", () => {
	assert.deepEqual(seen(walk("Subject: x\r\n\r\nhello\r\n-- \r\nsignature\r\n")), [
		["text/plain", "", "hello\r\n-- \r\nsignature\r\n"],
	]);
	assert.deepEqual(seen(walk("Subject: x\r\n\r\n")), [["text/plain", "", ""]]);
});

test("a missing end boundary hides nothing", () => {
	const message = lines(
		"Content-Type: multipart/mixed; boundary=b",
		"",
		"--b",
		"Content-Disposition: attachment; filename=x.exe",
		"",
		"MZ",
	);
	assert.deepEqual(seen(walk(message)), [["text/plain", "x.exe", "MZ"]]);
});

test("messages inside messages are looked into", () => {
	const message = lines(
		"Content-Type: multipart/mixed; boundary=b",
		"",
		"--b",
		"Content-Type: message/rfc822",
		"",
		"Subject: inner",
		"Content-Type: multipart/mixed; boundary=c",
		"",
		"--c",
		"Content-Type: application/x; name=inner.js",
		"",
		"alert(1)",
		"--c--",
		"--b--",
		"",
	);
	assert.deepEqual(seen(walk(message)), [["application/x", "inner.js", "alert(1)"]]);
});

test("parts and messages are found though their types are oddly written", () => {
	for (const type of ["multipart", "multipart / mixed", "multipart(x)/mixed"]) {
		const found = walk(lines(`Content-Type: ${type}; boundary=b`, "", "--b", "", "x", "--b--", ""));
		assert.deepEqual(seen(found), [["text/plain", "", "x"]], type);
	}
	const mail = lines("Subject: inner", "Content-Type: application/x; name=run.js", "", "x");
	const news = walk(lines("Content-Type: message/news", "", mail));
	assert.deepEqual(seen(news), [["application/x", "run.js", "x"]]);
	const piece = walk(lines('Content-Type: message/partial; id="a"; number=1; total=2', "", mail));
	assert.deepEqual(
		piece.leaves.flatMap(({ names }) => names),
		["run.js"],
	);
	for (const encoding of ["7bit", "base64"]) {
		const octets = encoding === "base64" ? Buffer.from(mail).toString("base64") : mail;
		const header = [
			"Content-Type: application/octet-stream; name=a.EML",
			`Content-Transfer-Encoding: ${encoding}`,
		];
		const names = walk(lines(...header, "", octets)).leaves.flatMap((leaf) => leaf.names);
		assert.deepEqual(names, ["a.EML", "run.js"], encoding);
	}
});

test("a boundary is found behind white space of any length, and only as a whole line", () => {
	const names = (line: string) =>
		walk(
			`Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n${line}\r\nContent-Type: a/b; name=y.exe\r\n\r\n`,
		).leaves.flatMap(({ names }) => names);
	assert.deepEqual(names("--b"), ["y.exe"]);
	assert.deepEqual(names(`--b${" \t".repeat(1_000)}`), ["y.exe"]);
	assert.deepEqual(names("--bc"), []);
	assert.deepEqual(names(" --b"), []);
	assert.deepEqual(names("--b--"), []);
});

const MIXED_FIELD = "Content-Type: multipart/mixed; boundary=b\r\n";

test("every octet of a body is handed on once and in order", () => {
	const pieces = fc.constantFrom(
		"--b\r\n",
		"--b--",
		"--c",
		"\r\n",
		"\r",
		"-",
		"A: b\r\n",
		"Content-Type: message/rfc822\r\n",
	);
	const nested = fc.constant("Content-Type: multipart/x; boundary=c\r\n\r\n");
	fc.assert(
		fc.property(
			fc.array(fc.oneof(pieces, nested), { maxLength: 40 }),
			fc.integer({ min: 1, max: 9 }),
			(parts, size) => {
				const body = Buffer.from(parts.join(""));
				const given: Buffer[] = [];
				const give = (octets: Buffer): void => void given.push(octets);
				const structure = new MimeStructure(
					{ kind: "body", fields: parseFields(Buffer.from(MIXED_FIELD)).fields },
					new Bounds(defaultWalkLimits),
					{ header: ({ raw }) => give(raw), body: give, between: give, leafEnds: () => {} },
				);
				for (let at = 0; at < body.length; at += size) structure.write(body.subarray(at, at + size));
				structure.end();
				if (!structure.tooDeep) assert.equal(Buffer.concat(given).toString(), body.toString());
			},
		),
		{ numRuns: fuzzRuns(500) },
	);
});

test("whatever octets come, the walk ends and its cuts agree", () => {
	const pieces = fc.constantFrom(
		"--b\r\n",
		"--b--\r\n",
		"--c\r\n",
		"\r\n",
		"\r",
		"\n",
		"-",
		"--",
		"Content-Type: multipart/x; boundary=c\r\n",
		"Content-Type: message/rfc822\r\n",
		"text",
		"\0é",
	);
	fc.assert(
		fc.property(
			fc.array(pieces, { maxLength: 60 }),
			fc.array(fc.integer({ min: 1, max: 7 })),
			(parts, sizes) => {
				const message = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join("")}`;
				assert.deepEqual(seen(walk(message, [1, ...sizes])), seen(walk(message)));
			},
		),
		{ numRuns: fuzzRuns(500) },
	);
});
