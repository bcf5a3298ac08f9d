import assert from "node:assert/strict";
import { isAscii } from "node:buffer";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { parseFields } from "../message/fields.ts";
import { HeaderReader } from "../message/header-reader.ts";
import { SevenBitEncoder, sevenBitHeader } from "./seven-bit.ts";
import { type SevenBitFinding, SevenBitSurvey } from "./seven-bit-plan.ts";

interface Result {
	readonly content: Buffer;
	readonly findings: readonly SevenBitFinding[];
}

/** Both passes over a message whose body comes in pieces of `size` octets. */
function reencode(message: string | Buffer, size = 65_536, eightBitToo = true): Result {
	const reader = new HeaderReader(1e6);
	const body = reader.write(Buffer.from(message)) ?? reader.end();
	const { fields } = parseFields(reader.section!);
	const survey = new SevenBitSurvey(fields, { eightBitToo });
	for (let at = 0; at < body.length; at += size) survey.write(body.subarray(at, at + size));
	const plan = survey.end();
	const encoder = new SevenBitEncoder(fields, plan);
	const out = [sevenBitHeader(reader.section!, plan)];
	for (let at = 0; at < body.length; at += size) out.push(...encoder.write(body.subarray(at, at + size)));
	out.push(...encoder.end());
	return { content: Buffer.concat(out), findings: plan.findings };
}

const lines = (...text: string[]): string => `${text.join("\r\n")}\r\n`;
const longest = (content: Buffer): number =>
	Math.max(
		...content
			.toString("latin1")
			.split("\r\n")
			.map(({ length }) => length),
	);

const MIXED = lines(
	"From: a@shop.example",
	"MIME-Version: 1.0",
	"Content-Type: multipart/mixed; boundary=b",
	"content-transfer-encoding: 8bit",
	"X-Odd:   kept  ",
	"",
	"preamble",
	"--b",
	"Content-Type: text/plain; charset=utf-8",
	"Content-Transfer-Encoding: 8bit",
	"",
	"Grüße = 1 ",
	".",
	"--b",
	"Content-Type: text/plain",
	"",
	"left  as it is =20 ",
	"--b",
	"Content-Type: application/x-thing; name=a.bin",
	"",
	"é".repeat(600),
	"--b--",
	"epilogue",
);

test("parts with octets above 127 are re-encoded, everything else is the same octets", async () => {
	const { content, findings } = reencode(MIXED);
	assert.deepEqual(findings, []);
	assert.ok(isAscii(content));
	assert.ok(longest(content) <= 76 + 2);
	const text = content.toString();
	assert.match(text, /\r\nContent-Transfer-Encoding: 7bit\r\nX-Odd: {3}kept {2}\r\n\r\npreamble\r\n--b\r\n/);
	assert.match(
		text,
		/Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe =3D 1=20\r\n\.\r\n--b\r\n/,
	);
	assert.match(text, /Content-Type: text\/plain\r\n\r\nleft {2}as it is =20 \r\n--b\r\n/);
	assert.match(
		text,
		/name=a\.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n[\w+/=\r\n]+\r\n--b--\r\nepilogue\r\n$/,
	);
	const read = await PostalMime.parse(content);
	const before = await PostalMime.parse(Buffer.from(MIXED));
	assert.equal(read.text, before.text);
	assert.deepEqual(Buffer.from(read.attachments[0]!.content as ArrayBuffer).toString(), "é".repeat(600));
});

test("a message that needs nothing is the same octets", () => {
	const plain = lines("From: a@shop.example", "", "hello", "--", "signature ");
	assert.equal(reencode(plain).content.toString(), plain);
	assert.equal(reencode(plain).findings.length, 0);
});

test("a message without MIME becomes one with it", () => {
	// RFC 2045 §4
	const { content } = reencode(lines("From: a@shop.example", "", "é"));
	assert.equal(
		content.toString(),
		lines(
			"From: a@shop.example",
			"Content-Transfer-Encoding: quoted-printable",
			"MIME-Version: 1.0",
			"",
			"=C3=A9",
		),
	);
});

test("long lines alone are reason enough, and 8 bits may be allowed to stay", () => {
	const message = (text: string) => lines("MIME-Version: 1.0", "Content-Type: text/html", "", text);
	assert.ok(longest(reencode(message("x".repeat(999)), 100, false).content) <= 76);
	const fits = message("x".repeat(998));
	assert.equal(reencode(fits, 100, false).content.toString(), fits);
	assert.equal(reencode(message("é"), 100, false).content.toString(), message("é"));
});

test("what is signed keeps its 8 bits, and is re-encoded for a long line, told either way", () => {
	// RFC 1847 §2.1
	const signed = (text: string) =>
		lines(
			"MIME-Version: 1.0",
			"Content-Type: multipart/signed; boundary=s; protocol=x/y",
			"Content-Transfer-Encoding: 8bit",
			"",
			"--s",
			"Content-Type: text/plain; charset=utf-8",
			"",
			text,
			"--s",
			"Content-Type: application/pgp-signature",
			"",
			"sig",
			"--s--",
		);
	const left = reencode(signed("é"));
	assert.equal(left.content.toString(), signed("é"));
	assert.deepEqual(left.findings, ["signed-left-8bit"]);
	const broken = reencode(signed("x".repeat(1_000)));
	assert.ok(longest(broken.content) <= 80);
	assert.deepEqual(broken.findings, ["signed-re-encoded"]);
});

