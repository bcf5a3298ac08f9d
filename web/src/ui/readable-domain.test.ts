import assert from "node:assert/strict";
import { test } from "node:test";
import { domainToASCII } from "node:url";
import { fc } from "../../../test/support/fuzz.ts";
import { readableDomain } from "./readable-domain.ts";

test("names are read as their owners write them", () => {
	const names = [
		"münchen.example",
		"hôtel-bérénice.example",
		"例え.テスト",
		"ελληνικά.example",
		"shop.example",
		"a.💌.example",
	];
	for (const name of names) assert.equal(readableDomain(domainToASCII(name)), name);
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
