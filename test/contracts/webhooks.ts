/** What every store promises of webhooks and their deliveries. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY, SECOND } from "../../src/terms/clock.ts";
import type { ServiceEvent } from "../../src/terms/events.ts";
import type { AccountId, EventId, WebhookDeliveryId, WebhookId } from "../../src/terms/ids.ts";
import type { Webhook, WebhookAttempt, WebhookDelivery } from "../../src/terms/webhook.ts";
import { anAccount } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import { NOON, newId, type OpenStore } from "./messages.ts";

const SHOP = anAccount().id;
const OTHER = "01THERACC00000000000000000" as AccountId;

export const aWebhook = (change: Partial<Webhook> = {}): Webhook => ({
	id: newId<WebhookId>(),
	accountId: SHOP,
	url: "https://shop.example/hooks",
	description: "Shop",
	eventTypes: ["message.bounced", "domain.broken"],
	enabled: true,
	pausedReason: null,
	sealedSecret: Buffer.from("sealed"),
	previousSealedSecret: null,
	previousUntil: null,
	failingSince: null,
	createdAt: NOON,
	lastDeliveryAt: null,
	...change,
});

export const aDelivery = (webhook: Webhook, change: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
	id: newId<WebhookDeliveryId>(change.createdAt ?? NOON),
	webhookId: webhook.id,
	eventId: newId<EventId>(),
	type: "message.bounced",
	body: '{"type":"message.bounced"}',
	createdAt: NOON,
	state: "waiting",
	attempts: 0,
	tries: 0,
	dueAt: NOON,
	...change,
});

const anAttempt = (change: Partial<WebhookAttempt> = {}): WebhookAttempt => ({
	at: NOON,
	durationMs: 12,
	address: "192.0.2.1",
	requestHeaders: { "webhook-id": "1" },
	status: 500,
	response: "no",
	error: "the answer is 500",
	...change,
});

const paused = (webhook: Webhook): ServiceEvent => ({
	id: newId<EventId>(),
	at: NOON,
	accountId: SHOP,
	type: "webhook.paused",
	data: { webhookId: webhook.id, url: webhook.url, why: "gone" },
});

export function webhookContract(name: string, open: OpenStore): void {
	const opened = async (t: Parameters<OpenStore>[0]) => {
		const store = await open(t, virtualClock(NOON));
		await store.setup.insertAccount(anAccount());
		await store.setup.insertAccount(anAccount({ id: OTHER, name: "Other" }));
		return store;
	};
	describe(`${name}: webhooks`, { concurrency: 4 }, () => {
		test("what was written is read, changed and removed, also after a restart", async (t) => {
			const first = await opened(t);
			const webhook = aWebhook();
			assert.equal(await first.webhooks.insert(webhook, 20), "inserted");
			const change = {
				url: "https://other.example/",
				pausedReason: "failing",
				sealedSecret: Buffer.from("new"),
				previousSealedSecret: webhook.sealedSecret,
				previousUntil: NOON + DAY,
				failingSince: NOON,
			} as const;
			assert.deepEqual(await first.webhooks.update(webhook.id, change), { ...webhook, ...change });
			assert.equal(await first.webhooks.update(newId<WebhookId>(), change), undefined);
			await first.close();
			const { webhooks } = await open(t, virtualClock(NOON), first.folder);
			assert.deepEqual(await webhooks.one(webhook.id), { ...webhook, ...change });
			assert.deepEqual(await webhooks.list(SHOP, { limit: 5 }), [{ ...webhook, ...change }]);
			assert.deepEqual(await webhooks.list(OTHER, { limit: 5 }), []);
			assert.equal((await webhooks.list(null, { limit: 5, after: webhook.id })).length, 0);
			assert.equal(await webhooks.remove(webhook.id), true);
			assert.equal(await webhooks.remove(webhook.id), false);
			assert.equal(await webhooks.one(webhook.id), undefined);
		});

		test("an account has no more of them than it may", async (t) => {
			const { webhooks } = await opened(t);
			const made = await Promise.all([1, 2, 3].map(() => webhooks.insert(aWebhook(), 2)));
			assert.deepEqual(made.sort(), ["full", "inserted", "inserted"]);
			assert.equal(await webhooks.insert(aWebhook({ accountId: OTHER }), 2), "inserted");
			const nobody = aWebhook({ accountId: newId<AccountId>() });
			assert.equal(await webhooks.insert(nobody, 2), "no-account");
		});

		test("those that are enabled are found by account, paused ones among them", async (t) => {
			const { webhooks } = await opened(t);
			const [one, two, three] = [
				aWebhook(),
				aWebhook({ pausedReason: "gone" }),
				aWebhook({ enabled: false }),
			];
			for (const each of [one, two, three]) await webhooks.insert(each, 20);
			const found = await webhooks.enabledOf([SHOP, OTHER]);
			assert.deepEqual(found.map(({ id }) => id).sort(), [one.id, two.id].sort());
			assert.deepEqual(await webhooks.enabledOf([OTHER]), []);
		});

		test("an event is one delivery for each webhook, however often it is added", async (t) => {
			const { webhooks } = await opened(t);
			const webhook = aWebhook();
			await webhooks.insert(webhook, 20);
			const delivery = aDelivery(webhook);
			assert.deepEqual(await webhooks.addDeliveries([delivery]), [delivery.id]);
			const again = { ...delivery, id: newId<WebhookDeliveryId>() };
			const other = aDelivery(webhook, { dueAt: NOON + SECOND });
			assert.deepEqual(await webhooks.addDeliveries([again, other]), [other.id]);
			assert.deepEqual(await webhooks.backlogs(), [{ webhookId: webhook.id, waiting: 2, dueAt: NOON }]);
			assert.deepEqual(await webhooks.delivery(delivery.id), { delivery, attempts: [] });
		});

		test("what is due comes first, and it is said when the next is", async (t) => {
			const { webhooks } = await opened(t);
			const webhook = aWebhook();
			await webhooks.insert(webhook, 20);
			const [late, early, soon] = [
				aDelivery(webhook, { dueAt: NOON }),
				aDelivery(webhook, { dueAt: NOON - 5 }),
				aDelivery(webhook, { dueAt: NOON + 5 }),
			];
			await webhooks.addDeliveries([late, early, soon]);
			const all = await webhooks.due(webhook.id, NOON, 10, []);
			assert.deepEqual(all, { webhook, deliveries: [early, late], nextDueAt: NOON + 5 });
			const one = await webhooks.due(webhook.id, NOON, 1, []);
			assert.deepEqual([one.deliveries, one.nextDueAt], [[early], NOON]);
			const rest = await webhooks.due(webhook.id, NOON, 10, [early.id, late.id]);
			assert.deepEqual([rest.deliveries, rest.nextDueAt], [[], NOON + 5]);
			await webhooks.remove(webhook.id);
			assert.equal((await webhooks.due(webhook.id, NOON, 1, [])).webhook, undefined);
		});

		test("an attempt, what it changes and its event are one commit", async (t) => {
			const { webhooks, outbox } = await opened(t);
			const webhook = aWebhook();
			await webhooks.insert(webhook, 20);
			const before = aDelivery(webhook);
			await webhooks.addDeliveries([before]);
			const delivery = { ...before, attempts: 1, tries: 1, dueAt: NOON + SECOND };
			const event = paused(webhook);
			await webhooks.record({
				delivery,
				attempt: anAttempt(),
				webhook: { pausedReason: "gone", failingSince: NOON },
				events: [event],
			});
			const done = { ...delivery, attempts: 2, tries: 2, state: "delivered", dueAt: null } as const;
			const taken = anAttempt({ status: 204, error: null, response: "" });
			await webhooks.record({
				delivery: done,
				attempt: taken,
				webhook: { lastDeliveryAt: NOON, failingSince: null },
				events: [],
			});
			assert.deepEqual(await webhooks.delivery(before.id), {
				delivery: done,
				attempts: [anAttempt(), taken],
			});
			assert.deepEqual(await webhooks.one(webhook.id), {
				...webhook,
				pausedReason: "gone",
				lastDeliveryAt: NOON,
			});
			assert.deepEqual(await outbox.waiting(5), [event]);
			assert.deepEqual(await webhooks.backlogs(), []);
		});

		test("an attempt of a delivery that is forgotten by now changes nothing of it", async (t) => {
			const { webhooks } = await opened(t);
			const delivery = aDelivery(aWebhook(), { attempts: 1 });
			await webhooks.record({ delivery, attempt: anAttempt(), webhook: {}, events: [] });
			assert.equal(await webhooks.delivery(delivery.id), undefined);
		});

		test("deliveries are listed newest first, of one state where that is asked", async (t) => {
			const { webhooks } = await opened(t);
			const webhook = aWebhook();
			await webhooks.insert(webhook, 20);
			const all = [1, 2, 3].map((n) => aDelivery(webhook, { createdAt: NOON + n }));
			await webhooks.addDeliveries([...all, aDelivery(aWebhook())]);
			const [first, second, third] = all as [WebhookDelivery, WebhookDelivery, WebhookDelivery];
			const failed = { ...first, state: "failed", dueAt: null } as const;
			await webhooks.record({ delivery: failed, attempt: anAttempt(), webhook: {}, events: [] });
			assert.deepEqual(await webhooks.deliveries(webhook.id, {}, 2), [third, second]);
			assert.deepEqual(await webhooks.deliveries(webhook.id, {}, 2, second.id), [failed]);
			assert.deepEqual(await webhooks.deliveries(webhook.id, { state: "failed" }, 9), [failed]);
			assert.deepEqual(await webhooks.deliveries(webhook.id, { state: "delivered" }, 9), []);
		});

		test("what failed begins anew, one by one or all since a moment", async (t) => {
			const { webhooks } = await opened(t);
			const webhook = aWebhook();
			await webhooks.insert(webhook, 20);
			const failed = [0, 1, 2].map((n) =>
				aDelivery(webhook, {
					createdAt: NOON + n,
					state: "failed",
					attempts: 11,
					tries: 11,
					dueAt: null,
				}),
			);
			await webhooks.addDeliveries(failed);
			const [oldest, ...rest] = failed as [WebhookDelivery, ...WebhookDelivery[]];
			assert.equal(await webhooks.beginFailedAnew(webhook.id, NOON + 1, NOON + 9, 1), 1);
			assert.equal(await webhooks.beginFailedAnew(webhook.id, NOON + 1, NOON + 9, 9), 1);
			assert.equal(await webhooks.beginFailedAnew(webhook.id, NOON + 1, NOON + 9, 9), 0);
			const due = await webhooks.due(webhook.id, NOON + 9, 9, []);
			const anew = { state: "waiting", tries: 0, dueAt: NOON + 9 } as const;
			assert.deepEqual(
				due.deliveries,
				rest.map((each) => ({ ...each, ...anew })),
			);
			assert.deepEqual(await webhooks.beginAnew(oldest.id, NOON + 9), { ...oldest, ...anew });
			assert.equal(await webhooks.beginAnew(newId<WebhookDeliveryId>(), NOON), undefined);
		});

		test("what waits for later is due at once when that is asked, some at a time", async (t) => {
			const { webhooks } = await opened(t);
			const webhook = aWebhook();
			await webhooks.insert(webhook, 20);
			const later = [1, 2].map((n) => aDelivery(webhook, { tries: 3, attempts: 3, dueAt: NOON + n * DAY }));
			await webhooks.addDeliveries([...later, aDelivery(webhook)]);
			assert.equal(await webhooks.hasten(webhook.id, NOON, 1), 1);
			assert.equal(await webhooks.hasten(webhook.id, NOON, 9), 1);
			assert.equal(await webhooks.hasten(webhook.id, NOON, 9), 0);
			const { deliveries } = await webhooks.due(webhook.id, NOON, 9, []);
			assert.deepEqual(deliveries.map(({ tries, attempts }) => [tries, attempts]).sort(), [
				[0, 0],
				[0, 3],
				[0, 3],
			]);
		});

		test("old deliveries are forgotten, and those of a webhook that is gone, some at a time", async (t) => {
			const { webhooks } = await opened(t);
			const [webhook, removed] = [aWebhook(), aWebhook()];
			for (const each of [webhook, removed]) await webhooks.insert(each, 20);
			const fresh = aDelivery(webhook);
			const old = [1, 2, 3].map((n) => aDelivery(webhook, { createdAt: NOON - DAY - n }));
			await webhooks.addDeliveries([fresh, ...old, aDelivery(removed)]);
			await webhooks.record({
				delivery: { ...(old[0] as WebhookDelivery), attempts: 1 },
				attempt: anAttempt(),
				webhook: {},
				events: [],
			});
			await webhooks.remove(removed.id);
			assert.equal(await webhooks.prune(NOON - DAY, 2), 2);
			assert.equal(await webhooks.prune(NOON - DAY, 9), 2);
			assert.equal(await webhooks.prune(NOON - DAY, 9), 0);
			assert.deepEqual(await webhooks.deliveries(webhook.id, {}, 9), [fresh]);
		});
	});
}
