import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { decodeUtf8Address, decodeXtext, encodeXtext } from "./xtext.ts";

test("xtext carries every printable ASCII text and gives it back", () => {
	// RFC 3461 §4
	fc.assert(
		fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
			const encoded = encodeXtext(text);
			assert.match(encoded, /^[!-*,-<>-~+]*$/);
			assert.equal(decodeXtext(encoded), text);
		}),
	);
});

test("a control character hidden in xtext is refused", () => {
	for (const hidden of ["a+0D+0Ab", "+00", "+7F", "a+09b"]) assert.equal(decodeXtext(hidden), null);
});

test("what is not xtext is refused", () => {
	for (const wrong of ["+", "+4", "+4g", "+2b", "a=b", "a b", "ä", "a+"])
		assert.equal(decodeXtext(wrong), null);
});

test("an internationalised original recipient is decoded in both of its forms", () => {
	// RFC 6533 §3
	assert.equal(decodeUtf8Address("Dan\\x{E9}l@example.org"), "Danél@example.org");
	assert.equal(decodeUtf8Address("\\x{1F4E7}@example.org"), "\u{1F4E7}@example.org");
	assert.equal(decodeUtf8Address("Danél@example.org"), "Danél@example.org");
	for (const wrong of ["\\x{D}", "\\x{0D}", "\\x{D800}", "\\x{110000}", "\\", "\\x{", "a+b", "a\u0085b"])
		assert.equal(decodeUtf8Address(wrong), null, wrong);
});

test("no text makes the decoders throw or return a control character", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom("+", "\\", "x", "{", "}", "0", "D", "A", "F", "é", " ") }),
			(text) => {
				for (const decoded of [decodeXtext(text), decodeUtf8Address(text)])
					if (decoded !== null) assert.doesNotMatch(decoded, /[\x00-\x1f\x7f-\x9f]/);
			},
		),
	);
});
