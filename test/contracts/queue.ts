/** What the queue may rely on, whatever keeps it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Claimed, ClaimRequest } from "../../src/queue/ports.ts";
import { activityIdOf } from "../../src/terms/ids.ts";
import { virtualClock } from "../support/clock.ts";
import { aMessage, aPeriod, keyOf, NOON, type OpenStore, recipientsAt, settled } from "./messages.ts";

const everything: ClaimRequest = { now: NOON, limit: 1_000, perDestination: 1_000, except: [] };

const addressesIn = ({ consignments }: Claimed): readonly string[] =>
	consignments.flatMap(({ recipients }) => recipients.map(({ address }) => address)).sort();

export function queueContract(name: string, open: OpenStore): void {
	describe(`${name}: queue`, { concurrency: 4 }, () => {
		test("what is accepted as leased is not handed out, what is due is, once", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await store.spool.accept(aMessage({ leased: true }));
			await store.spool.accept(aMessage({ leased: false, recipients: recipientsAt("due@x.example") }));
			assert.deepEqual(addressesIn(await store.queue.claim(everything)), ["due@x.example"]);
			assert.deepEqual(await store.queue.claim(everything), { consignments: [], nextDueAt: null });
		});

		test("claims at once never share a recipient", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const addresses = Array.from(
				{ length: 100 },
				(_, i) => `u${String(i).padStart(3, "0")}@d${i % 7}.example`,
			);
			await store.spool.accept(aMessage({ leased: false, recipients: recipientsAt(...addresses) }));
			const claims = await Promise.all(
				Array.from({ length: 30 }, () => store.queue.claim({ ...everything, limit: 9, perDestination: 3 })),
			);
			assert.deepEqual(claims.flatMap(addressesIn).sort(), addresses);
		});

		test("a consignment is one message for one destination, with all that relaying needs", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage({
				leased: false,
				dsnReturn: "FULL",
				envelopeId: "E1",
				traits: { eightBit: true, utf8: true, longestLineBytes: 900 },
				recipients: recipientsAt("a@x.example", "b@y.example", "c@x.example").map((recipient) => ({
					...recipient,
					notify: ["FAILURE", "DELAY"] as const,
					originalRecipient: "rfc822;ann@client.example",
				})),
			});
			await store.spool.accept(message);
			const { consignments } = await store.queue.claim(everything);
			const x = consignments.find(({ recipients }) => recipients.length === 2);
			assert.equal(consignments.length, 2);
			assert.deepEqual(x?.message, {
				id: message.id,
				accountId: message.accountId,
				domainId: message.domainId,
				signingDomain: message.signingDomain,
				reversePath: message.reversePath,
				sizeBytes: message.sizeBytes,
				traits: message.traits,
				bodyHash: message.bodyHash,
				dsnReturn: "FULL",
				envelopeId: "E1",
				receivedAt: NOON,
			});
			assert.deepEqual(x.recipients[1], {
				message: message.id,
				index: 2,
				address: "c@x.example",
				domain: "x.example",
				attempt: 1,
				interruptions: 0,
				notify: ["FAILURE", "DELAY"],
				originalRecipient: "rfc822;ann@client.example",
			});
		});

		test("no destination keeps another waiting, and none gives more than its share", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const crowd = Array.from({ length: 200 }, (_, i) => `u${i}@crowd.example`);
			await store.spool.accept(
				aMessage({ leased: false, receivedAt: NOON - 5_000, recipients: recipientsAt(...crowd) }),
			);
			const few = Array.from({ length: 20 }, (_, i) => `u@d${i}.example`);
			await store.spool.accept(aMessage({ leased: false, recipients: recipientsAt(...few) }));
			const seen = new Set<string>();
			for (let i = 0; i < 2; i++) {
				const claimed = await store.queue.claim({ ...everything, limit: 20, perDestination: 10 });
				const destinations = claimed.consignments.flatMap(({ recipients }) =>
					recipients.map((r) => r.domain),
				);
				assert.equal(destinations.length, 20);
				assert.ok(destinations.filter((domain) => domain === "crowd.example").length <= 10);
				for (const domain of destinations) seen.add(domain);
			}
			assert.equal(seen.size, 21);
		});

		test("a large claim is as fair as a small one", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const crowd = Array.from({ length: 1_000 }, (_, i) => `u${i}@crowd.example`);
			const few = Array.from({ length: 600 }, (_, i) => `u@d${i}.example`);
			await store.spool.accept(aMessage({ leased: false, recipients: recipientsAt(...crowd, ...few) }));
			const large = { ...everything, limit: 900, perDestination: 200 };
			const first = await store.queue.claim({ ...large, except: ["d7.example"] });
			assert.equal(addressesIn(first).length, 799);
			assert.equal(addressesIn(first).filter((address) => address.endsWith("@crowd.example")).length, 200);
			assert.equal(first.nextDueAt, NOON);
			assert.equal(addressesIn(await store.queue.claim(large)).length, 201);
		});

		test("excepted destinations give nothing and do not count for what is due next", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await store.spool.accept(
				aMessage({ leased: false, recipients: recipientsAt("a@x.example", "b@y.example") }),
			);
			const claimed = await store.queue.claim({ ...everything, except: ["x.example"] });
			assert.deepEqual(addressesIn(claimed), ["b@y.example"]);
			assert.equal(claimed.nextDueAt, null);
			assert.deepEqual(addressesIn(await store.queue.claim(everything)), ["a@x.example"]);
		});

		test("what is due later is told, not handed out", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const messages = [aMessage(), aMessage()];
			for (const message of messages) await store.spool.accept(message);
			await store.queue.complete(
				messages.map((message, i) =>
					settled(keyOf(message), "deferred", { dueAt: NOON + 60_000 * (i + 1), cause: "greylisted" }),
				),
				[],
			);
			const early = await store.queue.claim({ ...everything, now: NOON + 59_999 });
			assert.deepEqual(early, { consignments: [], nextDueAt: NOON + 60_000 });
			const late = await store.queue.claim({ ...everything, now: NOON + 60_000 });
			assert.equal(late.consignments[0]?.recipients[0]?.attempt, 2);
			assert.equal(late.nextDueAt, NOON + 120_000);
		});

		test("an outcome is applied once, for its own attempt", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage();
			await store.spool.accept(message);
			const deferral = settled(keyOf(message), "deferred", { dueAt: NOON, cause: "greylisted" });
			await store.queue.complete([deferral, deferral], []);
			await store.queue.complete([deferral], []);
			await store.queue.claim({ ...everything, now: NOON + 1 });
			// The second attempt is under way: news of the first change nothing.
			await store.queue.complete([settled(keyOf(message), "delivered")], []);
			const view = await store.reports.activityRow(activityIdOf(message.id, 0));
			assert.deepEqual([view?.row.status, view?.row.attempts], ["pending", 2]);
			assert.deepEqual(
				view?.events.map(({ kind, attempt }) => [kind, attempt]),
				[
					["queued", 0],
					["deferred", 1],
				],
			);
		});

		test("outcomes show in Activity with their cause, reply and facts", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage();
			await store.spool.accept(message);
			const facts = {
				startedAt: NOON,
				durationMs: 9,
				host: "mx.client.example",
				reply: "550 5.1.1 No such user",
			};
			const bounce = { bounce: "hard", cause: "recipient-unknown", facts } as const;
			await store.queue.complete([settled(keyOf(message), "bounced", bounce)], []);
			const view = await store.reports.activityRow(activityIdOf(message.id, 0));
			assert.equal(view?.row.status, "hard-bounce");
			assert.equal(view.row.reason, "recipient-unknown");
			assert.equal(view.row.reply, "550 5.1.1 No such user");
			assert.equal(view.row.updatedAt, NOON + 1_000);
			assert.deepEqual(view.events.at(-1)?.facts, facts);
			assert.deepEqual(view.session, message.session);
			assert.deepEqual(await store.queue.depth(), { queued: 0, leased: 0, deferred: 0, held: 0 });
		});

		test("a recipient that is given back was not attempted", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage();
			await store.spool.accept(message);
			await store.queue.complete([settled(keyOf(message), "queued", { dueAt: NOON })], []);
			const view = await store.reports.activityRow(activityIdOf(message.id, 0));
			assert.deepEqual([view?.row.status, view?.row.attempts], ["accepted", 0]);
			const { consignments } = await store.queue.claim(everything);
			assert.equal(consignments[0]?.recipients[0]?.attempt, 1);
		});

		test("a held recipient is not handed out", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage();
			await store.spool.accept(message);
			await store.queue.complete([settled(keyOf(message), "held")], []);
			assert.deepEqual(await store.queue.claim(everything), { consignments: [], nextDueAt: null });
			assert.equal((await store.queue.depth()).held, 1);
		});

		test("a report is written with the failure that it tells of, once and without quota", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage();
			await store.spool.accept(message);
			const report = aMessage({ reversePath: "", quota: { ...aPeriod(), limit: 0 }, leased: false });
			const failure = settled(keyOf(message), "bounced", { bounce: "hard" });
			await store.queue.complete([failure], [report]);
			await store.queue.complete([failure], [report]);
			await store.queue.complete([failure], [aMessage({ leased: false })]);
			assert.deepEqual(await store.queue.depth(), { queued: 1, leased: 0, deferred: 0, held: 0 });
			assert.equal((await store.content.read(report.id)).header.length, report.header.length);
		});

		test("a report that cannot be written takes the outcome back with it", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage();
			await store.spool.accept(message);
			const report = aMessage({ body: { kind: "staged", chunkCount: 3 } });
			await assert.rejects(store.queue.complete([settled(keyOf(message), "delivered")], [report]));
			assert.equal((await store.queue.depth()).leased, 1);
			await store.queue.complete([settled(keyOf(message), "delivered")], []);
			assert.equal((await store.queue.depth()).leased, 0);
		});

		test("what an earlier process had leased comes back, with its number and an event", async (t) => {
			const clock = virtualClock(NOON);
			let store = await open(t, clock);
			const message = aMessage();
			await store.spool.accept(message);
			for (const [attempt, requeued, held] of [
				[2, 1, 0],
				[3, 1, 0],
				[3, 0, 1],
			] as const) {
				await store.close();
				store = await open(t, clock, store.folder);
				assert.deepEqual(await store.queue.recover(NOON, 2), { requeued, held });
				assert.deepEqual(await store.queue.recover(NOON, 2), { requeued: 0, held: 0 });
				const { consignments } = await store.queue.claim(everything);
				if (requeued === 0) assert.deepEqual(consignments, []);
				else assert.equal(consignments[0]?.recipients[0]?.attempt, attempt);
			}
			const view = await store.reports.activityRow(activityIdOf(message.id, 0));
			assert.deepEqual(
				view?.events.map(({ kind, attempt }) => [kind, attempt]),
				[
					["queued", 0],
					["interrupted", 1],
					["interrupted", 2],
					["interrupted", 3],
					["held", 3],
				],
			);
			assert.equal((await store.queue.depth()).held, 1);
		});

		test("an outcome of an earlier process's lease changes nothing", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			const message = aMessage();
			await first.spool.accept(message);
			await first.close();
			const store = await open(t, clock, first.folder);
			await store.queue.complete([settled(keyOf(message), "delivered")], []);
			assert.equal((await store.queue.depth()).leased, 1);
		});
	});
}
