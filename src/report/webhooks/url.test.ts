import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { parseWebhookUrl } from "./url.ts";

const isLoopback = (address: string): boolean => address.startsWith("127.");
/** Documentation networks stand for public ones here. */
const isPublic = (address: string): boolean =>
	address.startsWith("192.0.2.") || address.startsWith("2001:db8:");
const closed = { allows: isPublic, allowsPlain: () => false, knowsPlain: false };
const open = {
	allows: (address: string) => isPublic(address) || isLoopback(address),
	allowsPlain: isLoopback,
	knowsPlain: true,
};

const detail = (text: string, rules: Parameters<typeof parseWebhookUrl>[1] = closed): string => {
	const parsed = parseWebhookUrl(text, rules);
	return typeof parsed === "string" ? "" : parsed.detail;
};

test("https to a name or a public address is a webhook's URL, in its plain form", () => {
	assert.equal(parseWebhookUrl("HTTPS://Shop.example:443/a?b=c", closed), "https://shop.example/a?b=c");
	assert.equal(parseWebhookUrl("https://192.0.2.7:8443/", closed), "https://192.0.2.7:8443/");
	assert.equal(parseWebhookUrl("https://[2001:db8::7]/", closed), "https://[2001:db8::7]/");
});

test("what is no URL, or not one to post to, is answered with what is wrong", () => {
	assert.match(detail("shop.example/hooks"), /no URL/);
	assert.match(detail("http://shop.example/"), /https/);
	assert.match(detail("ftp://shop.example/"), /https/);
	assert.match(detail("https://user:secret@shop.example/"), /password/);
	assert.match(detail("https://shop.example/#part"), /fragment/);
	assert.match(detail(`https://shop.example/${"a".repeat(2_000)}`), /longer/);
});

test("an address that is not public is refused in every way of writing it", () => {
	for (const host of [
		"127.0.0.1",
		"127.1",
		"0x7f.1",
		"2130706433",
		"localhost",
		"hooks.localhost",
		"localhost.",
		"10.0.0.1",
		"169.254.169.254",
		"[::1]",
		"[::ffff:127.0.0.1]",
		"[64:ff9b::7f00:1]",
	])
		assert.match(detail(`https://${host}/`), /no public address/, host);
});

test("where the operator allows it, loopback may be posted to without TLS, and only that", () => {
	assert.equal(parseWebhookUrl("http://127.0.0.1:3000/", open), "http://127.0.0.1:3000/");
	assert.equal(parseWebhookUrl("http://localhost:3000/", open), "http://localhost:3000/");
	assert.match(detail("http://192.0.2.7/", open), /https/);
});

test("whatever is written, it is a URL of https or what is wrong", () => {
	const parts = fc.constantFrom(
		"http",
		"https://",
		":",
		"/",
		"@",
		"#",
		"127.0.0.1",
		"[::1]",
		"a.example",
		"%00",
		"\n",
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.array(parts).map((all) => all.join("")),
			),
			(text) => {
				const parsed = parseWebhookUrl(text, closed);
				if (typeof parsed !== "string") return assert.equal(parsed.field, "url");
				const { protocol, username, password, hash } = new URL(parsed);
				assert.deepEqual([protocol, username, password, hash], ["https:", "", "", ""]);
			},
		),
		{ numRuns: fuzzRuns(500) },
	);
});
