import assert from "node:assert/strict";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { parseMailboxList } from "../address/mailbox-list.ts";
import { parseFields } from "../message/fields.ts";
import { compose, type Draft } from "./compose.ts";
import { plain } from "./header-writer.ts";

const aDraft = (change: Partial<Draft> = {}): Draft => ({
	from: [{ name: "", address: "ann@shop.example" }],
	sender: null,
	to: [{ name: "", address: "zoe@client.example" }],
	cc: [],
	replyTo: [],
	subject: "Hello",
	fields: [],
	text: "It works.\n",
	html: null,
	files: [],
	boundary: "b0undary",
	...change,
});

const composed = (change: Partial<Draft>): Buffer => Buffer.concat([...compose(aDraft(change))]);
const fieldsOf = (message: Buffer) =>
	parseFields(message.subarray(0, message.indexOf("\r\n\r\n") + 2)).fields;
const aFile = {
	name: "a.pdf",
	mediaType: "application/pdf",
	content: Buffer.from("%PDF-1.4\n"),
	contentId: null,
	inline: false,
};

test("a plain text is one part, and says so", () => {
	assert.equal(
		composed({}).toString(),
		[
			"From: ann@shop.example",
			"To: zoe@client.example",
			"Subject: Hello",
			"MIME-Version: 1.0",
			"Content-Type: text/plain; charset=utf-8",
			"Content-Transfer-Encoding: 7bit",
			"",
			"It works.",
			"",
		].join("\r\n"),
	);
});

test("text, page, picture in the page and file each stand where programs look for them", async () => {
	const picture = {
		name: "logo.png",
		mediaType: "image/png",
		content: Buffer.alloc(200_000, 7),
		contentId: "logo@shop",
		inline: true,
	};
	const message = composed({ text: "Grüße", html: '<img src="cid:logo@shop">', files: [aFile, picture] });
	const types = [...message.toString("latin1").matchAll(/^Content-Type: ([\w/-]+)/gm)].map(
		([, type]) => type,
	);
	assert.deepEqual(types, [
		"multipart/mixed",
		"multipart/alternative",
		"text/plain",
		"multipart/related",
		"text/html",
		"image/png",
		"application/pdf",
	]);
	const mail = await PostalMime.parse(message);
	assert.equal(mail.text?.trim(), "Grüße");
	assert.deepEqual(
		mail.attachments.map(({ filename, contentId, disposition }) => [filename, contentId, disposition]),
		[
			["logo.png", "<logo@shop>", "inline"],
			["a.pdf", undefined, "attachment"],
		],
	);
	assert.deepEqual(Buffer.from(mail.attachments[0]?.content as ArrayBuffer), picture.content);
});

test("a long address of a web page in a field is left whole", () => {
	const url = `<https://shop.example/unsubscribe?token=${"x".repeat(300)}>`;
	const [field] = fieldsOf(composed({ fields: [{ name: "List-Unsubscribe", value: url }] })).filter(
		({ name }) => name === "list-unsubscribe",
	);
	assert.equal(field?.value, url);
});

const anyText = fc.string({ unit: "binary", maxLength: 200 });
const hostile = fc.oneof(
	anyText,
	fc.constantFrom(
		"a\r\nBcc: x@evil.example",
		"a\nX: y",
		"a\r\n\r\nbody",
		"=?UTF-8?Q?a=0D=0ABcc:_x?=",
		'"><x@evil.example>',
		"a\u2028b",
		"\ud800",
	),
	fc
		.array(fc.constantFrom("\r", "\n", " ", "\t", '"', "\\", "=", "?", ";", "é", "😀", "x"), {
			maxLength: 300,
		})
		.map((all) => all.join("")),
);

test("no text makes a second field, a line beyond the limit or an octet that is no ASCII", () => {
	fc.assert(
		fc.property(hostile, hostile, hostile, hostile, (subject, name, file, value) => {
			const message = composed({
				subject,
				from: [{ name, address: "ann@shop.example" }],
				fields: [{ name: "X-Order", value }],
				files: [{ ...aFile, name: file }],
			});
			const fields = fieldsOf(message);
			assert.deepEqual(
				fields.map((field) => field.name),
				["from", "to", "subject", "x-order", "mime-version", "content-type"],
			);
			for (const line of message.toString("latin1").split("\r\n")) {
				assert.ok(line.length <= 998);
				assert.doesNotMatch(line, /[^\x20-\x7e]/);
			}
			const from = parseMailboxList(fields[0]?.value ?? "");
			assert.ok(from.kind === "mailboxes" && from.mailboxes.length === 1, String(fields[0]?.value));
			assert.equal(from.mailboxes[0]?.address, "ann@shop.example");
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("subject, names and file names of any characters come out as they went in", async () => {
	const readable = fc
		.string({ unit: "grapheme", minLength: 1, maxLength: 120 })
		.map(plain)
		.filter((text) => text !== "");
	await fc.assert(
		fc.asyncProperty(
			readable,
			readable,
			readable,
			fc.string({ unit: "grapheme" }),
			async (subject, name, file, text) => {
				const message = composed({
					subject,
					from: [{ name, address: "ann@shop.example" }],
					files: [{ ...aFile, name: file }],
					text,
				});
				const mail = await PostalMime.parse(message);
				assert.equal(mail.subject, subject);
				assert.equal(mail.from?.name, name);
				assert.equal(mail.attachments[0]?.filename, file);
				assert.equal(
					mail.text?.replace(/\r?\n/g, "\n").trimEnd(),
					text.toWellFormed().replace(/\r\n?/g, "\n").trimEnd(),
				);
			},
		),
		{ numRuns: fuzzRuns(200) },
	);
});
