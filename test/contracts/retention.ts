/** What is kept, and for how long. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { HOUR } from "../../src/terms/clock.ts";
import { type AccountId, activityIdOf, firstIdAt } from "../../src/terms/ids.ts";
import { anAccount, aPlan } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import { found } from "./activity.ts";
import { aMessage, aRefusal, keyOf, NOON, newId, type OpenStore, recipientsAt, settled } from "./messages.ts";

export function retentionContract(name: string, open: OpenStore): void {
	describe(`${name}: retention`, { concurrency: 4 }, () => {
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
