import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActivityRow } from "../../api/activity.ts";
import { activitySearchIn, isWanted, periodOf, queryOf, withPeriod } from "./filters.ts";
import { isInReach, type Pages, withChanges, withNew } from "./merge.ts";

const row = (id: string, changes: Partial<ActivityRow> = {}): ActivityRow => ({
	id,
	accountId: "A1",
	at: "2026-11-30T13:00:00.000Z",
	updatedAt: "2026-11-30T13:00:00.000Z",
	status: "accepted",
	messageId: id,
	recipient: "Zoe@client.example",
	sender: "bounce@shop.example",
	author: "billing@shop.example",
	subject: "Invoice 2291",
	domainId: "D1",
	smtpUserId: "U1",
	headerMessageId: "<1@shop.example>",
	reason: "",
	reply: "",
	facts: {},
	phase: "",
	attempts: 0,
	nextAttemptAt: null,
	count: 1,
	remoteAddress: "",
	words: null,
	...changes,
});
const loaded: Pages = {
	pages: [
		{ items: [row("9"), row("8")], next: "x" },
		{ items: [row("6"), row("4")], next: "y" },
	],
	pageParams: ["", "x"],
};
const ids = ({ pages }: Pages): string[] => pages.flatMap(({ items }) => items.map(({ id }) => id));

test("a row that changed changes in place, and the others stay the same", () => {
	const change = row("6", { status: "delivered", updatedAt: "2026-11-30T13:00:01.000Z" });
	const after = withChanges(loaded, new Map([["6", change]]));
	assert.deepEqual(ids(after), ids(loaded));
	assert.equal(after.pages[1]?.items[0]?.status, "delivered");
	assert.equal(after.pages[0], loaded.pages[0]);
});

test("what is older than what is shown, or about other rows, changes nothing", () => {
	const old = row("6", { status: "pending", updatedAt: "2026-11-30T12:59:00.000Z" });
	assert.equal(withChanges(loaded, new Map([["6", old]])), loaded);
	assert.equal(withChanges(loaded, new Map([["7", row("7")]])), loaded);
});

test("the same row, asked for again, is no change: it need not be drawn again", () =>
	assert.equal(withChanges(loaded, new Map([["8", row("8")]])), loaded));

test("new rows stand where they belong, each once", () => {
	assert.deepEqual(ids(withNew(loaded, [row("5"), row("10x"), row("99"), row("9"), row("7")])), [
		...["99", "9", "8", "7", "6", "5", "4"],
		"10x",
	]);
	const empty: Pages = { pages: [{ items: [], next: null }], pageParams: [""] };
	assert.deepEqual(ids(withNew(empty, [row("1"), row("2")])), ["2", "1"]);
});

test("older rows than the loaded ones wait until they are loaded", () => {
	assert.equal(isInReach(loaded, "5"), true);
	assert.equal(isInReach(loaded, "3"), false);
	assert.equal(isInReach({ ...loaded, pages: [{ items: [row("6")], next: null }] }, "3"), true);
});

test("rows that come in are judged as the API judges", () => {
	const from = "2026-11-30T00:00:00.000Z";
	for (const [wanted, query] of [
		[true, { from }],
		[false, { from: "2026-11-30T13:00:00.001Z" }],
		[false, { from, to: "2026-11-30T13:00:00.000Z" }],
		[true, { from, text: "zOE@" }],
		[true, { from, text: "invoice" }],
		[true, { from, text: "1@shop" }],
		[false, { from, text: "nobody" }],
		[true, { from, sender: "billing" }],
		[true, { from, sender: "bounce@" }],
		[false, { from, recipient: "billing" }],
		[true, { from, messageId: "1@shop.example" }],
		[true, { from, messageId: "<1@shop.example>" }],
		[true, { from, messageId: "7" }],
		[false, { from, messageId: "shop.example" }],
		[true, { from, status: ["accepted", "rejected"] }],
		[false, { from, status: ["rejected"] }],
		[false, { from, reason: ["mailbox-full"] }],
		[true, { from, domain: "D1", smtpUser: "U1" }],
		[false, { from, smtpUser: "U2" }],
	] as const) {
		assert.equal(isWanted(row("7"), query), wanted, JSON.stringify(query));
	}
});

test("an address with nonsense in it is read as what makes sense", () => {
	assert.deepEqual(activitySearchIn({ status: ["rejected", "lost"], text: " ", page: "3", domain: "D1" }), {
		status: ["rejected"],
		domain: "D1",
	});
	assert.deepEqual(periodOf({ period: "1000d" }), { preset: "30d" });
	assert.deepEqual(periodOf({ from: "2026-11-31x", to: "2026-12-01" }), { preset: "30d" });
	assert.deepEqual(periodOf({ from: "2026-11-02", to: "2026-11-01" }), { preset: "30d" });
	assert.deepEqual(withPeriod({ text: "a", period: "7d" }, { preset: "30d" }), { text: "a" });
});

test("a period that goes on has no end, so that rows come in; one that is over has", () => {
	const now = Date.parse("2026-11-30T13:00:00Z");
	assert.deepEqual(queryOf({ period: "today" }, now, "Europe/Zurich"), { from: "2026-11-29T23:00:00.000Z" });
	assert.deepEqual(queryOf({ from: "2026-11-01", to: "2026-11-02", text: "a" }, now, "Europe/Zurich"), {
		text: "a",
		from: "2026-10-31T23:00:00.000Z",
		to: "2026-11-02T23:00:00.000Z",
	});
});
