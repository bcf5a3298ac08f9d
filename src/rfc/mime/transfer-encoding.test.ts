import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import {
	decoderFor,
	isKnownEncoding,
	type TransferEncoding,
	transferEncodingOf,
} from "./transfer-encoding.ts";

/** Decodes octets that come in pieces of `size`. */
function decode(encoding: TransferEncoding, encoded: string | Buffer, size = 1e9): Buffer {
	const decoder = decoderFor(encoding)!;
	const octets = Buffer.from(encoded);
	const out: Buffer[] = [];
	for (let at = 0; at < octets.length; at += size) out.push(decoder.write(octets.subarray(at, at + size)));
	return Buffer.concat([...out, decoder.end()]);
}
const base64 = (text: string): string => decode("base64", text).toString();
const quotedPrintable = (text: string): string => decode("quoted-printable", text).toString("latin1");

test("base64 is decoded through line ends of any length", () => {
	assert.equal(base64("JVBE\r\nRi0x"), "%PDF-1");
	assert.equal(base64("J\r\nV\nB\tE Ri0x\r\n\r\n"), "%PDF-1");
	assert.equal(base64("JVBERi0=\r\n"), "%PDF-");
	assert.equal(base64(""), "");
});

test("foreign characters in base64 are passed over", () => {
	assert.equal(base64("JV!B E\u0007-Ri0x"), "%PDF-1");
	assert.equal(base64("--_\r\nJVBERi0x é"), "%PDF-1");
});

test("base64 that was padded and goes on is decoded to its end", () => {
	assert.equal(base64("JVBERg==\r\nLTEuNw=="), "%PDF-1.7");
	assert.equal(base64("JVBERi0=LjE="), "%PDF-.1");
	// A "=" that ends no group is none.
	assert.equal(base64("JVBERi=0x"), "%PDF-1");
	assert.equal(base64("=JVBE===Ri0x="), "%PDF-1");
});

test("base64 without its padding is decoded as far as its octets are whole", () => {
	assert.equal(base64("JVBERi0"), "%PDF-");
	assert.equal(base64("JVBERg"), "%PDF");
	assert.equal(base64("JVBEQ"), "%PD");
});

test("quoted-printable knows escapes in both cases, and soft line breaks with blanks behind them", () => {
	assert.equal(quotedPrintable("a=3D=c3=A9=\r\nb= \t\r\nc=\nd"), "a=\xc3\xa9bcd");
	assert.equal(quotedPrintable("end="), "end=");
});

test("escapes that are none stay as they are written", () => {
	assert.equal(quotedPrintable("a=b =ZZ =4 ==41 = =\rx"), "a=b =ZZ =4 =A = =\rx");
});

test("blanks at the end of a line are taken away, unless they are escaped", () => {
	// RFC 2045 §6.7 (3)
	assert.equal(quotedPrintable("a b \t \r\nc=20\r\n d\t\ne "), "a b\r\nc \r\n d\ne ");
	assert.equal(quotedPrintable(`a${" ".repeat(3_000)}b`), `a${" ".repeat(3_000)}b`);
});

test("of several encodings the one that makes a file of text is believed", () => {
	assert.equal(transferEncodingOf([]), "identity");
	assert.equal(transferEncodingOf(["7bit", "Base64"]), "base64");
	assert.equal(transferEncodingOf(["quoted-printable", "base64"]), "base64");
	assert.equal(transferEncodingOf([' "base64" ;']), "base64");
	assert.equal(transferEncodingOf(["base64 (as in RFC 2045)"]), "base64");
	assert.equal(transferEncodingOf(["X-UUENCODE"]), "uuencode");
	assert.equal(transferEncodingOf(["constructor"]), "identity");
	assert.equal(transferEncodingOf(["x-unheard-of"]), "identity");
	assert.equal(isKnownEncoding(["x-unheard-of"]), false);
	assert.equal(isKnownEncoding(["8bit", ""]), true);
});

const octets = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const size = fc.integer({ min: 1, max: 99 });

test("what was encoded is decoded, however it is cut", () => {
	fc.assert(
		fc.property(octets, size, fc.integer({ min: 1, max: 80 }), (original, pieces, width) => {
			const encoded = original.toString("base64").replace(new RegExp(`.{${width}}`, "g"), "$&\r\n");
			assert.deepEqual(decode("base64", encoded, pieces), original);
			const escaped = [...original].map((octet) => `=${octet.toString(16).padStart(2, "0")}`).join("");
			assert.deepEqual(decode("quoted-printable", escaped, pieces), original);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("whatever comes, the cut changes nothing and the octets do not grow", () => {
	const nasty = fc
		.array(
			fc.constantFrom("=", "==", "A", "QUI", "QUJD", "\r", "\n", "\r\n", " ", "\t", "!", "é", "=4", "=41"),
		)
		.map((pieces) => Buffer.from(pieces.join("")));
	fc.assert(
		fc.property(
			fc.oneof(octets, nasty),
			size,
			fc.constantFrom("base64", "quoted-printable"),
			(given, pieces, encoding) => {
				const whole = decode(encoding, given);
				assert.deepEqual(decode(encoding, given, pieces), whole);
				assert.deepEqual(decode(encoding, given, 1), whole);
				assert.ok(whole.length <= given.length);
			},
		),
		{ numRuns: fuzzRuns(1_000) },
	);
});
