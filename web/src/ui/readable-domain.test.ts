import assert from "node:assert/strict";
import { test } from "node:test";
import { domainToASCII } from "node:url";
import { fc } from "../../../test/support/fuzz.ts";
import { readableAddress, readableDomain } from "./readable-domain.ts";

test("names are read as their owners write them", () => {
	const names = [
		"münchen.example",
		"hôtel-bérénice.example",
		"例え.テスト",
		"ελληνικά.example",
		"shop.example",
		"a.💌.example",
		"россия.example",
		"ио.рф",
		"abcクラブ.example",
		"서울.example",
		"مثال.example",
		"şişlişıra.tr",
		"þór.is",
	];
	for (const name of names) assert.equal(readableDomain(domainToASCII(name)), name);
});

test("what could be taken for another name is shown as it is written in the DNS", () => {
	const names = [
		// All Cyrillic, one Cyrillic letter, all Greek.
		...["аррӏе.example", "apрle.example", "αριο.example"],
		// A Katakana sign that looks like a slash; a phonetic letter, a click, a comma of letters.
		...["shop-ノ-a.example", "paypaɩ.example", "ǀdl.example", "aʻb.example"],
		// Letters of one country under another.
		...["þaypal.example", "lıdl.example"],
	];
	for (const name of names) {
		const ascii = domainToASCII(name);
		assert.match(ascii, /^xn--/);
		assert.equal(readableDomain(ascii), ascii);
	}
	// No encoder writes these: a fullwidth digit, a capital letter, an accent of its own, a ligature.
	for (const name of ["xn--a-8n0i.example", "xn--a-gea.example", "xn--ea-8tb.example", "xn--a-ty8h.example"])
		assert.equal(readableDomain(name), name);
});

test("an address has its domain as its owner writes it; what is none stays as it is", () => {
	assert.equal(readableAddress("post@xn--mnchen-3ya.example"), "post@münchen.example");
	assert.equal(readableAddress('"xn--a@b"@XN--MNCHEN-3YA.example'), '"xn--a@b"@münchen.example');
	for (const text of ["", "xn--mnchen-3ya.example", "post@", "post@shop.example", "xn--é@xn--é"])
		assert.equal(readableAddress(text), text);
});

test("every label that can be written in ASCII comes back", () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[a-z0-9éèàüñßøłћжй例え]{1,20}$/u), (label) => {
			const ascii = domainToASCII(`${label}.example`);
			assert.equal(domainToASCII(readableDomain(ascii)), ascii);
		}),
	);
});

test("what is no Punycode stays as it is, whatever it is", () => {
	assert.equal(readableDomain("xn--é.example"), "xn--é.example");
	fc.assert(
		fc.property(fc.string({ maxLength: 300 }), (text) => typeof readableDomain(`xn--${text}`) === "string"),
	);
});
