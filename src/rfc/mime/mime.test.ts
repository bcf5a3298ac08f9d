import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { lines, seen, walk } from "../../../test/support/mime.ts";
import { parseFields } from "../message/fields.ts";
import { Bounds, defaultWalkLimits } from "./bounds.ts";
import { parseParameters } from "./parameters.ts";
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

test("a message inside that has a name is a file too, whatever it really holds", () => {
	const message = lines(
		"Content-Type: multipart/mixed; boundary=b",
		"",
		"--b",
		"Content-Type: message/rfc822",
		"Content-Disposition: attachment; filename=run.exe",
		"",
		"MZ\u0001\u0002",
		"",
		"more",
		"--b",
		"Content-Type: text/html",
		"",
		"last",
		"--b--",
		"",
	);
	const cuts = [[], [1], [7]].map((sizes) => seen(walk(message, sizes)));
	assert.deepEqual(cuts[0], [
		["message/rfc822", "run.exe", "MZ\u0001\u0002\r\n\r\nmore"],
		["text/plain", "", "MZ\u0001\u0002\r\n\r\nmore"],
		["text/html", "", "last"],
	]);
	assert.deepEqual(cuts[1], cuts[0]);
	assert.deepEqual(cuts[2], cuts[0]);
});

test("depth and number of parts are bounded", () => {
	const nested = (levels: number) =>
		Array.from({ length: levels }, (_, i) =>
			lines(`Content-Type: multipart/mixed; boundary=b${i}`, "", `--b${i}`, ""),
		).join("");
	assert.equal(walk(nested(20)).tooDeep, false);
	assert.equal(walk(nested(40)).tooDeep, true);
	const flat = (parts: number) =>
		`${lines("Content-Type: multipart/mixed; boundary=b", "", "")}${"--b\r\n\r\nx\r\n".repeat(parts)}`;
	assert.equal(walk(flat(900)).tooDeep, false);
	assert.equal(walk(flat(2_000)).tooDeep, true);
});

test("a name is found however its value is cut, doubled, encoded or hidden behind others", () => {
	const base64 = Buffer.from("run.bat").toString("base64");
	for (const written of [
		'filename*0="run.bat"; filename*2=".txt"',
		"filename*0=run; filename*1=.bat; filename*1=.txt",
		"filename*=utf-8''run.bat; filename*=utf-8''a.txt",
		"filename*=utf-8''run.bat; filename*0=a; filename*1=.txt",
		"filename*=utf-16''%FE%FF%00r%00u%00n%00.%00b%00a%00t",
		"filename*=utf-7''run+AC4-bat",
		`filename="=?nonsense?B?${base64}?="`,
		`filename="=??B?${base64}?="`,
		'filename="=?utf-8?B?cnV?= =?utf-8?B?uLmJhdA==?="',
		'filename="run".bat',
		'filename="run" ".bat"',
		'"filename"="run.bat"',
		`${"p=x; ".repeat(200)}filename=run.bat`,
	]) {
		const names = parseParameters(`inline; ${written}`).parameters.get("filename");
		assert.ok(names?.includes("run.bat"), `${written}: ${names}`);
	}
});

test("names are found in each other's field, and what stands in for one where there is none", () => {
	const only = (...header: readonly string[]) => walk(lines(...header, "", "x")).leaves[0];
	assert.deepEqual(only("Content-Disposition: inline; name=run.bat")?.names, ["run.bat"]);
	assert.deepEqual(only("Content-Type: text/plain; filename=run.bat")?.names, ["run.bat"]);
	assert.deepEqual(only("Content-Description: run.bat", "Content-Location: b")?.standInNames, [
		"run.bat",
		"b",
	]);
	assert.deepEqual(only("Content-Description: x", "Content-Type: text/plain; name=a")?.standInNames, []);
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

test("a field that goes on behind its bound is a bound of the structure", () => {
	const found = walk(lines(`Content-Type: text/plain; x="${"y".repeat(9_000)}"; name=run.bat`, "", "x"));
	assert.equal(found.tooDeep, true);
});

test("a field of more parameters than are read is a bound of the structure", () => {
	const padded = (count: number) =>
		walk(lines(`Content-Type: text/plain; ${"p=x;".repeat(count)} name=run.bat`, "", "x"));
	assert.deepEqual(padded(200).leaves[0]?.names, ["run.bat"]);
	assert.equal(padded(300).tooDeep, true);
});

test("names are read in every spelling that mail programs know", () => {
	const names = (value: string) => parseParameters(value).parameters.get("filename");
	assert.deepEqual(names('attachment; filename="a \\"b\\".pdf"'), ['a "b".pdf']);
	assert.deepEqual(names("attachment; filename*=utf-8''caf%C3%A9.pdf"), ["café.pdf"]);
	assert.deepEqual(names("attachment; filename*0*=iso-8859-1'fr'caf%E9; filename*1=.pdf"), ["café.pdf"]);
	assert.deepEqual(names("attachment; filename*1=.exe; filename*0=a"), ["a.exe"]);
	assert.deepEqual(names('attachment; filename="=?utf-8?q?caf=C3=A9.pdf?="'), [
		"café.pdf",
		"=?utf-8?q?caf=C3=A9.pdf?=",
	]);
	assert.deepEqual(names("attachment; filename=a.pdf; filename=b.exe"), ["a.pdf", "b.exe"]);
	assert.deepEqual(names("attachment (comment); FILENAME = x.pdf ; y=z"), ["x.pdf"]);
});

test("a hostile header costs no more than any other octets", () => {
	// Lines that might be boundaries, each of them looked at once: minutes when they are looked at again and again.
	const header = `--b\r\n${"--\r\n".repeat(16_000)}\r\nx\r\n`;
	const message = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${header.repeat(300)}`;
	assert.equal(walk(message).tooDeep, true);
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
