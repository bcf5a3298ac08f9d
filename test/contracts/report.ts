/** What reporting may rely on, whatever keeps it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ActivityFilter, ActivityRow, RefusalRow } from "../../src/report/ports.ts";
import { HOUR } from "../../src/terms/clock.ts";
import {
	type AccountId,
	type ActivityId,
	activityIdOf,
	type DomainId,
	firstIdAt,
	type SmtpUserId,
} from "../../src/terms/ids.ts";
import { anAccount, aPlan } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import type { TestStore } from "../support/store.ts";
import { aMessage, aSession, keyOf, NOON, newId, type OpenStore, recipientsAt, settled } from "./messages.ts";

const ACCOUNT = aMessage().accountId;
const OTHER = "01THERACC00000000000000000" as AccountId;

const aFact = { startedAt: NOON, durationMs: 0, reply: "spam", phase: "report" };

function aRefusal(change: Partial<RefusalRow> = {}): RefusalRow {
	const at = change.at ?? NOON;
	return {
		id: newId<ActivityId>(at),
		at,
		lastAt: at,
		count: 1,
		accountId: ACCOUNT,
		smtpUserId: "01VSER00000000000000000000" as SmtpUserId,
		domainId: "01D0MA1N000000000000000000" as DomainId,
		reason: "too-many-recipients",
		phase: "rcpt",
		facts: { limit: 50 },
		reply: "452 4.5.3 Too many recipients",
		sender: "orders@shop.example",
		recipient: "zoe@client.example",
		author: "",
		subject: "",
		headerMessageId: "",
		session: aSession,
		...change,
	};
}

/** All pages of a filter, as recipients. */
async function found(store: TestStore, filter: ActivityFilter, limit = 2): Promise<readonly string[]> {
	const rows: ActivityRow[] = [];
	for (let before: ActivityId | undefined; ; ) {
		const page = await store.reports.activity(filter, limit, before);
		assert.ok(page.rows.length <= limit);
		rows.push(...page.rows);
		if (page.next === null) return rows.map(({ recipient }) => recipient);
		before = page.next;
	}
}

