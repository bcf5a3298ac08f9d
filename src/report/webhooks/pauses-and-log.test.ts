import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../../../test/contracts/messages.ts";
import { anEvent, attempts, aWorld, made, NOON, nextAttempt } from "../../../test/support/webhook-world.ts";
import { aReceiver, until } from "../../../test/support/webhooks.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../terms/clock.ts";
import type { WebhookDeliveryId } from "../../terms/ids.ts";
import type { WebhookPorts } from "./ports.ts";

test("410 pauses at once with an event; what comes waits, and is sent when it is resumed", async (t) => {
	const world = await aWorld(t);
	const { webhooks, store, clock } = world;
	let status = 410;
	const receiver = await aReceiver(t, (response) => response.writeHead(status).end());
	const { webhook } = await made(webhooks, receiver.url);
	await webhooks.fanOut([anEvent()]);
	await until(async () => (await webhooks.one(webhook.id))?.pausedReason === "gone", "it is paused");
	const [event] = await store.outbox.waiting(5);
	assert.deepEqual(
		[event?.type, event?.data],
		["webhook.paused", { webhookId: webhook.id, url: webhook.url, why: "gone" }],
	);
	await webhooks.fanOut([anEvent(NOON + 1)]);
	await clock.advance(HOUR);
	assert.equal(receiver.received.length, 1);
	status = 200;
	await webhooks.resume(webhook.id);
	await until(
		async () => (await webhooks.deliveries.list(webhook.id, { state: "delivered" }, 5)).length === 2,
		"both were taken",
	);
	assert.equal((await webhooks.one(webhook.id))?.pausedReason, null);
});

test("a day of nothing but failures pauses, and what was given up can be replayed", async (t) => {
	const world = await aWorld(t);
	const { webhooks, clock, store } = world;
	let status = 503;
	const receiver = await aReceiver(t, (response) => response.writeHead(status).end());
	const { webhook } = await made(webhooks, receiver.url);
	await webhooks.fanOut([anEvent()]);
	await until(async () => (await attempts(world, webhook)) === 1, "it was tried");
	for (const seconds of [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800])
		await nextAttempt(world, webhook, seconds * SECOND);
	const [given] = await webhooks.deliveries.list(webhook.id, { state: "failed" }, 5);
	assert.equal(given?.attempts, 11);
	assert.equal((await webhooks.one(webhook.id))?.pausedReason, null);
	await clock.advance(HOUR);
	await webhooks.fanOut([anEvent(clock.now())]);
	await until(async () => (await webhooks.one(webhook.id))?.pausedReason === "failing", "it is paused");
	assert.equal((await store.outbox.waiting(5))[0]?.type, "webhook.paused");

	status = 200;
	await webhooks.resume(webhook.id);
	assert.equal(await webhooks.deliveries.replayFailed(webhook.id, clock.now()), 0);
	assert.equal(await webhooks.deliveries.replayFailed(webhook.id, NOON), 1);
	await clock.advance(10 * SECOND);
	await until(
		async () => (await webhooks.deliveries.list(webhook.id, { state: "delivered" }, 5)).length === 2,
		"both were taken",
	);
	assert.equal((await webhooks.one(webhook.id))?.failingSince, null);
});

test("too much that waits pauses, and no more is kept; the rest is sent when it is resumed", async (t) => {
	const answers = Promise.withResolvers<void>();
	const client: WebhookPorts["client"] = {
		async post() {
			await answers.promise;
			return { durationMs: 1, address: "127.0.0.1", status: 200, retryAfter: null, body: "", error: null };
		},
	};
	const { webhooks, store } = await aWorld(t, { client }, { backlog: 10 });
	const { webhook } = await made(webhooks, "https://shop.example/");
	const inState = async (state: "waiting" | "delivered") =>
		(await webhooks.deliveries.list(webhook.id, { state }, 99)).length;
	await webhooks.fanOut(Array.from({ length: 20 }, (_, i) => anEvent(NOON + i)));
	assert.equal((await webhooks.one(webhook.id))?.pausedReason, "backlog");
	await webhooks.fanOut([anEvent(NOON + 30)]);
	assert.equal(await inState("waiting"), 10);
	const told = await store.outbox.waiting(9);
	assert.deepEqual(
		told.map(({ type, data }) => [type, data]),
		[["webhook.paused", { webhookId: webhook.id, url: webhook.url, why: "backlog" }]],
	);
	answers.resolve();
	await webhooks.resume(webhook.id);
	await until(async () => (await inState("delivered")) === 10, "all were taken");
	await webhooks.fanOut([anEvent(NOON + 31)]);
	await until(async () => (await inState("delivered")) === 11, "so is the next");
});

