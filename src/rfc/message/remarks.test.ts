import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { authorOf } from "./facts.ts";
import { parseFields } from "./fields.ts";
import { remarksOn } from "./remarks.ts";

function remarks(header: string): readonly string[] {
	const fields = parseFields(Buffer.from(`${header}\r\n\r\n`));
	const author = authorOf(fields);
	assert.ok(author.kind === "author", header);
	return remarksOn(fields, author.mailbox);
}

test("an ordinary header gives nothing to remark", () => {
	assert.deepEqual(
		remarks(
			'From: "Ann Lee" <ann@shop.example>\r\nSender: <bot@shop.example>\r\nReply-To: help@other.example\r\nTo: undisclosed-recipients:;\r\nCc: Zoë <z@x.example>, b@y.example',
		),
		[],
	);
	assert.deepEqual(remarks('From: "ann@shop.example" <Ann@shop.example>'), []);
	assert.deepEqual(remarks('From: "Ann @ Shop" <ann@shop.example>'), []);
});

test("a name that looks like another address is remarked, written plainly or as an encoded word", () => {
	const remark = ["The name in From shows another address, boss@bank.example, than ann@shop.example."];
	assert.deepEqual(remarks('From: "boss@bank.example" <ann@shop.example>'), remark);
	assert.deepEqual(remarks("From: =?utf-8?Q?boss=40bank.example?= <ann@shop.example>"), remark);
	assert.deepEqual(remarks("From: =?utf-8?B?Ym9zc0BiYW5rLmV4YW1wbGU=?= <ann@shop.example>"), remark);
	assert.deepEqual(remarks('From: "The Boss <boss@bank.example>" <ann@shop.example>'), remark);
});

test("lists that cannot be read, and a Sender of another domain, are remarked", () => {
	assert.deepEqual(
		remarks(
			"From: a@shop.example\r\nTo: ann@x.example;bob@y.example\r\nSender: bot@other.example\r\nCc: Ann",
		),
		[
			'To cannot be read as addresses: there is a ";" where it cannot be.',
			"Sender is of another domain, other.example, than From.",
			"Cc cannot be read as addresses: an address has no @.",
		],
	);
	assert.deepEqual(remarks("From: a@shop.example\r\nSender: a@shop.example, b@shop.example"), [
		"Sender names more or less than one address.",
	]);
});

test("no name makes it throw, and none takes long", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (name) => {
			const fields = parseFields(Buffer.from(`From: a@x.example\r\nTo: ${name}\r\n\r\n`));
			const author = authorOf(fields);
			if (author.kind === "author") remarksOn(fields, { ...author.mailbox, displayName: name });
		}),
	);
	for (const unit of ["a@", "a.", "@a.", "=?", "a@b."])
		remarks(`From: "${unit.repeat(20_000)}" <a@x.example>`);
});