export function reportContract(name: string, open: OpenStore): void {
	describe(`${name}: reports`, { concurrency: 4 }, () => {
		test("pages come newest first, each row once, whatever arrives meanwhile", async (t) => {
			const store = await open(t, virtualClock(NOON));
			for (let i = 0; i < 7; i++) {
				const recipients = recipientsAt(`u${i}@x.example`);
				await store.spool.accept(aMessage({ receivedAt: NOON + i * 10, recipients }));
			}
			const first = await store.reports.activity({ accountId: ACCOUNT }, 3);
			assert.deepEqual(
				first.rows.map(({ recipient }) => recipient),
				["u6@x.example", "u5@x.example", "u4@x.example"],
			);
			await store.spool.accept(aMessage({ receivedAt: NOON + 1_000 }));
			const second = await store.reports.activity({ accountId: ACCOUNT }, 4, first.next ?? undefined);
			assert.deepEqual(
				second.rows.map(({ recipient }) => recipient),
				["u3@x.example", "u2@x.example", "u1@x.example", "u0@x.example"],
			);
			assert.equal(second.next, null);
		});

		test("filters find what they say, and all that are given must hold", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const ann = aMessage({
				receivedAt: NOON,
				subject: "50% off_now",
				recipients: recipientsAt("Ann@client.example", "bob@client.example"),
			});
			const eve = aMessage({
				receivedAt: NOON + HOUR * 3,
				accountId: OTHER,
				recipients: recipientsAt("eve@x.example"),
				reversePath: "news@paper.example",
				domainId: "01THERD0MA1N00000000000000" as DomainId,
				smtpUserId: "01THERVSER0000000000000000" as SmtpUserId,
			});
			await store.spool.accept(ann);
			await store.spool.accept(eve);
			const refusal = aRefusal({ at: NOON + HOUR });
			await store.reports.recordRefusals([refusal]);
			await store.queue.complete([settled(keyOf(ann, 0), "delivered")], []);
			await store.queue.complete(
				[settled(keyOf(ann, 1), "deferred", { dueAt: NOON + HOUR, cause: "greylisted" })],
				[],
			);
			const [a, b, e, z] = [
				"Ann@client.example",
				"bob@client.example",
				"eve@x.example",
				"zoe@client.example",
			];
			const cases: readonly [ActivityFilter, readonly (string | undefined)[]][] = [
				[{}, [e, z, b, a]],
				[{ accountId: ACCOUNT }, [z, b, a]],
				[{ accountId: OTHER }, [e]],
				[{ status: ["delivered"] }, [a]],
				[{ accountId: ACCOUNT, status: ["delivered"] }, [a]],
				[{ accountId: ACCOUNT, status: ["deferred", "rejected"] }, [z, b]],
				[{ accountId: ACCOUNT, status: ["delivered", "rejected"] }, [z, a]],
				[{ accountId: OTHER, status: ["pending"] }, [e]],
				[{ accountId: ACCOUNT, status: [] }, []],
				[{ accountId: ACCOUNT, reason: ["greylisted", "mailbox-full"] }, [b]],
				[{ reason: ["too-many-recipients"] }, [z]],
				[{ from: NOON + 1 }, [e, z]],
				[{ to: NOON + HOUR }, [b, a]],
				[{ from: NOON + HOUR, to: NOON + HOUR + 1 }, [z]],
				[{ recipient: "ann@CLIENT.example" }, [a]],
				[{ recipient: "CLIENT" }, [z, b, a]],
				[{ accountId: OTHER, recipient: "Ann@client.example" }, []],
				[{ sender: "@Paper.example" }, [e]],
				[{ subject: "50% off_" }, [b, a]],
				[{ subject: "5_% off" }, []],
				[{ subject: "%" }, [b, a]],
				[{ text: "Off_NOW" }, [b, a]],
				[{ text: "paper" }, [e]],
				[{ text: ann.headerMessageId }, [b, a]],
				[{ text: "client.example" }, [z, b, a]],
				[{ text: "nobody" }, []],
				[{ sender: "orders@", text: "bob" }, [b]],
				[{ domainId: eve.domainId as DomainId }, [e]],
				[{ smtpUserId: eve.smtpUserId as SmtpUserId }, [e]],
				[{ messageId: ann.id }, [b, a]],
				[{ accountId: OTHER, messageId: ann.id }, []],
				[{ messageId: refusal.id }, [z]],
				[{ messageId: ann.headerMessageId }, [b, a]],
				[{ messageId: ann.headerMessageId.slice(1, -1) }, [b, a]],
				[
					{ accountId: ACCOUNT, recipient: "client", status: ["deferred", "rejected"], sender: "orders" },
					[z, b],
				],
			];
			for (const [filter, expected] of cases) {
				for (const limit of [1, 2, 10]) {
					assert.deepEqual(await found(store, filter, limit), expected, JSON.stringify(filter));
				}
			}
		});

		test("pages go up again to the newest row, whatever is filtered", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const all: string[] = [];
			for (let i = 0; i < 7; i++) {
				const refusal = aRefusal({ at: NOON + i, recipient: `u${i}@x.example`, subject: `${i % 2}` });
				all.push(refusal.recipient);
				await store.reports.recordRefusals([refusal]);
			}
			for (const [filter, expected] of [
				[{ accountId: ACCOUNT }, all.slice(1)],
				[{ accountId: ACCOUNT, status: ["rejected", "deferred"] }, all.slice(1)],
				[{ accountId: ACCOUNT, subject: "1" }, all.filter((_, i) => i % 2 === 1)],
			] satisfies [ActivityFilter, string[]][]) {
				const oldest = (await store.reports.activity({}, 10)).rows.at(-1) as ActivityRow;
				const seen: string[] = [];
				for (let after: ActivityId | null = oldest.id; after !== null; ) {
					const page = await store.reports.newerActivity(filter, 2, after);
					const recipients = page.rows.map(({ recipient }) => recipient);
					assert.deepEqual(recipients, recipients.toSorted().reverse(), "newest first");
					seen.push(...recipients.reverse());
					after = page.next;
				}
				assert.deepEqual(seen, expected, JSON.stringify(filter));
			}
		});

		test("each commit that makes or changes rows is told while somebody listens", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const told: (readonly ActivityId[])[] = [];
			const stop = store.reports.changes((ids) => told.push(ids === "many" ? [] : ids));
			const message = aMessage({ recipients: recipientsAt("a@x.example", "b@x.example") });
			const [a, b] = [activityIdOf(message.id, 0), activityIdOf(message.id, 1)];
			await store.spool.accept(message);
			await store.queue.complete([settled(keyOf(message, 0), "deferred", { dueAt: NOON })], []);
			await store.queue.claim({ now: NOON + 1, limit: 9, perDestination: 9, except: [] });
			await store.queue.complete([settled(keyOf(message, 1), "delivered")], []);
			await store.reports.applyReport(
				[{ recipient: keyOf(message, 1), at: NOON, kind: "complained", cause: "", facts: aFact }],
				[],
			);
			const refusal = aRefusal();
			await store.reports.recordRefusals([refusal]);
			await store.reports.activity({}, 1); // answers come after what was told
			assert.deepEqual(told, [[a, b], [a], [a], [b], [b], [refusal.id]]);
			const rows = await store.reports.activityRows([a, refusal.id, newId<ActivityId>()]);
			assert.deepEqual(rows.map(({ id }) => id).sort(), [a, refusal.id].sort());
			stop();
			await store.spool.accept(aMessage());
			assert.equal(told.length, 6);
		});

		test("a row's page has what is known of its message", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage({ notes: ["a note"] });
			await store.spool.accept(message);
			const view = await store.reports.activityRow(activityIdOf(message.id, 0));
			assert.deepEqual(view?.message, {
				id: message.id,
				receivedAt: NOON,
				sizeBytes: 42,
				header: message.header.toString(),
				attachments: [],
				notes: ["a note"],
				signingDomain: "shop.example",
				returnPathHost: null,
			});
			const refusal = aRefusal();
			await store.reports.recordRefusals([refusal]);
			assert.equal((await store.reports.activityRow(refusal.id))?.message, null);
		});

		test("a search that finds little goes on page by page to the end", async (t) => {
			let lookedAtMs = 0;
			// A slow machine: time is up after every window.
			const clock = { ...virtualClock(NOON), monotonicMs: () => (lookedAtMs += 1_000) };
			const store = await open(t, clock);
			const needle = aRefusal({ at: NOON - 1, subject: "needle" });
			const hay = Array.from({ length: 30_000 }, () => aRefusal({ subject: "hay", recipient: "" }));
			await store.reports.recordRefusals([needle, ...hay]);
			const first = await store.reports.activity({ accountId: ACCOUNT, subject: "needle" }, 10);
			assert.deepEqual(first.rows, []);
			assert.notEqual(first.next, null);
			for (const filter of [{}, { status: ["rejected", "deferred"] }] satisfies ActivityFilter[]) {
				const subject = { accountId: ACCOUNT, subject: "needle", ...filter };
				assert.deepEqual(await found(store, subject), ["zoe@client.example"]);
			}
		});

		test("refusals alike are one row that counts them, and every one is in the tally", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const refusal = aRefusal({ count: 3 });
			await store.reports.recordRefusals([refusal]);
			await store.reports.recordRefusals([{ ...refusal, count: 40, lastAt: NOON + 5_000 }]);
			const view = await store.reports.activityRow(refusal.id);
			assert.equal(view?.row.count, 43);
			assert.equal(view.row.updatedAt, NOON + 5_000);
			assert.deepEqual(view.session, aSession);
			assert.deepEqual(view.events, []);
			assert.deepEqual(
				{ ...view.row, count: 0, updatedAt: 0 },
				{
					id: refusal.id,
					accountId: ACCOUNT,
					at: NOON,
					updatedAt: 0,
					status: "rejected",
					state: null,
					messageId: null,
					recipient: "zoe@client.example",
					sender: "orders@shop.example",
					author: "",
					subject: "",
					domainId: refusal.domainId,
					smtpUserId: refusal.smtpUserId,
					headerMessageId: "",
					reason: "too-many-recipients",
					reply: refusal.reply,
					facts: { limit: 50 },
					phase: "rcpt",
					attempts: 0,
					nextAttemptAt: null,
					count: 0,
					remoteAddress: "192.0.2.7",
				},
			);
			const tallies = await store.reports.tallies(ACCOUNT, NOON, NOON + 1);
			const { domainId, reason } = refusal;
			assert.deepEqual(tallies, [{ kind: "rejected", domainId, reason, count: 43 }]);
			assert.deepEqual(await store.reports.tallies(null, NOON, NOON + 1), tallies);
			assert.deepEqual(await store.reports.tallies(OTHER, NOON, NOON + 1), []);
		});

		test("what is not known is undefined", async (t) => {
			const store = await open(t, virtualClock(NOON));
			assert.equal(await store.reports.message(newId()), undefined);
			assert.equal(await store.reports.messageForReport(newId()), undefined);
			assert.equal(await store.reports.activityRow(newId()), undefined);
		});

		test("a report gets the envelope, the header section and the account's wish", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage({ envelopeId: "E7" });
			await store.setup.insertAccount(anAccount({ id: message.accountId }));
			await store.spool.accept(message);
			const found = await store.reports.messageForReport(message.id);
			assert.equal(found?.sendsDsn, true);
			assert.deepEqual(found.header, message.header);
			assert.equal(found.message.envelopeId, "E7");
			assert.deepEqual(found.message.bodyHash, message.bodyHash);
			await store.setup.updateAccount(message.accountId, { sendsDsn: false });
			assert.equal((await store.reports.messageForReport(message.id))?.sendsDsn, false);
		});

		test("pruning takes the oldest finished rows, a bounded number at a time", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const old = aMessage({ receivedAt: NOON, recipients: recipientsAt("a@x.example", "b@x.example") });
			const waits = aMessage({ receivedAt: NOON + 1, recipients: recipientsAt("waits@x.example") });
			const young = aMessage({ receivedAt: NOON + HOUR, recipients: recipientsAt("young@x.example") });
			for (const message of [old, waits, young]) await store.spool.accept(message);
			await store.reports.recordRefusals([aRefusal({ at: NOON + 2 })]);
			await store.queue.complete(
				[keyOf(old, 0), keyOf(old, 1), keyOf(young)].map((key) => settled(key, "delivered")),
				[],
			);
			assert.equal(await store.reports.prune(NOON + HOUR, 1, null), activityIdOf(old.id, 0));
			assert.equal((await store.reports.message(old.id))?.recipients.length, 1);
			assert.equal(await store.reports.prune(NOON + HOUR, 100, null), null);
			assert.equal(await store.reports.message(old.id), undefined);
			assert.deepEqual(await found(store, {}), ["young@x.example", "waits@x.example"]);
			assert.equal((await store.content.read(waits.id)).header.length, waits.header.length);
		});

		test("an account whose plan keeps Activity for its own time is pruned by itself", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const limits = { ...aPlan().limits, retentionDays: 3 };
			await store.plans.insertPlan(aPlan({ limits }));
			await store.setup.insertAccount(anAccount({ plan: aPlan({ limits }) }));
			const [own, other] = [aMessage(), aMessage({ accountId: newId<AccountId>() })];
			for (const message of [own, other]) await store.spool.accept(message);
			await store.queue.complete(
				[own, other].map((message) => settled(keyOf(message), "delivered")),
				[],
			);
			assert.deepEqual(await store.reports.ownRetentions(), [{ accountId: own.accountId, days: 3 }]);
			assert.equal(await store.reports.prune(NOON + HOUR, 100, null), null);
			assert.equal(await store.reports.message(other.id), undefined);
			assert.notEqual(await store.reports.message(own.id), undefined);
			assert.equal(await store.reports.pruneAccount(own.accountId, NOON, 100), 0);
			assert.equal(await store.reports.pruneAccount(own.accountId, NOON + HOUR, 100), 1);
			assert.equal(await store.reports.message(own.id), undefined);
		});

		test("ids sort as their moments do, which pages rest on", () => {
			assert.ok(firstIdAt(NOON) < newId(NOON));
			assert.ok(newId(NOON) < firstIdAt(NOON + 1));
		});
	});
}
