import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import type { MessageId } from "../../terms/ids.ts";
import type { FoundReply } from "../../terms/reply-in-text.ts";
import type { ReturnToken } from "../../terms/return-path.ts";
import type { ReportableRecipient } from "../ports.ts";
import type { DeliveryReport, Report, ReportedRecipient } from "./report.ts";
import { settleReport } from "./settle.ts";

const AT = Date.UTC(2026, 2, 3);
const MESSAGE = "01MESSAGE00000000000000000" as MessageId;
const token = (index: number | null): ReturnToken => ({ message: MESSAGE, index, sentAt: AT });
const person = (
	index: number,
	name: string,
	change: Partial<ReportableRecipient> = {},
): ReportableRecipient => ({
	index,
	address: `${name}@client.example`,
	state: "delivered",
	notify: null,
	originalRecipient: null,
	...change,
});
const two = [person(0, "ann"), person(1, "bob")];
const reply = (text: string): FoundReply => ({
	code: Number(text.slice(0, 3)),
	enhanced: /\b[45]\.\d\.\d+/.exec(text)?.[0] ?? null,
	text,
	phase: "rcpt",
});
const said = (
	name: string,
	text = "550 5.1.1 User unknown",
	change: Partial<ReportedRecipient> = {},
): ReportedRecipient => ({
	finalRecipient: `${name}@client.example`,
	originalRecipient: null,
	action: "failed",
	status: "5.1.1",
	reply: reply(text),
	remoteMta: null,
	...change,
});
const dsn = (...recipients: ReportedRecipient[]): DeliveryReport => ({
	kind: "delivery",
	form: "dsn",
	reporter: "mx.client.example",
	recipients,
	overall: null,
});
const settle = (report: Report, index: number | null, recipients: readonly ReportableRecipient[] = two) =>
	settleReport(report, token(index), recipients, AT).changes;

describe("whom a report is about", () => {
	test("a token that names a recipient speaks of no other", () => {
		const changes = settle(dsn(said("bob")), 0);
		assert.deepEqual(
			changes.map(({ recipient }) => recipient),
			[{ message: MESSAGE, index: 0 }],
		);
		// Forwarded to somebody who is not there: that says nothing for good about Ann's own address.
		assert.equal(changes[0]?.suppression, undefined);
		assert.equal(settle(dsn(said("ann")), 7).length, 0);
	});

	test("without one the report chooses among the message's recipients, by what we called them or by address", () => {
		assert.deepEqual(
			settle(dsn(said("BOB"), said("eve")), null).map(({ recipient }) => recipient.index),
			[1],
		);
		const original = said("elsewhere", undefined, { originalRecipient: "ann@client.example" });
		assert.deepEqual(
			settle(dsn(original), null).map(({ recipient }) => recipient.index),
			[0],
		);
		const own = [person(0, "ann", { originalRecipient: "rfc822;list@shop.example" }), person(1, "bob")];
		const asked = said("elsewhere", undefined, { originalRecipient: "List@shop.example" });
		assert.deepEqual(
			settle(dsn(asked), null, own).map(({ recipient }) => recipient.index),
			[0],
		);
		assert.deepEqual(settle(dsn(said("eve")), null), []);
	});

	test("whatever a report says, only recipients that its token allows are changed", () => {
		const names = fc.constantFrom("ann", "bob", "eve", "ann@x", "");
		fc.assert(
			fc.property(fc.array(names, { maxLength: 5 }), fc.option(fc.nat(3)), (reported, index) => {
				for (const { recipient } of settle(dsn(...reported.map((name) => said(name))), index)) {
					assert.equal(recipient.message, MESSAGE);
					assert.ok(index === null ? recipient.index < 2 : recipient.index === index);
				}
			}),
			{ numRuns: fuzzRuns(200) },
		);
	});
});

describe("what it means", () => {
	test("a mailbox that is not there is a hard bounce, and suppresses the address", () => {
		const [change] = settle(dsn(said("ann")), 0);
		assert.equal(change?.kind, "bounced");
		assert.equal(change?.bounce, "hard");
		assert.equal(change?.cause, "recipient-unknown");
		assert.equal(change?.facts.reply, "550 5.1.1 User unknown");
		assert.deepEqual(change?.suppression, {
			kind: "hard-bounce",
			address: "ann@client.example",
			domain: "client.example",
			reportedBy: "mx.client.example",
		});
	});

	test("a full mailbox, a time-out, and what only the report sums up suppress nobody", () => {
		const full = settle(dsn(said("ann", "552 5.2.2 Mailbox full", { status: "5.2.2" })), 0)[0];
		assert.deepEqual([full?.bounce, full?.cause, full?.suppression], ["soft", "mailbox-full", undefined]);
		const late = settle(dsn(said("ann", "450 4.1.1 User unknown", { status: "4.4.7" })), 0)[0];
		assert.deepEqual([late?.kind, late?.bounce, late?.suppression], ["bounced", "soft", undefined]);
		const bare = settle(dsn(said("ann", "550 Rejected")), 0)[0];
		assert.equal(bare?.suppression, undefined);
		assert.equal(settle(dsn(said("ann", undefined, { reply: null })), 0)[0]?.cause, "recipient-unknown");
	});

	test("prose ends a recipient and suppresses only where the token names it and nobody else is named", () => {
		const prose = (recipients: ReportedRecipient[]): DeliveryReport => ({
			...dsn(...recipients),
			form: "prose",
			overall: said("x"),
		});
		assert.equal(settle(prose([]), 1)[0]?.suppression?.address, "bob@client.example");
		assert.equal(settle(prose([]), null).length, 0);
		assert.equal(settle(prose([]), null, [person(0, "ann")])[0]?.suppression, undefined);
		assert.equal(settle(prose([said("eve")]), 1)[0]?.suppression, undefined);
	});

	test("a delay and a success are noted, and an alias that fails for one has failed", () => {
		const delay = said("ann", "450 4.2.2 Later", { action: "delayed", status: "4.2.2" });
		assert.deepEqual(
			settle(dsn(delay), 0).map(({ kind }) => kind),
			["delayed"],
		);
		const [success] = settle(dsn(said("ann", "", { action: "delivered", reply: null, status: "2.0.0" })), 0);
		assert.deepEqual([success?.kind, success?.cause, success?.suppression], ["confirmed", "", undefined]);
		assert.deepEqual(
			settle(dsn(said("ann", undefined, { action: "delivered" }), said("ann")), 0).map(({ kind }) => kind),
			["bounced"],
		);
	});

	test("a recipient that is just being attempted makes the report early", () => {
		const report = dsn(said("ann"));
		assert.equal(settleReport(report, token(0), [person(0, "ann", { state: "leased" })], AT).early, true);
		assert.equal(settleReport(report, token(0), two, AT).early, false);
	});

	test("a complaint is about whoever it names, or else about the only one", () => {
		const complaint = (...recipients: string[]): Report => ({
			kind: "complaint",
			type: "abuse",
			reporter: "",
			recipients,
		});
		assert.deepEqual(
			settle(complaint("Bob@client.example"), null).map(({ recipient }) => recipient.index),
			[1],
		);
		assert.deepEqual(settle(complaint(), null), []);
		const [change] = settle(complaint(), 0);
		assert.deepEqual([change?.kind, change?.suppression?.kind], ["complained", "complaint"]);
		assert.equal(change?.suppression?.reportedBy, "client.example");
	});
});