test("parts that break the encoding they claim are mended", async () => {
	const message = lines(
		"MIME-Version: 1.0",
		"Content-Type: multipart/mixed; boundary=b",
		"",
		"--b",
		"Content-Type: text/plain; charset=utf-8",
		"Content-Transfer-Encoding: quoted-printable",
		"",
		`gr=C3=BC=\r\nn é ${"long=20".repeat(300)}`,
		"--b",
		"Content-Type: application/x",
		"Content-Disposition: attachment; filename=x",
		"Content-Transfer-Encoding: base64",
		"",
		Buffer.alloc(3_000, "octets").toString("base64"),
		"--b--",
	);
	const { content } = reencode(message);
	assert.ok(isAscii(content) && longest(content) <= 78);
	const read = await PostalMime.parse(content);
	assert.equal(read.text?.trim(), `grün é ${"long ".repeat(300)}`.trim());
	assert.deepEqual(Buffer.from(read.attachments[0]!.content as ArrayBuffer), Buffer.alloc(3_000, "octets"));
});

test("a message inside a message is re-encoded inside, never as a whole", () => {
	// RFC 2046 §5.2.1
	const { content } = reencode(
		lines(
			"MIME-Version: 1.0",
			"Content-Type: message/rfc822",
			"Content-Transfer-Encoding: 8bit",
			"",
			"Subject: x",
			"",
			"é",
		),
	);
	assert.equal(
		content.toString(),
		lines(
			"MIME-Version: 1.0",
			"Content-Type: message/rfc822",
			"Content-Transfer-Encoding: 7bit",
			"",
			"Subject: x",
			"Content-Transfer-Encoding: quoted-printable",
			"",
			"=C3=A9",
		),
	);
});

test("messages in a digest are re-encoded inside", () => {
	// RFC 2046 §5.1.5
	const digest = (...part: string[]) =>
		lines("MIME-Version: 1.0", "Content-Type: multipart/digest; boundary=b", "", "--b", ...part, "--b--");
	const field = "Content-Transfer-Encoding: quoted-printable";
	assert.equal(
		reencode(digest("", "Subject: x", "", "é")).content.toString(),
		digest("", "Subject: x", field, "", "=C3=A9"),
	);
});

test("what may not be encoded, or is in an unknown encoding, is left and told", () => {
	for (const header of [
		["Content-Type: message/partial; id=a; number=1; total=2"],
		["Content-Type: message/external-body; access-type=x"],
		["Content-Transfer-Encoding: x-yenc"],
		["Content-Transfer-Encoding: x-uuencode"],
	]) {
		const message = lines("MIME-Version: 1.0", ...header, "", "é", "x".repeat(1_000));
		const { content, findings } = reencode(message);
		assert.equal(content.toString(), message);
		assert.deepEqual(findings, ["not-to-be-encoded"]);
	}
});

test("a part without an empty line gets one with the encoding", () => {
	const part = (...text: string[]) =>
		lines("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "", "--b", ...text, "--b--");
	const field = "Content-Transfer-Encoding: quoted-printable";
	assert.equal(reencode(part("é", "", "more")).content.toString(), part(field, "", "=C3=A9", "", "more"));
	assert.equal(
		reencode(part("Content-Type: text/html", "é")).content.toString(),
		part("Content-Type: text/html", field, "", "=C3=A9"),
	);
});

test("of several encoding fields one is left", () => {
	const message = (...fields: string[]) => lines("MIME-Version: 1.0", ...fields);
	const { content } = reencode(
		message("Content-Transfer-Encoding: 7bit", "Content-Transfer-Encoding: 8bit", "", "é"),
	);
	assert.equal(content.toString(), message("Content-Transfer-Encoding: quoted-printable", "", "=C3=A9"));
});

test("signed parts of a message inside a message are left too", () => {
	const message = lines(
		"MIME-Version: 1.0",
		"Content-Type: message/rfc822",
		"",
		"Content-Type: multipart/signed; boundary=s",
		"",
		"--s",
		"",
		"é",
		"--s--",
	);
	assert.deepEqual(reencode(message).findings, ["signed-left-8bit"]);
	assert.equal(reencode(message).content.toString(), message);
});

test("octets that no encoding reaches are told", () => {
	const message = lines("Content-Type: multipart/mixed; boundary=b", "", "pré", "--b", "", "x", "--b--");
	assert.deepEqual(reencode(message).findings, ["outside-of-parts"]);
	assert.equal(reencode(message).content.toString(), message);
});

test("whatever octets come, it ends, and its cuts agree", () => {
	const pieces = fc.constantFrom(
		"--b\r\n",
		"--b--\r\n",
		"\r\n",
		"Content-Type: multipart/signed; boundary=c\r\n",
		"Content-Type: message/rfc822\r\n",
		"Content-Transfer-Encoding: base64\r\n",
		"é",
		"text",
		"x".repeat(999),
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), (parts, size) => {
			const message = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join("")}`;
			assert.deepEqual(reencode(message, size), reencode(message));
		}),
		{ numRuns: fuzzRuns(300) },
	);
});
