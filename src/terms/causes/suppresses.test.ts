import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { causeIds } from "./catalogue.ts";
import { suppresses } from "./suppresses.ts";

/** Even where the cause was read as an unknown recipient, the reply has to prove it. */
const judged = (reply: string, phase = "rcpt", recipients = 1): boolean =>
	suppresses({ cause: "recipient-unknown", phase, reply, recipients });

const provesIt = [
	"550 5.1.1 <ann@client.example>: Recipient address rejected: User unknown in virtual mailbox table",
	"550 5.1.1 <ann@client.example>: Recipient address rejected: User unknown in relay recipient table",
	"550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the address",
	"550 5.1.1 ann@client.example",
	"550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
	"554 delivery error: dd This user doesn't have a mail.example account (ann@mail.example) [0]",
	"550 No such user here",
	"550 no such recipient here",
	"550 5.0.0 <ann@client.example>... User unknown",
	"551 5.1.1 unknown user",
	"550 5.2.1 <ann@client.example>... User Unknown",
	"550 Invalid Recipient - https://gateway.example/docs#550",
	"550-5.1.1 The email account that you tried to reach does not exist. 550-5.1.1 Please try again",
];

const provesNothing = [
	"550 nope",
	"550 Requested action not taken: mailbox unavailable",
	"550 5.7.1 Mail from you is refused by policy",
	"550 5.7.1 User unknown",
	"550 5.1.1 Rejected due to poor reputation of your address",
	"550 5.1.1 Message refused: blocked using a block list",
	"550 5.1.1 relaying denied",
	"550 5.4.1 Recipient address rejected: Access denied",
	"554 5.7.1 <ann@client.example>: Relay access denied",
	"552 5.2.2 The mailbox is over its quota",
	"452 4.2.2 The mailbox is over its quota",
	"450 4.1.1 <ann@client.example>: Recipient address rejected: User unknown, greylisted",
	"450 4.1.1 unverified address: try again later",
	"451 4.7.1 Greylisted, please come back in 1 minute",
	"550 5.2.1 The account ann@client.example is disabled",
	"550 5.1.2 Domain not found",
	"550 5.1.8 Sender address rejected: Domain not found",
	"550 5.7.26 This message does not pass authentication checks (SPF and DKIM both fail)",
	"554 5.7.1 Message rejected as spam",
	"421 4.7.0 Too many connections, slow down",
	"550 5.7.28 Unusual rate of mail",
	"550 Unrouteable address",
	"556 5.1.10 Domain does not accept mail (null MX)",
	"the address cannot be put in a command",
];

for (const reply of provesIt) {
	test(`suppresses: ${reply}`, () => assert.equal(judged(reply), true));
}

for (const reply of provesNothing) {
	test(`does not suppress: ${reply}`, () => assert.equal(judged(reply), false));
}

/** Replies that receivers document, each with its cause; test/corpus/replies/SOURCE.md tells of them. */
const folder = new URL("../../../test/corpus/replies/", import.meta.url);
const documented = readdirSync(folder)
	.filter((file) => file.endsWith(".jsonl"))
	.flatMap((file) => readFileSync(new URL(file, folder), "utf8").trim().split("\n"))
	.map((line) => JSON.parse(line) as { readonly reply: string; readonly cause: string });

test("of the replies that receivers document none suppresses that is about something else, even when misread", () => {
	const about = (isRecipient: boolean) =>
		documented.filter(({ cause }) => (cause === "recipient-unknown") === isRecipient);
	const wrong = about(false).filter(({ reply }) => judged(reply));
	assert.deepEqual(wrong, []);
	assert.ok(about(false).length > 100);
	const proven = about(true).filter(({ reply }) => judged(reply));
	assert.ok(proven.length >= about(true).length * 0.7, `${proven.length} of ${about(true).length}`);
});

test("after the content it counts for a single recipient only, and before RCPT never", () => {
	const reply = "550 5.1.1 User unknown";
	assert.equal(judged(reply, "content", 1), true);
	assert.equal(judged(reply, "content", 2), false);
	for (const phase of ["connect", "banner", "ehlo", "starttls", "auth", "mail", "lookup"])
		assert.equal(judged(reply, phase), false, phase);
});

test("no other cause suppresses, whatever the reply", () => {
	const yes = causeIds.filter((cause) =>
		suppresses({ cause, phase: "rcpt", reply: "550 5.1.1 User unknown", recipients: 1 }),
	);
	assert.deepEqual(yes, ["recipient-unknown"]);
});