test("a test is sent at once, also to a paused webhook, and tells what came back", async (t) => {
	const { webhooks, store } = await aWorld(t);
	let status = 200;
	const receiver = await aReceiver(t, (response) => response.writeHead(status).end("hello"));
	const { webhook, secret } = await made(webhooks, receiver.url);
	await store.webhooks.update(webhook.id, { pausedReason: "failing" });
	const good = await webhooks.deliveries.test(webhook.id);
	assert.ok("delivery" in good);
	assert.deepEqual([good.delivery.state, good.attempts[0]?.status], ["delivered", 200]);
	const [one] = receiver.received;
	assert.ok(one);
	receiver.verify(one, secret);
	assert.deepEqual([one.body.type, one.body.data], ["webhook.test", { webhookId: webhook.id }]);
	status = 500;
	const bad = await webhooks.deliveries.test(webhook.id);
	assert.ok("delivery" in bad);
	assert.deepEqual([bad.delivery.state, bad.attempts[0]?.response], ["failed", "hello"]);
	assert.equal((await webhooks.one(webhook.id))?.failingSince, null);
	const both = await Promise.all([1, 2].map(() => webhooks.deliveries.test(webhook.id)));
	assert.ok(both.some((each) => "problem" in each && each.problem === "unavailable"));
});

test("a delivery is sent again on demand, under the same id", async (t) => {
	const { webhooks, clock } = await aWorld(t);
	const receiver = await aReceiver(t);
	const { webhook } = await made(webhooks, receiver.url);
	await webhooks.fanOut([anEvent()]);
	await until(async () => (await attempts({ webhooks }, webhook)) === 1, "it was taken");
	const [delivery] = await webhooks.deliveries.list(webhook.id, {}, 5);
	const begun = await webhooks.deliveries.replay(delivery?.id as WebhookDeliveryId);
	assert.ok("state" in begun && begun.state === "waiting");
	await until(async () => (await attempts({ webhooks }, webhook)) === 2, "it was taken again");
	assert.equal(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size, 1);
	assert.ok("problem" in (await webhooks.deliveries.replay(newId<WebhookDeliveryId>(clock.now()))));
});

test("a disabled webhook gets nothing, and a removed one nothing more", async (t) => {
	const world = await aWorld(t);
	const { webhooks, clock } = world;
	const receiver = await aReceiver(t, (response) => response.writeHead(500).end());
	const { webhook } = await made(webhooks, receiver.url);
	await webhooks.fanOut([anEvent()]);
	await until(async () => (await attempts(world, webhook)) === 1, "it was tried");
	await webhooks.update(webhook.id, { enabled: false });
	await webhooks.fanOut([anEvent(NOON + 1)]);
	await clock.advance(MINUTE);
	assert.equal((await webhooks.deliveries.list(webhook.id, {}, 9)).length, 1);
	assert.equal(receiver.received.length, 1);
	await webhooks.update(webhook.id, { enabled: true });
	await until(() => receiver.received.length === 2, "it is tried again");
	await webhooks.remove(webhook.id);
	await clock.advance(DAY);
	assert.equal(receiver.received.length, 2);
});

test("deliveries are forgotten after their days", async (t) => {
	const world = await aWorld(t);
	const { webhooks, clock } = world;
	const receiver = await aReceiver(t);
	const { webhook } = await made(webhooks, receiver.url);
	await webhooks.fanOut([anEvent()]);
	await until(async () => (await attempts(world, webhook)) === 1, "it was taken");
	await clock.advance(13 * DAY);
	assert.equal((await webhooks.deliveries.list(webhook.id, {}, 9)).length, 1);
	await clock.advance(DAY + 10 * MINUTE);
	await until(async () => {
		await clock.advance(10 * MINUTE);
		return (await webhooks.deliveries.list(webhook.id, {}, 9)).length === 0;
	}, "it is forgotten");
});
