/** What whoever keeps or asks about suppressions may rely on, whatever keeps them. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { AccountId, SuppressionId } from "../../src/terms/ids.ts";
import { activityIdOf } from "../../src/terms/ids.ts";
import type { Suppression } from "../../src/terms/suppression.ts";
import { anAccount } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import type { TestStore } from "../support/store.ts";
import { aMessage, keyOf, NOON, newId, type OpenStore, recipientsAt, settled } from "./messages.ts";

const SHOP = anAccount().id;
const OTHER = "01THERACC00000000000000000" as AccountId;

export const aSuppression = (change: Partial<Suppression> = {}): Suppression => ({
	id: newId<SuppressionId>(),
	accountId: SHOP,
	address: "ann@client.example",
	kind: "by-hand",
	since: NOON,
	reportedBy: "the account",
	reply: "",
	activityId: null,
	note: "",
	...change,
});

const numbered = (count: number): readonly Suppression[] =>
	Array.from({ length: count }, (_, i) =>
		aSuppression({ id: newId<SuppressionId>(NOON + i), address: `u${i}@client.example` }),
	);

/** All pages, as somebody who turns them sees them. */
async function addresses(
	{ suppressions }: TestStore,
	filter: Parameters<TestStore["suppressions"]["list"]>[0],
	limit = 200,
): Promise<readonly string[]> {
	const found: string[] = [];
	for (let before: SuppressionId | undefined; ; ) {
		const page = await suppressions.list(filter, limit, before);
		assert.ok(page.rows.length <= limit);
		found.push(...page.rows.map(({ address }) => address));
		if (page.next === null) return found;
		before = page.next;
	}
}

export function suppressionContract(name: string, open: OpenStore): void {
	describe(`${name}: suppressions`, { concurrency: 4 }, () => {
		test("what was added is found at once, by its account only, and after the store was opened again", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			const one = aSuppression({
				kind: "hard-bounce",
				reportedBy: "mx.client.example",
				reply: "550 5.1.1 User unknown",
				activityId: activityIdOf(newId(), 0),
				note: "seen in March",
			});
			assert.equal(await first.suppressions.find(SHOP, one.address), undefined);
			assert.equal(await first.suppressions.add([one]), 1);
			assert.deepEqual(await first.suppressions.find(SHOP, one.address), one);
			assert.equal(await first.suppressions.find(OTHER, one.address), undefined);
			await first.close();
			const { suppressions } = await open(t, clock, first.folder);
			assert.deepEqual(await suppressions.find(SHOP, one.address), one);
			assert.deepEqual(await suppressions.get(one.id), one);
			assert.equal(await suppressions.get(newId()), undefined);
		});

		test("an account without suppressions is answered without a promise once it was asked about", async (t) => {
			const { suppressions } = await open(t, virtualClock(NOON));
			await suppressions.find(SHOP, "a@client.example");
			assert.equal(suppressions.find(SHOP, "b@client.example"), undefined);
			await suppressions.add([aSuppression()]);
			assert.equal(suppressions.find(SHOP, "b@client.example"), undefined);
			assert.ok(suppressions.find(SHOP, "ann@client.example") instanceof Promise);
		});

		test("the first cause stands, and what is taken off is gone at once", async (t) => {
			const { suppressions } = await open(t, virtualClock(NOON));
			const one = aSuppression();
			const again = aSuppression({ kind: "complaint" });
			assert.equal(await suppressions.add([one, again]), 1);
			assert.equal(await suppressions.add([again]), 0);
			assert.deepEqual(await suppressions.find(SHOP, one.address), one);
			assert.equal(await suppressions.remove(one.id), true);
			assert.equal(await suppressions.remove(one.id), false);
			assert.equal(await suppressions.find(SHOP, one.address), undefined);
			assert.equal(await suppressions.add([again]), 1);
			assert.deepEqual(await suppressions.find(SHOP, one.address), again);
		});

		test("an account with very many is answered as rightly, also when few are left", async (t) => {
			const { suppressions } = await open(t, virtualClock(NOON));
			const many = numbered(10_001);
			await suppressions.add(many);
			assert.equal(await suppressions.count(SHOP), 10_001);
			assert.equal(await suppressions.count(OTHER), 0);
			assert.deepEqual(await suppressions.find(SHOP, "u10000@client.example"), many[10_000]);
			assert.equal(await suppressions.find(SHOP, "nobody@client.example"), undefined);
			await suppressions.add([aSuppression()]);
			assert.equal((await suppressions.find(SHOP, "ann@client.example"))?.kind, "by-hand");
			await Promise.all(many.slice(0, 2).map(({ id }) => suppressions.remove(id)));
			assert.equal(await suppressions.find(SHOP, "u0@client.example"), undefined);
			assert.equal(suppressions.find(SHOP, "nobody@client.example"), undefined);
		});

		test("questions and changes at once end in the truth", async (t) => {
			const { suppressions } = await open(t, virtualClock(NOON));
			const all = numbered(60);
			const changes = all.map(async (one, i) => {
				await suppressions.find(SHOP, one.address);
				await suppressions.add([one]);
				if (i % 3 === 0) await suppressions.remove(one.id);
				const found = await suppressions.find(SHOP, one.address);
				assert.equal(found?.id, i % 3 === 0 ? undefined : one.id);
			});
			await Promise.all(changes);
		});

		test("pages come newest first, with all filters", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await store.suppressions.add([
				...numbered(7),
				aSuppression({ id: newId(NOON + 8), kind: "complaint", since: NOON - 1_000 }),
				aSuppression({ id: newId(NOON + 9), accountId: OTHER, address: "zoe@client.example" }),
			]);
			const down = [6, 5, 4, 3, 2, 1, 0].map((i) => `u${i}@client.example`);
			assert.deepEqual(await addresses(store, { accountId: SHOP }, 3), ["ann@client.example", ...down]);
			assert.deepEqual(await addresses(store, { kind: "complaint" }), ["ann@client.example"]);
			assert.deepEqual(await addresses(store, { to: NOON }), ["ann@client.example"]);
			assert.deepEqual(await addresses(store, { accountId: SHOP, from: NOON }, 2), down);
			assert.deepEqual(await addresses(store, { text: "zoe@" }), ["zoe@client.example"]);
			assert.deepEqual(await addresses(store, { accountId: SHOP, text: "zoe@" }), []);
			assert.deepEqual(await addresses(store, { text: "%" }), []);
			assert.equal((await addresses(store, {})).length, 9);
		});
	});
	bouncesSuppress(name, open);
}

