/** What every store promises of events: they are written with what they tell of, for who wants to hear of it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SECOND } from "../../src/terms/clock.ts";
import type { MessageEventData, ServiceEvent } from "../../src/terms/events.ts";
import { type AccountId, activityIdOf, type EventId } from "../../src/terms/ids.ts";
import type { AttemptFacts } from "../../src/terms/outcome.ts";
import { webhookEventTypes } from "../../src/terms/webhook.ts";
import { aDomain, anAccount } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import { aMessage, aRefusal, keyOf, NOON, newId, type OpenStore, recipientsAt, settled } from "./messages.ts";
import { aWebhook } from "./webhooks.ts";

const OTHER = "01THERACC00000000000000000" as AccountId;

const facts = (reply: string): AttemptFacts => ({
	startedAt: NOON,
	durationMs: 5,
	host: "mx.client.example",
	address: "192.0.2.1",
	phase: "report",
	reply,
});

const counted = aRefusal({
	lastAt: NOON + 500,
	count: 3,
	reason: "recipient-address-invalid",
	facts: {},
	reply: "553 5.1.3 no",
	recipient: "ann@",
});

const told = (events: readonly ServiceEvent[]) =>
	events.map(({ type, at, data }) => {
		const { status, reason, reply, attempt, nextAttemptAt, count } = data as MessageEventData;
		return { type, at, status, reason, reply, attempt, nextAttemptAt, count };
	});

export function messageEventContract(name: string, open: OpenStore): void {
	const opened = async (t: Parameters<OpenStore>[0]) => {
		const store = await open(t, virtualClock(NOON));
		await store.setup.insertAccount(anAccount());
		await store.setup.insertAccount(anAccount({ id: OTHER, name: "Other" }));
		let woken = 0;
		store.outbox.whenGrown(() => woken++);
		const take = async (): Promise<readonly ServiceEvent[]> => {
			const events = await store.outbox.waiting(100);
			await store.outbox.told(events.map(({ id }) => id));
			return events;
		};
		return { ...store, take, woken: () => woken };
	};
	describe(`${name}: events of messages`, { concurrency: 4 }, () => {
		test("acceptance and outcome are told with what is known of the recipient", async (t) => {
			const { webhooks, spool, queue, take, woken } = await opened(t);
			await webhooks.insert(aWebhook({ eventTypes: webhookEventTypes }), 20);
			const message = aMessage({ recipients: recipientsAt("ann@client.example", "bob@client.example") });
			await spool.accept(message);
			assert.equal(woken(), 1);
			const accepted = await take();
			const ids = [0, 1].map((n) => activityIdOf(message.id, n));
			assert.deepEqual(accepted.map(({ data }) => (data as MessageEventData).activityId).sort(), ids);
			const ann = accepted.find(({ data }) => (data as MessageEventData).activityId === ids[0]);
			const { id, ...event } = ann as ServiceEvent;
			assert.equal(id.length, 26);
			assert.deepEqual(event, {
				at: NOON,
				accountId: anAccount().id,
				type: "message.accepted",
				data: {
					activityId: ids[0],
					messageId: message.id,
					recipient: "ann@client.example",
					sender: "orders@shop.example",
					subject: "Your order",
					headerMessageId: message.headerMessageId,
					domainId: message.domainId,
					smtpUserId: message.smtpUserId,
					status: "pending",
					attempt: 1,
				},
			});

			await queue.complete(
				[
					settled(keyOf(message), "delivered", { facts: facts("250 ok") }),
					settled(keyOf(message, 1), "deferred", {
						cause: "greylisted",
						facts: facts("450 later"),
						dueAt: NOON + 9 * SECOND,
					}),
				],
				[],
			);
			const at = NOON + SECOND;
			const none = { reason: undefined, nextAttemptAt: undefined, count: undefined };
			assert.deepEqual(
				told(await take()).sort((a, b) => (a.type < b.type ? -1 : 1)),
				[
					{
						...none,
						type: "message.deferred",
						at,
						status: "deferred",
						reason: "greylisted",
						reply: "450 later",
						attempt: 1,
						nextAttemptAt: NOON + 9 * SECOND,
					},
					{ ...none, type: "message.delivered", at, status: "delivered", reply: "250 ok", attempt: 1 },
				],
			);
			// The same outcome again changes nothing, and tells nothing.
			await queue.complete([settled(keyOf(message), "delivered", { facts: facts("250 ok") })], []);
			assert.deepEqual(await take(), []);
		});

		test("bounces, reports and complaints are told", async (t) => {
			const { webhooks, spool, queue, reports, take } = await opened(t);
			const eventTypes = ["message.bounced", "message.complained"] as const;
			await webhooks.insert(aWebhook({ eventTypes }), 20);
			const message = aMessage({
				recipients: recipientsAt("ann@client.example", "bob@client.example", "zoe@client.example"),
			});
			await spool.accept(message);
			const bounced = { bounce: "hard", cause: "recipient-unknown", facts: facts("550 who") } as const;
			await queue.complete(
				[
					settled(keyOf(message), "bounced", bounced),
					settled(keyOf(message, 1), "delivered"),
					settled(keyOf(message, 2), "delivered"),
				],
				[],
			);
			assert.deepEqual(
				told(await take()).map(({ type, status, reason }) => [type, status, reason]),
				[["message.bounced", "hard-bounce", "recipient-unknown"]],
			);
			const change = (index: number) => ({ recipient: keyOf(message, index), at: NOON + 5 });
			const reported = [
				{
					...change(1),
					kind: "bounced",
					bounce: "soft",
					cause: "mailbox-full",
					facts: facts("452 full"),
				},
				{ ...change(2), kind: "complained", cause: "", facts: facts("abuse") },
			] as const;
			await reports.applyReport(reported, []);
			assert.deepEqual(
				told(await take())
					.map(({ type, status, reply }) => [type, status, reply])
					.sort(),
				[
					["message.bounced", "soft-bounce", "452 full"],
					["message.complained", "delivered", "abuse"],
				],
			);
			await reports.applyReport(reported, []);
			assert.deepEqual(await take(), []);
		});

		test("a refusal is told with how many it stands for", async (t) => {
			const { webhooks, reports, take } = await opened(t);
			await webhooks.insert(aWebhook({ eventTypes: ["message.rejected"] }), 20);
			const refusal = counted;
			await reports.recordRefusals([refusal]);
			await reports.recordRefusals([{ ...refusal, count: 2, lastAt: NOON + 900 }]);
			assert.deepEqual(
				told(await take()).map(({ type, at, reason, count }) => [type, at, reason, count]),
				[
					["message.rejected", NOON + 500, "recipient-address-invalid", 3],
					["message.rejected", NOON + 900, "recipient-address-invalid", 2],
				],
			);
		});

		test("nothing is written for who does not want to hear of it", async (t) => {
			const { webhooks, spool, take, woken } = await opened(t);
			await webhooks.insert(aWebhook({ eventTypes: ["message.bounced"] }), 20);
			await webhooks.insert(aWebhook({ eventTypes: ["message.accepted"], enabled: false }), 20);
			await webhooks.insert(aWebhook({ accountId: OTHER, eventTypes: ["message.accepted"] }), 20);
			await spool.accept(aMessage());
			assert.deepEqual([await take(), woken()], [[], 0]);
		});

		test("a change of webhooks holds from the next message on, a pause keeps telling", async (t) => {
			const { webhooks, spool, take } = await opened(t);
			const webhook = aWebhook({ eventTypes: ["message.accepted"] });
			const count = async (): Promise<number> => {
				await spool.accept(aMessage());
				return (await take()).length;
			};
			assert.equal(await count(), 0);
			await webhooks.insert(webhook, 20);
			assert.equal(await count(), 1);
			await webhooks.update(webhook.id, { pausedReason: "failing" });
			assert.equal(await count(), 1);
			await webhooks.update(webhook.id, { eventTypes: ["message.bounced"] });
			assert.equal(await count(), 0);
			await webhooks.update(webhook.id, { eventTypes: ["message.accepted"], enabled: false });
			assert.equal(await count(), 0);
			await webhooks.update(webhook.id, { enabled: true });
			assert.equal(await count(), 1);
			await webhooks.remove(webhook.id);
			assert.equal(await count(), 0);
		});

		test("what was not written is not told, and neither are reports of our own", async (t) => {
			const { webhooks, spool, take } = await opened(t);
			await webhooks.insert(aWebhook({ eventTypes: webhookEventTypes }), 20);
			await spool.accept(aMessage({ quota: { period: 0, periodStart: NOON, renewsAt: NOON + 1, limit: 0 } }));
			const message = aMessage();
			await spool.accept(message);
			assert.equal((await take()).length, 1);
			await assert.rejects(spool.accept(message), "it is there already");
			await spool.accept(aMessage({ domainId: null, smtpUserId: null, reversePath: "" }));
			assert.deepEqual(await take(), []);
		});

		test("what becomes of a domain is told in the commit of its change", async (t) => {
			const { setup, take, woken } = await opened(t);
			await setup.insertDomain(aDomain(), []);
			const event: ServiceEvent = {
				id: newId<EventId>(),
				at: NOON,
				accountId: anAccount().id,
				type: "domain.broken",
				data: { domainId: aDomain().id, name: "shop.example", records: aDomain().records },
			};
			await setup.updateDomain(aDomain().id, { brokenSince: NOON }, [event]);
			assert.deepEqual([await take(), woken()], [[event], 1]);
			await setup.deleteDomain(aDomain().id);
			await setup.updateDomain(aDomain().id, { brokenSince: null }, [event]);
			assert.deepEqual([await take(), woken()], [[], 1]);
		});
	});
}
