import assert from "node:assert/strict";
import { test } from "node:test";
import { likelyDomain } from "./likely-domain.ts";

test("a slip of one character names the domain that was meant", () => {
	const slips: readonly (readonly [string, string])[] = [
		["gmial.com", "gmail.com"],
		["gmai.com", "gmail.com"],
		["gmaill.com", "gmail.com"],
		["gnail.com", "gmail.com"],
		["gmail.con", "gmail.com"],
		["gmail.cm", "gmail.com"],
		["gmail.comm", "gmail.com"],
		["hotmial.com", "hotmail.com"],
		["hotmai.fr", "hotmail.fr"],
		["outlok.com", "outlook.com"],
		["yahooo.co.uk", "yahoo.co.uk"],
		["yaho.fr", "yahoo.fr"],
		["iclould.com", "icloud.com"],
		["t-onlin.de", "t-online.de"],
		["wandoo.fr", "wanadoo.fr"],
	];
	for (const [written, meant] of slips) {
		assert.equal(likelyDomain(written), meant, written);
	}
});

test("a domain that is like none, or is one, is not corrected", () => {
	for (const domain of [
		"gmail.com",
		"shop.example",
		"gmxx.example",
		"mail.example",
		"company.com",
		"ab.de",
		"a",
		"",
		`${"gmail.".repeat(100)}com`,
	])
		assert.equal(likelyDomain(domain), undefined, domain);
});

test("a short name is no hint: one character of three is another name", () => {
	assert.equal(likelyDomain("wab.de"), undefined);
	assert.equal(likelyDomain("gmz.net"), undefined);
	assert.equal(likelyDomain("max.com"), undefined);
});
