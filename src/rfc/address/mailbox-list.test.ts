import assert from "node:assert/strict";
import { test } from "node:test";
import addresses from "email-addresses";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { type Mailbox, parseMailboxList } from "./mailbox-list.ts";

function mailboxes(value: string | Buffer): readonly Mailbox[] {
	const result = parseMailboxList(value);
	assert.ok(result.kind === "mailboxes", result.kind === "invalid" ? `${value}: ${result.why}` : "");
	return result.mailboxes;
}

const brief = (value: string): string[] =>
	mailboxes(value).map(({ displayName, address }) => (displayName ? `${displayName} = ${address}` : address));

test("mailboxes with and without display names are read", () => {
	// RFC 5322 §3.4
	assert.deepEqual(brief("ann@shop.example"), ["ann@shop.example"]);
	assert.deepEqual(brief('"Lee, Ann" <ann@shop.example>, bob@shop.example'), [
		"Lee, Ann = ann@shop.example",
		"bob@shop.example",
	]);
	assert.deepEqual(brief("John Q. Public <j@x.example>"), ["John Q. Public = j@x.example"]);
	assert.deepEqual(brief('"a \\"b\\"" <"c d"@x.example>'), ['a "b" = "c d"@x.example']);
});

test("comments and folding are passed over", () => {
	// RFC 5322 §3.2.2
	assert.deepEqual(brief(" Ann (the (first)\r\n one)\r\n\t<ann@shop.example> (x)"), [
		"Ann = ann@shop.example",
	]);
	assert.deepEqual(brief("ann@shop.example (Ann @ \\) home)"), ["ann@shop.example"]);
});

test("encoded words and raw UTF-8 stay as they are", () => {
	assert.equal(mailboxes("=?utf-8?Q?J=C3=A9?= <j@x.example>")[0]?.displayName, "=?utf-8?Q?J=C3=A9?=");
	assert.equal(mailboxes(Buffer.from("Jérôme <j@x.example>"))[0]?.displayName, "Jérôme");
	assert.equal(mailboxes("jé@bücher.example")[0]?.needsSmtpUtf8, true);
	assert.equal(mailboxes("j@bücher.example")[0]?.domainAscii, "xn--bcher-kva.example");
	assert.equal(mailboxes(Buffer.from("Jérôme <j@x.example>", "latin1"))[0]?.address, "j@x.example");
});

test("groups are read and marked", () => {
	// RFC 6854
	const result = parseMailboxList("Team: ann@x.example, Bob <bob@x.example>;, c@x.example, Nobody:;");
	assert.ok(result.kind === "mailboxes");
	assert.deepEqual(result.groups, ["Team", "Nobody"]);
	assert.deepEqual(
		result.mailboxes.map(({ address, group }) => [address, group]),
		[
			["ann@x.example", "Team"],
			["bob@x.example", "Team"],
			["c@x.example", null],
		],
	);
});

test("a display name may look like another address when it is quoted", () => {
	assert.deepEqual(brief('"boss@bank.example" <ann@shop.example>'), ["boss@bank.example = ann@shop.example"]);
});

test("forms that could hide another author are refused", () => {
	const hostile = [
		"ann@good.example(comment)@evil.example",
		"<ann@good.example> <x@evil.example>",
		"ann@good.example <x@evil.example>",
		"Ann <ann@good.example> x@evil.example",
		"ann@good.example bob@evil.example",
		"ann@good.example;bob@evil.example",
		"ann@good.example,",
		",ann@good.example",
		"ann@good.example,,bob@good.example",
		"a@b@c.example",
		"a..b@x.example",
		"ann(c)@x.example",
		"ann @x.example",
		"ann@x. example",
		"<@evil.example:ann@good.example>",
		"<ann@good.example(c)>",
		"<(c)ann@good.example>",
		"ann@good.example\0",
		"ann@good.example\r\nBcc: x@y.example",
		"ann@good.example\nBcc: x@y.example",
		"ann@good.example\r\n\r\n",
		"<>",
		"Ann <>",
		"Ann",
		'"ann@good.example',
		"(ann@good.example",
		"ann@good.example)",
		"Ann <ann@good.example",
		"Ann ann@good.example>",
		"<<ann@good.example>>",
		"a\\@good.example@evil.example",
		"ann@[evil.example]",
		"ann@-x.example",
		`ann@${"x".repeat(70)}.example`,
		`${"(".repeat(100)}${")".repeat(100)}ann@x.example`,
		"Team: ann@x.example",
		"Team: a@x.example, Inner: b@x.example;;",
		": ann@x.example;",
		"ann\u202e@x.example",
		"=?utf-8?q?ann=40evil.example=3e?=@good.example",
		'"=?utf-8?b?YW5u?="@good.example',
		"",
		"   ",
		"(only a comment)",
	];
	for (const value of hostile) {
		const result = parseMailboxList(value);
		assert.equal(result.kind, "invalid", JSON.stringify(value));
		assert.match(result.kind === "invalid" ? result.why : "", /^[\x20-\x7e]+$/);
	}
});

