/**
 * Messages as real programs put them on the wire (test/corpus/mailers) go through the whole service. What arrives is
 * what was sent, octet for octet, but for what a relay has to add on top, what was missing, and Bcc.
 */

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { eventually, mailboxOf, rawMessage, serviceThroughout } from "../support/service.ts";
import { SmtpClient } from "../support/smtp-client.ts";

const CORPUS = path.join(import.meta.dirname, "../corpus/mailers");
const files = globSync("*.eml", { cwd: CORPUS }).sort();

let client: SmtpClient;
after(() => client?.destroy());
const service = serviceThroughout({}, async (opened) => {
	client = await SmtpClient.loggedIn(opened);
});

/** Header section, its fields as they stand (folding and line ends included), and all after the empty line. */
function split(content: string): { readonly fields: readonly string[]; readonly body: string } {
	const end = content.indexOf("\r\n\r\n") + 2;
	return {
		fields: content.slice(0, end).match(/[^\r\n][^\n]*\n(?:[ \t][^\n]*\n)*/g) ?? [],
		body: content.slice(end),
	};
}

const nameOf = (field: string): string => field.slice(0, field.indexOf(":")).toLowerCase();

/** What a relay may put on top of this message. */
const added = (fields: readonly string[]): readonly string[] => [
	...["dkim-signature", "received"],
	...["date", "message-id"].filter((name) => !fields.some((field) => nameOf(field) === name)),
];

async function relayed(content: string, to: string): Promise<string> {
	for (const command of ["MAIL FROM:<ann@shop.example> BODY=8BITMIME", `RCPT TO:<${to}>`, "DATA"])
		assert.match(await client.say(command), /^[23]/);
	assert.match(await client.say(`${content.replace(/(^|\r\n)\./g, "$1..")}.`), /^250/);
	const entry = await eventually(async () => (await mailboxOf(service)).find((each) => each.to.includes(to)));
	return (await rawMessage(service, entry.id)).toString("latin1");
}

test("there are messages of many programs", () => {
	assert.ok(files.length >= 40);
});

for (const file of files) {
	test(`${path.basename(file, ".eml")} arrives as it was sent`, async () => {
		const content = readFileSync(path.join(CORPUS, file), "latin1");
		const sent = split(content);
		const arrived = split(await relayed(content, `${path.basename(file, ".eml")}@client.example`));
		const kept = sent.fields.filter((field) => nameOf(field) !== "bcc");
		const onTop = arrived.fields.slice(0, -kept.length);
		assert.deepEqual(arrived.fields.slice(-kept.length), kept);
		assert.ok(onTop.some((field) => nameOf(field) === "dkim-signature"));
		assert.deepEqual(
			onTop.map(nameOf).filter((name) => !added(sent.fields).includes(name)),
			[],
		);
		assert.ok(arrived.body === sent.body, "the body is another");
	});
}
