import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActivityRow } from "../../api/activity.ts";
import { supportAddress, supportText } from "./support-text.ts";

const row: ActivityRow = {
	id: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX",
	accountId: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WY",
	at: "2026-11-30T13:02:11.000Z",
	updatedAt: "2026-11-30T13:04:00.000Z",
	status: "rejected",
	messageId: null,
	recipient: "zoe@client.example",
	sender: "billing@other.example",
	author: "",
	subject: "",
	domainId: null,
	smtpUserId: null,
	headerMessageId: "",
	reason: "sender-domain-mismatch",
	reply: "550-5.7.1 other.example & not shop.example\n550 5.7.1 [sender-domain-mismatch] https://x/help",
	facts: {},
	phase: "mail",
	attempts: 0,
	nextAttemptAt: null,
	count: 3,
	remoteAddress: "192.0.2.1",
	words: { title: "The domain is another one", because: "", remedy: "", help: "" },
};
const nobody = { supportEmail: null, supportUrl: null };

test("what support needs is plain text: reason, ids, times and the exact reply", () => {
	assert.equal(
		supportText(row, "en"),
		[
			"Reason: The domain is another one [sender-domain-mismatch]",
			"Status: Rejected",
			"Recipient: zoe@client.example",
			"Sender: billing@other.example",
			"Our id: 01KAHV3Q5E8Y7ZJ4N2M6T9R0WX",
			"Time: 2026-11-30T13:02:11.000Z",
			"Last change: 2026-11-30T13:04:00.000Z",
			"How often: 3",
			"Reply:",
			"550-5.7.1 other.example & not shop.example",
			"550 5.7.1 [sender-domain-mismatch] https://x/help",
		].join("\n"),
	);
});

test("a mail to support has the details in it, and survives what is special in addresses", () => {
	const address = supportAddress({ ...nobody, supportEmail: "help@relay.example" }, row, "en") ?? "";
	assert.match(address, /^mailto:help@relay\.example\?subject=Mail%3A%20The%20domain/);
	const body = decodeURIComponent(/&body=(.*)$/.exec(address)?.[1] ?? "");
	assert.equal(body.replaceAll("\r\n", "\n"), supportText(row, "en"));
	assert.match(body, /\r\n/);
});

test("a support page gets them as parameters, beside those it has", () => {
	const url = new URL(
		supportAddress({ ...nobody, supportUrl: "https://desk.example/new?form=2" }, row, "fr") ?? "",
	);
	assert.equal(url.searchParams.get("form"), "2");
	assert.equal(url.searchParams.get("reference"), row.id);
	assert.equal(url.searchParams.get("details"), supportText(row, "fr"));
});

test("without support there is no address, and a page that is none is not linked", () => {
	assert.equal(supportAddress(nobody, row, "en"), undefined);
	assert.equal(supportAddress({ ...nobody, supportUrl: "javascript:alert(1)" }, row, "en"), undefined);
});
