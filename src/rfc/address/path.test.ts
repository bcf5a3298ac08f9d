import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Address } from "address-rfc2821";
import addresses from "email-addresses";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { parseDomain, parseDomainOrLiteral } from "./domain.ts";
import { type Path, parsePath } from "./path.ts";

function path(raw: string): Path {
	const result = parsePath(raw);
	assert.ok(result.kind === "path", result.kind === "invalid" ? `${raw}: ${result.why}` : "");
	return result.path;
}

function why(raw: string): string {
	const result = parsePath(raw);
	assert.equal(result.kind, "invalid", raw);
	return result.kind === "invalid" ? result.why : "";
}

test("an ordinary address is taken as it was given, and compares by its lower-case domain", () => {
	assert.deepEqual(path("Ann.Lee+news@Shop.Example"), {
		localPart: "Ann.Lee+news",
		domain: "Shop.Example",
		domainAscii: "shop.example",
		literal: null,
		needsSmtpUtf8: false,
		address: "Ann.Lee+news@Shop.Example",
	});
});

test("quotes that change nothing are taken off, others are kept", () => {
	// RFC 5321 §4.1.2
	assert.equal(path('"ann"@shop.example').localPart, "ann");
	assert.equal(path('"a\\nn"@shop.example').localPart, "ann");
	assert.equal(path('"ann lee"@shop.example').address, '"ann lee"@shop.example');
	assert.equal(path('"a@b\\"c"@shop.example').localPart, '"a@b\\"c"');
	assert.equal(path('""@shop.example').localPart, '""');
});

test("a U-label and its A-label are the same domain, and alone ask for no SMTPUTF8", () => {
	// RFC 5890 §2.3.2.1
	const given = path("ann@Bücher.example");
	assert.equal(given.domainAscii, "xn--bcher-kva.example");
	assert.equal(given.domain, "Bücher.example");
	assert.equal(given.address, "ann@xn--bcher-kva.example");
	assert.equal(given.needsSmtpUtf8, false);
	assert.equal(path("ann@XN--BCHER-KVA.example").domainAscii, given.domainAscii);
});

test("a local part beyond ASCII needs SMTPUTF8", () => {
	// RFC 6531 §3.3
	const given = path("用户@例え.example");
	assert.equal(given.needsSmtpUtf8, true);
	assert.equal(given.localPart, "用户");
	assert.equal(given.domainAscii, "xn--r8jz45g.example");
});

test("a source route is dropped", () => {
	// RFC 5321 appendix C
	assert.equal(path("@a.example,@b.example:ann@c.example").address, "ann@c.example");
	assert.equal(why("@a.example,b.example:ann@c.example"), "the source route is badly formed");
	assert.equal(why("@a.example"), "the local part, before the @, is empty");
});

test("address literals are read for both families", () => {
	// RFC 5321 §4.1.3
	assert.deepEqual(path("ann@[192.0.2.1]").literal, { family: 4, address: "192.0.2.1" });
	assert.equal(path("ann@[IPV6:2001:DB8::1]").domainAscii, "[IPv6:2001:db8::1]");
	for (const bad of [
		"[192.0.2]",
		"[192.00.2.1]",
		"[192.0.2.010]",
		"[2001:db8::1]",
		"[IPv6:1::2::3]",
		"[IPv6:fe80::1%eth0]",
		"[x:y]",
		"[]",
		"[",
	]) {
		assert.equal(parseDomainOrLiteral(bad).kind, "invalid", bad);
	}
});

test("each trouble is named", () => {
	const troubles: readonly (readonly [string, string])[] = [
		["", "the address is empty"],
		["ann", "the @ and the domain are missing"],
		["@shop.example", "the local part, before the @, is empty"],
		["ann@", "the domain is empty"],
		["a..b@shop.example", "the local part has two dots in a row"],
		[".a@shop.example", "the local part starts or ends with a dot"],
		["a b@shop.example", "the local part has a space"],
		["a@b@shop.example", "there is more than one @"],
		["a,b@shop.example", "the local part has a character that is only allowed between quotes"],
		['"a@shop.example', "the quoted local part has no closing quote or holds a control character"],
		[`${"a".repeat(65)}@shop.example`, "the local part is longer than 64 octets"],
		[`${"é".repeat(33)}@shop.example`, "the local part is longer than 64 octets"],
		["a\u202eb@shop.example", "the local part has a character that is not fit for an address"],
		["a\ufffdb@shop.example", "the local part has a character that is not fit for an address"],
		["ann@-x.example", "a label of the domain starts or ends with a hyphen"],
		["ann@a_b.example", "the domain has a character that is not allowed in a domain name"],
		["ann@shop.example.", "the domain has an empty label (a dot at its start or end, or two in a row)"],
		[`ann@${"x".repeat(64)}.example`, "a label of the domain is longer than 63 octets"],
		["ann@sh\u00adop.example", "the domain has a character that is not allowed in a domain name"],
		["ann@xn--a.example", "the domain is not a valid internationalised name"],
		["ann@bü/cher.example", "the domain has a character that is not allowed in a domain name"],
		["ann@bü。example", "the domain has a character that is not allowed in a domain name"],
	];
	for (const [raw, expected] of troubles) assert.equal(why(raw), expected, raw);
});

