/** Structure that hides files from filters, each kind as a sentence: the reading that shows a file is given. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, seen, walk } from "../../../test/support/mime.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** A part with a program in it. */
const PROGRAM = lines("Content-Type: application/x-thing; name=run.exe", "", "MZ");
const FOUND = ["application/x-thing", "run.exe", "MZ"];

/** A multipart/mixed with the boundary b, whatever its parts. */
const mixed = (...body: string[]): string =>
	lines("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "", ...body, "");
const names = (message: string): string[] => walk(message).leaves.flatMap((leaf) => leaf.names);

test("a boundary may begin like the one around it", () => {
	const inner = lines('Content-Type: multipart/mixed; boundary="b-"', "", "--b-", PROGRAM, "--b---");
	assert.deepEqual(seen(walk(mixed("--b", inner, "--b", "", "text", "--b--"))), [
		FOUND,
		["text/plain", "", "text"],
	]);
});

test("a multipart inside may have the boundary of the one around it", () => {
	const inner = lines("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "one", "--b--");
	assert.deepEqual(seen(walk(mixed("--b", inner, "--b", PROGRAM, "--b--"))), [
		["text/plain", "", "one"],
		FOUND,
	]);
});

test("parts are ended by the boundary of what they lie in", () => {
	const inner = lines("Content-Type: multipart/mixed; boundary=c", "", "--c", "", "one");
	assert.deepEqual(seen(walk(mixed("--b", inner, "--b", PROGRAM, "--b--"))), [
		["text/plain", "", "one"],
		FOUND,
	]);
});

test("parts behind the end boundary are parts", () => {
	// RFC 2046 §5.1.1 says to ignore them; some programs show them.
	assert.deepEqual(seen(walk(mixed("--b", "", "one", "--b--", "--b", PROGRAM, "--b--"))), [
		["text/plain", "", "one"],
		FOUND,
	]);
	const inner = lines("Content-Type: multipart/mixed; boundary=c", "", "--c", "", "one", "--c--");
	assert.deepEqual(names(mixed("--b", inner, "--c", PROGRAM, "--b--")), ["run.exe"]);
});

test("what looks like a part before the first boundary, or without one behind the last, is none", () => {
	assert.deepEqual(seen(walk(mixed(PROGRAM, "--b", "", "one", "--b--", PROGRAM))), [
		["text/plain", "", "one"],
	]);
});

test("a boundary that is not said is the first line of two dashes", () => {
	const absent = lines("Content-Type: multipart/mixed", "", "preamble", "--zz", PROGRAM, "--zz--", "");
	assert.deepEqual(seen(walk(absent)).slice(1), [FOUND]);
});

test("an empty boundary makes lines of two dashes", () => {
	const empty = lines('Content-Type: multipart/mixed; boundary=""', "", "--", PROGRAM, "----", "");
	assert.deepEqual(seen(walk(empty)), [FOUND]);
});

test("a boundary is read in every way that it can be written", () => {
	for (const parameter of [
		"boundary*0=b; boundary*1=c",
		"boundary*=us-ascii''%62c",
		"boundary='bc'",
		'boundary="bc',
		'boundary="bc; charset=x',
		'boundary=bc"',
		"boundary=bc (a comment)",
		"boundary=bc other=x",
		"boundary=x; boundary=bc",
		"boundary = bc ; y=z",
		"\r\n\t  boundary=\r\n\t bc",
	]) {
		const message = lines(`Content-Type: multipart/mixed; ${parameter}`, "", "--bc", PROGRAM, "--bc--", "");
		assert.deepEqual(seen(walk(message)), [FOUND], parameter);
	}
	assert.deepEqual(seen(walk(lines("Content-Type: multipart/mixed boundary=b", "", "--b", PROGRAM))), [
		FOUND,
	]);
	assert.deepEqual(seen(walk(lines('Content-Type: "multipart/mixed"; boundary=b', "", "--b", PROGRAM))), [
		FOUND,
	]);
});

test("a boundary of 998 octets is one", () => {
	const boundary = "b".repeat(996);
	const message = lines(`Content-Type: multipart/mixed; boundary=${boundary}`, "", `--${boundary}`, PROGRAM);
	assert.deepEqual(seen(walk(message)), [FOUND]);
});

test("of several Content-Type fields each is believed", () => {
	const twice = (first: string, second: string, ...body: string[]) =>
		seen(walk(lines(`Content-Type: ${first}`, `Content-Type: ${second}`, "", ...body, "")));
	const multipart = "multipart/mixed; boundary=b";
	for (const found of [
		twice("text/plain", multipart, "--b", PROGRAM, "--b--"),
		twice(multipart, "text/plain", "--b", PROGRAM, "--b--"),
	]) {
		assert.deepEqual(found, [["text/plain", "", lines("--b", PROGRAM, "--b--", "")], FOUND]);
	}
	assert.deepEqual(twice("multipart/mixed; boundary=a", "multipart/mixed; boundary=b", "--b", PROGRAM), [
		["application/x-thing", "run.exe", "MZ\r\n"],
	]);
	const { leaves } = walk(mixed("--b", "Content-Type: text/plain; name=a.txt", PROGRAM, "--b--"));
	assert.deepEqual(
		leaves.map(({ mediaType, mediaTypes, names }) => [mediaType, mediaTypes, names]),
		[["text/plain", ["text/plain", "application/x-thing"], ["a.txt", "run.exe"]]],
	);
});

test("of several Content-Disposition fields each is believed", () => {
	const [leaf] = walk(
		lines(
			"Content-Disposition: inline; filename=a.txt",
			"Content-Disposition: attachment; filename=b.exe",
			"",
			"x",
		),
	).leaves;
	assert.deepEqual([leaf?.disposition, leaf?.names], ["attachment", ["a.txt", "b.exe"]]);
});

test("a part whose header has no empty line has a body all the same", () => {
	const attachment = "Content-Disposition: attachment; filename=run.exe";
	const encoded = lines(attachment, "Content-Transfer-Encoding: base64", base64("MZ program"));
	const found = [["text/plain", "run.exe", "MZ program"]];
	assert.deepEqual(seen(walk(mixed("--b", encoded, "--b--"))), found);
	assert.deepEqual(seen(walk(mixed("--b", encoded, "", "--b--"))), found);
	assert.deepEqual(seen(walk(mixed("--b", "just text", "--b--"))), [["text/plain", "", "just text\r\n"]]);
});

test("a line that is no field hides no fields behind it", () => {
	const part = lines("no field", "Content-Type: application/x-thing;", "\tname=run.exe", "", "MZ");
	assert.deepEqual(seen(walk(mixed("--b", part, "--b--"))), [FOUND]);
});

test("a header may end with its part, and a part with the message", () => {
	assert.deepEqual(names(mixed("--b", "Content-Disposition: attachment; filename=run.exe", "--b--")), [
		"run.exe",
	]);
	assert.deepEqual(names(`${mixed("--b")}Content-Disposition: attachment; filename=run.exe`), ["run.exe"]);
});

test("fields are folded in odd ways, and their case and blanks mean nothing", () => {
	const part = lines(
		"CONTENT-type :",
		"  application/X-Thing",
		" ;",
		"\t",
		" NAME",
		" =",
		' "run.exe"',
		"",
		"MZ",
	);
	assert.deepEqual(seen(walk(mixed("--b", part, "--b--"))), [FOUND]);
});

test("partial messages and references to others are files", () => {
	const { leaves } = walk(
		mixed(
			"--b",
			"Content-Type: message/partial; number=1",
			"",
			"x",
			"--b",
			"Content-Type: message/external-body",
			"",
			"y",
		),
	);
	assert.deepEqual(
		leaves.map(({ mediaType, origin }) => [mediaType, origin]),
		[
			["message/partial", "part"],
			["message/external-body", "part"],
		],
	);
});

const UU = lines("begin 644 run.exe", '"35H`', "`", "end");

test("uuencoded files in text are files", () => {
	const { leaves } = walk(lines("Subject: x", "", "text", UU, UU, ""));
	assert.deepEqual(leaves.map(({ origin, names, octets }) => [origin, names, octets.toString()]).slice(1), [
		["uuencode", ["run.exe"], "MZ"],
		["uuencode", ["run.exe"], "MZ"],
	]);
	assert.equal(walk(lines("Content-Type: text/html", "", UU)).leaves.length, 1);
});

test("uuencoded files are found in text that is encoded once more", () => {
	const encoded = (encoding: string, body: string) =>
		walk(lines("Content-Type: text/plain", `Content-Transfer-Encoding: ${encoding}`, "", body)).leaves;
	const base64 = Buffer.from(lines("text", UU, ""));
	const quoted = UU.replace('"35H`', '"3=\r\n5=48`');
	for (const leaves of [
		encoded("base64", base64.toString("base64").replace(/.{76}/g, "$&\r\n")),
		encoded("quoted-printable", quoted),
	])
		assert.deepEqual(leaves.map(({ origin, names, octets }) => [origin, names, octets.toString()]).slice(1), [
			["uuencode", ["run.exe"], "MZ"],
		]);
	assert.equal(encoded("base64", Buffer.from("begin the day\r\nwell").toString("base64")).length, 1);
});

test("a part that is uuencoded as a whole is decoded, under the name inside too", () => {
	const part = (name: string) =>
		lines(`Content-Type: application/x-thing; name=${name}`, "Content-Transfer-Encoding: x-uuencode", "", UU);
	assert.deepEqual(seen(walk(mixed("--b", part("run.exe"), "--b--"))), [FOUND]);
	assert.deepEqual(seen(walk(mixed("--b", part("a.pdf"), "--b--"))), [
		["application/x-thing", "a.pdf", "MZ"],
		["application/octet-stream", "run.exe", "MZ"],
	]);
});

test("depth, parts, uuencoded files and headers are bounded", () => {
	const nested = (levels: number) =>
		Array.from({ length: levels }, (_, i) =>
			lines(`Content-Type: multipart/mixed; boundary=b${i}`, "", `--b${i}`, ""),
		);
	assert.equal(walk(nested(30).join("")).tooDeep, false);
	assert.equal(walk(nested(31).join("")).tooDeep, true);
	assert.equal(walk(mixed("--b\r\n\r\nx\r\n".repeat(999))).tooDeep, false);
	assert.equal(walk(mixed("--b\r\n\r\nx\r\n".repeat(1_000))).tooDeep, true);
	assert.equal(walk(lines("Subject: x", "", `${UU}\r\n`.repeat(1_001))).tooDeep, true);
	const header = (bytes: number) => mixed("--b", `X: ${"x".repeat(bytes)}`, "", "text");
	assert.equal(walk(header(60_000)).tooDeep, false);
	assert.equal(walk(header(262_144)).tooDeep, true);
	assert.equal(walk(mixed(`--b\r\nX: ${"x".repeat(60_000)}\r\n\r\n`.repeat(10))).tooDeep, true);
});
