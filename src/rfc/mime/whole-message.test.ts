import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { opened, readWhole } from "./whole-message.ts";

const read = (...lines: string[]) => readWhole(Buffer.from(lines.join("\r\n")));
const seen = (...lines: string[]) =>
	read(...lines).parts.map(({ mediaType, octets }) => [mediaType, octets.toString().trim()]);

test("parts come in order, decoded, and a message in it is one of them", () => {
	const parts = seen(
		...['Content-Type: multipart/report; report-type=Delivery-Status; boundary="a b"', "", "preamble"],
		...["--a b", "", "plain"],
		...["--a b  ", 'Content-Type: multipart/alternative; boundary="c"', ""],
		...["--c", "Content-Type: text/html", "Content-Transfer-Encoding: base64", "", "PGI+", "--c--"],
		...[
			"--a b",
			"Content-Type: message/rfc822",
			"",
			"Content-Type: multipart/mixed; boundary=d",
			"",
			"--d",
			"",
			"no",
		],
		...["--a b--", "epilogue"],
	);
	assert.deepEqual(parts, [
		["text/plain", "plain"],
		["text/html", "<b>"],
		["message/rfc822", "Content-Type: multipart/mixed; boundary=d\r\n\r\n--d\r\n\r\nno"],
	]);
	assert.equal(
		read("Content-Type: multipart/report; report-type=Delivery-Status; boundary=x").reportType,
		"delivery-status",
	);
});

test("what is cut off, or has no boundary, is read as far as it goes", () => {
	assert.deepEqual(
		seen("Content-Type: multipart/mixed; boundary=a", "", "--a", "", "one", "--a", "", "two"),
		[
			["text/plain", "one"],
			["text/plain", "two"],
		],
	);
	assert.deepEqual(seen("Content-Type: multipart/mixed", "", "text"), [["text/plain", "text"]]);
	assert.deepEqual(seen("Subject: x"), [["text/plain", ""]]);
});

test("lone line feeds end lines as well", () => {
	const { fields, body } = opened(Buffer.from("A: 1\nB: 2\n\nbody\n"));
	assert.deepEqual(
		[fields.map(({ name, value }) => `${name}=${value}`), body.toString()],
		[["a=1", "b=2"], "body\n"],
	);
});

test("any octets are a message of some kind, and parts stay bounded", () => {
	const pieces = fc.constantFrom(
		"--a",
		"\r\n",
		"--a--",
		"Content-Type: multipart/mixed; boundary=a",
		": ",
		"=",
		"x",
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 300 }), (text) => {
			assert.ok(read("Content-Type: multipart/mixed; boundary=a", "", text.join("")).parts.length <= 64);
		}),
		{ numRuns: fuzzRuns(100) },
	);
});
