import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { authorOf, subjectOf } from "../message/facts.ts";
import { parseFields } from "../message/fields.ts";
import { HeaderReader } from "../message/header-reader.ts";
import { SevenBitEncoder, sevenBitHeader } from "./seven-bit.ts";
import { SevenBitSurvey } from "./seven-bit-plan.ts";
import { type LeafPart, MimeWalker } from "./walker.ts";

const folder = new URL("../../../test/corpus/messages/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".eml"));

/** Messages that an independent reader sees otherwise, and why ours is the reading to keep. */
const readOtherwise: Readonly<Record<string, string>> = {
	// A text part with a name is a text to that reader; programs that save it use its name.
	"flanker-enclosed.eml": "a named message, shown in place by that reader",
	"mime4j-multi-badnames.eml": "named text parts",
	"mime4j-multi-igor.eml": "named text parts",
	"rspamd-alternative-related.eml": "named text parts",
};

function open(name: string) {
	const stored = readFileSync(new URL(name, folder));
	const content = Buffer.from(stored.toString("latin1").replace(/\r?\n/g, "\r\n"), "latin1");
	const reader = new HeaderReader(262_144);
	const body = reader.write(content) ?? reader.end();
	const section = reader.section!;
	return { content, section, body, fields: parseFields(section) };
}

test("the corpus is there", () => assert.ok(names.length >= 30));

for (const name of names) {
	test(`${name} is read as an independent reader reads it`, async () => {
		const { content, body, fields } = open(name);
		const theirs = await PostalMime.parse(content);
		const leaves: LeafPart[] = [];
		const walker = new MimeWalker(fields.fields, (part) => void leaves.push(part));
		for (let at = 0; at < body.length; at += 1_000) walker.write(body.subarray(at, at + 1_000));
		walker.end();
		const shown = theirs.subject?.replace(/[\p{Cc}\p{Cf}]+/gu, " ").trim();
		assert.equal(subjectOf(fields), shown ?? "");
		const author = authorOf(fields);
		if (author.kind === "author" && !author.mailbox.needsSmtpUtf8) {
			assert.equal(author.mailbox.address, theirs.from?.address);
		}
		const ours = leaves.flatMap((leaf) => leaf.names.slice(0, 1));
		const attached = theirs.attachments.flatMap(({ filename }) => (filename ? [filename] : []));
		for (const filename of attached) assert.ok(ours.includes(filename), `${filename} was not found`);
		if (readOtherwise[name] === undefined) assert.deepEqual(ours.toSorted(), attached.toSorted());
	});

	test(`${name} means the same after it was made fit for seven bits`, async () => {
		const { content, section, body, fields } = open(name);
		const survey = new SevenBitSurvey(fields.fields, { eightBitToo: true });
		survey.write(body);
		const plan = survey.end();
		const encoder = new SevenBitEncoder(fields.fields, plan);
		const made = Buffer.concat([sevenBitHeader(section, plan), ...encoder.write(body), ...encoder.end()]);
		if (plan.parts.size === 0) return assert.ok(made.equals(Buffer.concat([section, body])));
		const before = await PostalMime.parse(content);
		const after = await PostalMime.parse(made);
		assert.equal(after.text, before.text);
		assert.equal(after.html, before.html);
		assert.deepEqual(
			after.attachments.map(({ content }) => content),
			before.attachments.map(({ content }) => content),
		);
	});
}