test("the cost of a long hostile value is linear", () => {
	for (const unit of ["(", "\\(", '"', "a ", "a.", "<", "a@b.c,", "a:", "=?", "\r\n "]) {
		parseMailboxList(unit.repeat(100_000));
	}
});

/** Mostly well formed, then broken in a few places. */
const noise = fc.constantFrom(...'@|.|,|<|>|:|;|(|)|"|\\| |(c)|\r\n |é|a'.split("|"), "");
const address = fc.constantFrom(
	"ann@good.example",
	'"q s"@x.example',
	"b.c@[192.0.2.1]",
	"é@x.example",
	"a @x.example",
);
const element = fc.oneof(
	address,
	address.map((inner) => `Ann (c) "L, L" <${inner}>`),
	address.map((inner) => `Team: ${inner}, <${inner}>;`),
	address.map((inner) => `${inner} (${inner})`),
);
const almostList = fc
	.tuple(
		fc.array(element, { minLength: 1, maxLength: 3 }),
		fc.array(fc.tuple(fc.nat(120), noise), { maxLength: 2 }),
	)
	.map(([elements, breaks]) =>
		breaks.reduce((text, [at, what]) => text.slice(0, at) + what + text.slice(at), elements.join(", ")),
	);

test("whatever it accepts, an independent strict parser reads as the same addresses", () => {
	let accepted = 0;
	fc.assert(
		fc.property(almostList, (value) => {
			const ours = parseMailboxList(value);
			if (ours.kind === "invalid" || ours.mailboxes.length === 0) return;
			accepted++;
			const theirs = addresses.parseAddressList({ input: value, rfc6532: true, strict: false });
			assert.ok(theirs, `accepted by us alone: ${JSON.stringify(value)}`);
			const flat = theirs.flatMap((entry) => (entry.type === "group" ? entry.addresses : [entry]));
			assert.deepEqual(
				ours.mailboxes.map(({ domain }) => domain),
				flat.map(({ domain }) => domain),
				JSON.stringify(value),
			);
			for (const [index, { localPart }] of ours.mailboxes.entries()) {
				if (!localPart.startsWith('"'))
					assert.equal(flat[index]?.local.trim(), localPart, JSON.stringify(value));
			}
		}),
		{ numRuns: fuzzRuns(2_000) },
	);
	assert.ok(accepted > 500, `only ${accepted} inputs were accepted, too few to prove anything`);
});

test("a well-formed list made at random is read back", () => {
	const atom = fc.string({ unit: fc.constantFrom("a", "b", "1", "-", "+", "_"), minLength: 1, maxLength: 8 });
	const name = fc.oneof(atom, fc.constant('"Lee, Ann"'), fc.constant("Ann (c) Lee"), fc.constant(""));
	fc.assert(
		fc.property(fc.array(fc.tuple(name, atom), { minLength: 1, maxLength: 5 }), (entries) => {
			const value = entries.map(([display, local]) => `${display} <${local}@x.example>`).join(",\r\n ");
			assert.deepEqual(
				mailboxes(value).map(({ localPart }) => localPart),
				entries.map(([, local]) => local),
			);
		}),
	);
});

test("no input makes it throw", () => {
	fc.assert(
		fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array().map(Buffer.from)), (value) => {
			parseMailboxList(value as string | Buffer);
		}),
		{ numRuns: fuzzRuns(500) },
	);
});