test("a path of 256 octets with its brackets is taken, one more is not", () => {
	// RFC 5321 §4.5.3.1.3
	const domain = `${`${"d".repeat(60)}.`.repeat(3)}${"e".repeat(6)}`;
	assert.equal(path(`${"a".repeat(64)}@${domain}`).address.length, 254);
	assert.equal(why(`${"a".repeat(64)}@${domain}e`), "the path is longer than 256 octets");
});

test("a name beyond ASCII whose last label looks like a number is not made into an address", () => {
	const result = parseDomain("ü.127.0.0.1");
	assert.ok(result.kind === "domain");
	assert.equal(result.domain.ascii, "xn--tda.127.0.0.1");
});

test("the vectors of is_email are judged as expected", () => {
	const lines = readFileSync(new URL("../../../test/corpus/addresses/isemail.jsonl", import.meta.url), "utf8")
		.trim()
		.split("\n");
	assert.ok(lines.length > 150);
	// RFC 6531 §3.3 does not widen quoted-pairSMTP: the vector's own verdict, kept.
	const differing = lines
		.map((line) => JSON.parse(line) as { id: string; address: string; verdict: string })
		.filter(({ address, verdict }) => (parsePath(address).kind === "path") !== (verdict === "valid"))
		.map(({ id, address }) => `${id} ${address}`);
	assert.deepEqual(differing, []);
});

const soup = fc.string({
	unit: fc.constantFrom(
		"a",
		"B",
		"@",
		".",
		'"',
		"\\",
		"[",
		"]",
		":",
		"-",
		"é",
		"1",
		" ",
		",",
		"\r",
		"\0",
		"xn--",
	),
	maxLength: 40,
});

test("no input makes it throw, and what it returns reads back as the same path", () => {
	fc.assert(
		fc.property(fc.oneof(soup, fc.string({ unit: "binary" }), fc.emailAddress()), (raw) => {
			const result = parsePath(raw);
			if (result.kind === "invalid") return void assert.match(result.why, /^[\x20-\x7e]+$/);
			const again = path(result.path.address);
			assert.equal(again.localPart, result.path.localPart);
			assert.equal(again.domainAscii, result.path.domainAscii);
			assert.ok(Buffer.byteLength(result.path.address) <= 254);
			// RFC 5321 §2.3.8: nothing that could end a command line
			assert.doesNotMatch(result.path.address, /[\x00-\x1f\x7f]/);
		}),
		{ numRuns: fuzzRuns(500) },
	);
});

/** Mostly well formed, then broken in a place or two. */
const almostPath = fc
	.tuple(
		fc.constantFrom("ann", "a.b-c", "a+b", '"q s"', '"a\\"b"', "!#$%&'*/=?^_`{|}~", "x".repeat(64)),
		fc.constantFrom(
			"x.example",
			"A-1.Sub.example",
			"xn--bcher-kva.example",
			"[192.0.2.1]",
			"[IPv6:2001:db8::1]",
		),
		fc.array(
			fc.tuple(
				fc.nat(80),
				fc.constantFrom(...'@|.|<|>|"|\\|[|]|-|:| |,|a|0'.split("|"), "(c)", "\r\n", "\0"),
			),
			{ maxLength: 2 },
		),
	)
	.map(([local, domain, breaks]) =>
		breaks.reduce((text, [at, what]) => text.slice(0, at) + what + text.slice(at), `${local}@${domain}`),
	);

/** Undefined when it takes the path for none. */
function hostByHaraka(raw: string): string | undefined {
	try {
		return new Address(`<${raw}>`).host;
	} catch {
		return undefined;
	}
}

test("whatever it accepts, two independent strict parsers read as the same address", () => {
	let accepted = 0;
	fc.assert(
		fc.property(almostPath, (raw) => {
			const ours = parsePath(raw);
			// A source route is dropped by us and unknown to one of them.
			if (ours.kind === "invalid" || raw.startsWith("@")) return;
			accepted++;
			const { domainAscii, domain, localPart } = ours.path;
			assert.equal(hostByHaraka(raw)?.toLowerCase(), domainAscii.toLowerCase(), JSON.stringify(raw));
			const theirs = addresses.parseOneAddress({ input: raw, strict: true });
			assert.ok(theirs !== null && theirs.type === "mailbox", `accepted by us alone: ${JSON.stringify(raw)}`);
			assert.equal(theirs.domain, domain);
			if (!localPart.startsWith('"') && !raw.startsWith('"')) assert.equal(theirs.local, localPart);
		}),
		{ numRuns: fuzzRuns(2_000) },
	);
	assert.ok(accepted > 400, `only ${accepted} inputs were accepted, too few to prove anything`);
});
