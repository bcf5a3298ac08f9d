/** What people who steer the queue may rely on, whatever keeps it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { HOUR } from "../../src/terms/clock.ts";
import { activityIdOf, type MessageId } from "../../src/terms/ids.ts";
import { virtualClock } from "../support/clock.ts";
import { aMessage, keyOf, NOON, type OpenStore, recipientsAt, settled } from "./messages.ts";
import { act, by, deferred, everything, facts, viewOf, waiting } from "./steered-messages.ts";

export function steeringContract(name: string, open: OpenStore): void {
	describe(`${name}: steering the queue`, { concurrency: 4 }, () => {
		test("what is tried now is due at once, and Activity says who asked for it", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = await deferred(store);
			assert.deepEqual(await act(store, "retry", message), [keyOf(message)]);
			assert.deepEqual(await act(store, "retry", message), []);
			const { row, last } = await viewOf(store, message);
			assert.deepEqual([row.status, row.reason, row.nextAttemptAt], ["deferred", "mailbox-full", NOON]);
			assert.deepEqual([last?.kind, last?.at, last?.facts?.by], ["retried", NOON, by.by]);
			const { consignments } = await store.queue.claim(everything);
			assert.equal(consignments[0]?.recipients[0]?.attempt, 2);
		});

		test("what is held is not handed out until it is released, and then as it was", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const tried = await deferred(store);
			const fresh = await waiting(store, "b@client.example");
			for (const message of [tried, fresh]) {
				assert.equal((await act(store, "hold", message)).length, 1);
				assert.equal((await act(store, "hold", message)).length, 0);
				assert.equal((await act(store, "retry", message)).length, 0);
			}
			const later = { ...everything, now: NOON + 2 * HOUR };
			assert.deepEqual((await store.queue.claim(later)).consignments, []);
			const { row, last } = await viewOf(store, tried);
			assert.deepEqual([row.status, row.state, row.nextAttemptAt], ["deferred", "held", null]);
			assert.deepEqual([row.reason, row.reply], ["held-by-operator", by.note]);
			assert.deepEqual([last?.kind, last?.facts?.notes], ["held", [by.note]]);
			assert.equal((await viewOf(store, fresh)).row.status, "accepted");

			for (const message of [tried, fresh]) assert.equal((await act(store, "release", message)).length, 1);
			assert.deepEqual(await act(store, "release", tried), []);
			const released = await viewOf(store, tried);
			assert.deepEqual([released.row.status, released.row.state], ["deferred", "deferred"]);
			assert.deepEqual([released.row.reason, released.row.reply], ["mailbox-full", facts.reply]);
			const { row: free } = await viewOf(store, fresh);
			assert.deepEqual([free.status, free.state, free.reason, free.reply], ["accepted", "queued", "", ""]);
			assert.equal((await store.queue.claim(everything)).consignments.length, 2);
		});

		test("what is cancelled has ended: no content, no attempt, and its sender is told with it", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = await deferred(store, { recipients: recipientsAt("a@x.example", "b@x.example") });
			await act(store, "hold", message, [1]);
			const report = aMessage({ reversePath: "", leased: false });
			const recipients = [keyOf(message, 0), keyOf(message, 1)];
			const change = { act: "cancel", at: NOON, ...by, recipients } as const;
			const reports = [{ about: message.id, report }];
			assert.deepEqual(await store.steering.apply(change, reports), recipients);
			assert.deepEqual(await store.steering.apply(change, reports), []);
			const { row, last } = await viewOf(store, message);
			assert.deepEqual([row.status, row.state], ["soft-bounce", "cancelled"]);
			assert.deepEqual([row.reason, row.reply, row.nextAttemptAt], ["cancelled-by-operator", by.note, null]);
			assert.deepEqual(
				[last?.kind, last?.cause, last?.facts?.by],
				["cancelled", "cancelled-by-operator", by.by],
			);
			await assert.rejects(store.content.read(message.id));
			const { consignments } = await store.queue.claim({ ...everything, now: NOON + 2 * HOUR });
			assert.deepEqual(
				consignments.map(({ message: { id } }) => id),
				[report.id],
			);
			const tallies = await store.reports.tallies(message.accountId, NOON, NOON + HOUR);
			assert.equal(tallies.find(({ kind }) => kind === "soft-bounce")?.count, 2);
		});

		test("what is leased is left alone, and a message that is partly leased is not cancelled in parts", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = await deferred(store, { recipients: recipientsAt("a@x.example", "b@x.example") });
			await act(store, "retry", message, [1]);
			await store.queue.claim(everything);
			for (const what of ["retry", "hold", "release"] as const)
				assert.deepEqual(await act(store, what, message, [1], NOON - 1), []);
			assert.deepEqual(await act(store, "cancel", message, [0, 1]), []);
			assert.deepEqual(await act(store, "cancel", message, [0]), [keyOf(message)]);
			assert.equal((await store.content.read(message.id)).header.length, message.header.length);
			await store.queue.complete([{ ...settled(keyOf(message, 1), "delivered"), attempt: 2 }], []);
			assert.equal((await viewOf(store, message, 1)).row.status, "delivered");
			assert.deepEqual(await act(store, "cancel", message, [1]), []);
		});

		test("nothing of a paused destination is claimed, over restarts, and Activity says why", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			const tried = await deferred(first, { recipients: recipientsAt("ann@Client.example") });
			await waiting(first, "b@other.example");
			await first.steering.pause({ destination: "client.example", since: NOON, ...by });
			await first.steering.pause({
				destination: "client.example",
				since: NOON + 1,
				by: "zoe",
				note: by.note,
			});
			await first.close();
			const store = await open(t, clock, first.folder);
			const pause = { destination: "client.example", since: NOON, ...by };
			assert.deepEqual(await store.steering.pauses(), [pause]);
			const fresh = await waiting(store, "new@client.example");
			const later = { ...everything, now: NOON + 2 * HOUR };
			const claimed = await store.queue.claim(later);
			assert.equal(claimed.consignments[0]?.recipients[0]?.domain, "other.example");
			assert.deepEqual([claimed.consignments.length, claimed.nextDueAt], [1, null]);
			for (const message of [tried, fresh]) {
				const { row } = await viewOf(store, message);
				assert.deepEqual([row.reason, row.reply], ["destination-paused", by.note]);
				assert.equal(row.nextAttemptAt, null);
			}
			const row = await store.steering.destination("client.example");
			assert.deepEqual([row.pause, row.nextAttemptAt, row.queued, row.deferred], [pause, null, 1, 1]);
			assert.equal((await store.steering.destinations({ state: "paused" }, 9)).length, 1);

			await store.steering.resume("client.example");
			await store.steering.resume("client.example");
			assert.equal((await viewOf(store, tried)).row.reason, "mailbox-full");
			assert.equal((await store.queue.claim(later)).consignments.length, 2);
			assert.deepEqual(await store.steering.destinations({ state: "paused" }, 9), []);
		});

		test("what a pause shows otherwise is told, and found by its reason, until it is resumed", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const tried = await deferred(store, { recipients: recipientsAt("ann@Client.example", "b@x.example") });
			const fresh = await waiting(store, "new@client.example");
			await waiting(store, "c@x.example");
			const told: (readonly string[] | "many")[] = [];
			const stop = store.reports.changes((ids) => told.push(ids === "many" ? ids : ids.toSorted()));
			const find = async (...reason: string[]) =>
				(await store.reports.activity({ reason }, 9)).rows.map(({ recipient }) => recipient).sort();
			const pause = { destination: "client.example", since: NOON, ...by };
			const both = [activityIdOf(tried.id, 0), activityIdOf(fresh.id, 0)].sort();

			assert.deepEqual(await find("destination-paused"), []);
			await store.steering.pause(pause);
			await store.steering.pause(pause);
			assert.deepEqual(told.splice(0), [both]);
			assert.deepEqual(await find("destination-paused"), ["ann@Client.example", "new@client.example"]);
			assert.deepEqual(await find("mailbox-full"), ["b@x.example"]);
			assert.deepEqual(await find("mailbox-full", "destination-paused"), [
				...["ann@Client.example", "b@x.example", "new@client.example"],
			]);
			const ofAccount = { accountId: tried.accountId ?? undefined, reason: ["destination-paused"] };
			const { rows } = await store.reports.activity({ ...ofAccount, status: ["deferred"] } as never, 9);
			assert.deepEqual(
				rows.map(({ id, reason }) => [id, reason]),
				[[activityIdOf(tried.id, 0), "destination-paused"]],
			);

			await store.steering.resume("client.example");
			await store.steering.resume("client.example");
			assert.deepEqual(told.splice(0), [both]);
			assert.deepEqual(await find("destination-paused"), []);
			assert.deepEqual(await find("mailbox-full"), ["ann@Client.example", "b@x.example"]);
			stop();
			await store.steering.pause(pause);
			assert.deepEqual(told, []);
		});

		test("of a backlog, that there is much is all that a pause tells", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const addresses = Array.from({ length: 50 }, (_, i) => `u${i}@client.example`);
			for (let i = 0; i < 5; i++) await waiting(store, ...addresses);
			const told: unknown[] = [];
			store.reports.changes((ids) => told.push(ids));
			await store.steering.pause({ destination: "client.example", since: NOON, ...by });
			await store.steering.resume("client.example");
			assert.deepEqual(told, ["many", "many"]);
		});

		test("an act and the audit log's row are one commit; what changes nothing writes none", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = await deferred(store);
			const entry = (id: string) => ({
				id: id as never,
				at: NOON,
				accountId: message.accountId,
				actor: { kind: "person", id: "P", name: by.by } as const,
				address: "192.0.2.7",
				action: "recipient.hold",
				target: { type: "recipient", id: activityIdOf(message.id, 0) },
				before: null,
				after: null,
			});
			const one = await store.audit.during(entry("1"), () => act(store, "hold", message));
			const two = await store.audit.during(entry("2"), () => act(store, "hold", message));
			assert.deepEqual([one.noted, two.noted], [true, false]);
			assert.equal((await store.audit.list({}, 10)).length, 1);
		});

		test("changes are told to whoever follows Activity", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = await deferred(store);
			const told: MessageId[] = [];
			store.reports.changes((ids) => told.push(...(ids as readonly string[] as readonly MessageId[])));
			await act(store, "hold", message);
			assert.deepEqual(told, [activityIdOf(message.id, 0)]);
		});
	});
}
