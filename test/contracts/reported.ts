/** What whoever takes reports of other servers may rely on, whatever keeps them. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ReportedChange } from "../../src/report/ports.ts";
import { type AccountId, activityIdOf } from "../../src/terms/ids.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import { virtualClock } from "../support/clock.ts";
import type { TestStore } from "../support/store.ts";
import { aMessage, keyOf, NOON, newId, type OpenStore, recipientsAt, settled } from "./messages.ts";

const REPLY = "550 5.1.1 User unknown";
const ADDRESS = "ann@client.example";

function reported(message: NewMessage, change: Partial<ReportedChange> = {}): ReportedChange {
	const facts = {
		startedAt: NOON + 9_000,
		durationMs: 0,
		phase: "report",
		reply: REPLY,
		host: "mx.client.example",
	};
	return {
		recipient: keyOf(message),
		at: NOON + 9_000,
		kind: "bounced",
		bounce: "hard",
		cause: "recipient-unknown",
		facts,
		...change,
	};
}
const suppression = {
	kind: "hard-bounce",
	reportedBy: "mx.client.example",
	address: "Ann@Client.Example",
	domain: "client.example",
} as const;
const complaint = (message: NewMessage): ReportedChange =>
	reported(message, {
		kind: "complained",
		cause: "",
		facts: { startedAt: NOON, durationMs: 0, phase: "report", reply: "complaint: abuse" },
		suppression: { ...suppression, kind: "complaint" },
	});

async function delivered(store: TestStore, message: NewMessage): Promise<void> {
	await store.spool.accept(message);
	await store.queue.complete([settled(keyOf(message), "delivered")], []);
}

async function historyOf({ reports }: TestStore, message: NewMessage, index = 0) {
	const found = await reports.activityRow(activityIdOf(message.id, index));
	return { row: found?.row, kinds: found?.events.map(({ kind }) => kind) };
}

/** A report of ours about the message. */
const dsnAbout = (): NewMessage =>
	aMessage({
		...{ reversePath: "", domainId: null, smtpUserId: null, session: null },
		...{ leased: false, recipients: recipientsAt("orders@shop.example") },
	});

export function reportedContract(name: string, open: OpenStore): void {
	describe(`${name}: what other servers report`, { concurrency: 4 }, () => {
		test("a delivered recipient bounces once, and both are in its history", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage();
			await delivered(store, message);
			const dsns = [dsnAbout(), dsnAbout()] as const;
			assert.equal(await store.reports.applyReport([reported(message)], [dsns[0]]), true);
			assert.equal(await store.reports.applyReport([reported(message)], [dsns[1]]), false);
			const { row, kinds } = await historyOf(store, message);
			assert.deepEqual(
				[row?.status, row?.state, row?.reason],
				["hard-bounce", "bounced", "recipient-unknown"],
			);
			assert.deepEqual([row?.reply, row?.updatedAt], [REPLY, NOON + 9_000]);
			assert.deepEqual(kinds, ["queued", "delivered", "bounced"]);
			assert.ok((await store.reports.message(dsns[0].id)) !== undefined);
			assert.equal(await store.reports.message(dsns[1].id), undefined);
			const tallies = await store.reports.tallies(message.accountId, NOON, NOON + 1);
			assert.equal(tallies.find(({ kind }) => kind === "hard-bounce")?.count, 1);
			const accepted = tallies.filter(({ kind }) => kind === "accepted");
			assert.deepEqual(
				accepted.map(({ count, domainId }) => [count, domainId]),
				[[1, message.domainId]],
				"a report of our own was handed in by nobody",
			);
		});

		test("proof suppresses the address in the same commit, and so does a complaint", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const account = aMessage().accountId;
			assert.equal(await store.suppressions.find(account, ADDRESS), undefined);
			const message = aMessage();
			await delivered(store, message);
			await store.reports.applyReport([reported(message, { suppression })], []);
			const found = await store.suppressions.find(account, ADDRESS);
			assert.deepEqual(
				[found?.kind, found?.reportedBy, found?.reply, found?.activityId],
				["hard-bounce", "mx.client.example", REPLY, activityIdOf(message.id, 0)],
			);
			const other = aMessage({ accountId: "01THERACC00000000000000000" as AccountId });
			await delivered(store, other);
			await store.reports.applyReport([complaint(other)], []);
			await store.reports.applyReport([complaint(other)], []);
			assert.equal((await store.suppressions.find(other.accountId, ADDRESS))?.kind, "complaint");
			const { row, kinds } = await historyOf(store, other);
			assert.deepEqual([row?.status, kinds], ["delivered", ["queued", "delivered", "complained"]]);
			const tallies = await store.reports.tallies(other.accountId, NOON, NOON + 1);
			assert.equal(tallies.find(({ kind }) => kind === "complaint")?.count, 1);
		});

		test("a delay is noted once, and a recipient's server fills nobody's disk", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage();
			await delivered(store, message);
			const delay = (i: number): ReportedChange =>
				reported(message, {
					kind: "delayed",
					facts: { ...reported(message).facts, reply: `450 4.2.2 ${i}` },
				});
			await store.reports.applyReport([delay(1), delay(1)], []);
			assert.deepEqual((await historyOf(store, message)).kinds, ["queued", "delivered", "delayed"]);
			await store.reports.applyReport(
				Array.from({ length: 100 }, (_, i) => delay(i)),
				[],
			);
			assert.equal((await historyOf(store, message)).kinds?.length, 22);
			assert.equal(await store.reports.applyReport([reported(message)], []), true);
		});

		test("what is still attempted goes on, what ended otherwise stays, and nobody is made up", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const waits = aMessage();
			await store.spool.accept(waits);
			await store.queue.complete([settled(keyOf(waits), "deferred", { dueAt: NOON + 60_000 })], []);
			const change = reported(waits, { suppression });
			assert.equal(await store.reports.applyReport([change], []), true);
			assert.equal(await store.reports.applyReport([change], [dsnAbout()]), false);
			const { row, kinds } = await historyOf(store, waits);
			assert.deepEqual([row?.state, kinds], ["deferred", ["queued", "deferred", "reported"]]);
			assert.equal(await store.suppressions.find(waits.accountId, ADDRESS), undefined);

			const expired = aMessage();
			await store.spool.accept(expired);
			await store.queue.complete([settled(keyOf(expired), "expired", { cause: "greylisted" })], []);
			await store.reports.applyReport([reported(expired, { suppression })], []);
			assert.deepEqual((await historyOf(store, expired)).kinds, ["queued", "expired"]);

			assert.equal(await store.reports.applyReport([reported(aMessage())], []), false);
			assert.equal(
				await store.reports.applyReport([reported(expired, { recipient: keyOf(expired, 7) })], []),
				false,
			);
			assert.equal((await store.queue.depth()).deferred, 1);
		});

		test("the recipients of a message are told with what was asked for them, also after delivery", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const [first, second] = recipientsAt("Ann@client.example", "bob@client.example");
			const asked = {
				...first!,
				notify: ["FAILURE"] as const,
				originalRecipient: "rfc822;old@client.example",
			};
			const message = aMessage({ recipients: [asked, second!] });
			await delivered(store, message);
			assert.deepEqual(await store.reports.reportable(message.id), [
				{
					index: 0,
					address: "Ann@client.example",
					state: "delivered",
					notify: ["FAILURE"],
					originalRecipient: "rfc822;old@client.example",
				},
				{ index: 1, address: "bob@client.example", state: "leased", notify: null, originalRecipient: null },
			]);
			assert.equal(await store.reports.reportable(newId()), undefined);
		});
	});
}