/** State, event and suppression are one commit. */
function bouncesSuppress(name: string, open: OpenStore): void {
	const facts = { startedAt: NOON, durationMs: 5, reply: "550 5.1.1 User unknown" };

	describe(`${name}: suppressions by bounces`, { concurrency: 4 }, () => {
		test("a bounce that proves it suppresses that recipient, as the list writes it, and no other", async (t) => {
			const { spool, queue, suppressions, reports } = await open(t, virtualClock(NOON));
			assert.equal(await suppressions.find(SHOP, "ann@client.example"), undefined);
			const message = aMessage({ recipients: recipientsAt("Ann@Client.Example", "bob@client.example") });
			await spool.accept(message);
			await queue.complete(
				[
					settled(keyOf(message, 0), "bounced", {
						cause: "recipient-unknown",
						bounce: "hard",
						facts,
						suppressedBy: "mx.client.example",
					}),
					settled(keyOf(message, 1), "bounced", { cause: "recipient-unknown", bounce: "hard", facts }),
				],
				[],
			);
			const found = await suppressions.find(SHOP, "ann@client.example");
			assert.deepEqual(found, {
				id: found?.id,
				accountId: message.accountId,
				address: "ann@client.example",
				kind: "hard-bounce",
				since: NOON + 1_000,
				reportedBy: "mx.client.example",
				reply: facts.reply,
				activityId: activityIdOf(message.id, 0),
				note: "",
			});
			assert.equal(await suppressions.find(SHOP, "bob@client.example"), undefined);
			const row = await reports.activityRow(activityIdOf(message.id, 0));
			assert.equal(row?.row.status, "hard-bounce");
		});

		test("an outcome that changes nothing suppresses nothing, and a second bounce keeps the first", async (t) => {
			const { spool, queue, suppressions } = await open(t, virtualClock(NOON));
			const messages = [aMessage(), aMessage(), aMessage()];
			for (const message of messages) await spool.accept(message);
			const bounce = (i: number, reply: string, attempt = 1) =>
				settled(keyOf(messages[i] as (typeof messages)[0]), "bounced", {
					attempt,
					bounce: "hard",
					facts: { ...facts, reply },
					suppressedBy: "mx.client.example",
				});
			await queue.complete([bounce(0, "of another attempt", 7)], []);
			assert.equal(await suppressions.find(SHOP, "ann@client.example"), undefined);
			await queue.complete([bounce(1, "first"), bounce(2, "second")], []);
			await queue.complete([bounce(1, "again")], []);
			assert.equal((await suppressions.find(SHOP, "ann@client.example"))?.reply, "first");
			assert.equal((await suppressions.list({}, 10)).rows.length, 1);
		});

		test("neither a success nor another bounce brings an address back or takes it off", async (t) => {
			const { spool, queue, suppressions } = await open(t, virtualClock(NOON));
			await suppressions.add([aSuppression({ kind: "complaint" })]);
			const message = aMessage();
			await spool.accept(message);
			await queue.complete([settled(keyOf(message), "delivered")], []);
			assert.equal((await suppressions.find(SHOP, "ann@client.example"))?.kind, "complaint");
		});
	});
}
