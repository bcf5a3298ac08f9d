import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestStore } from "../../../test/support/store.ts";
import {
	anEvent,
	attempts,
	aWorld,
	made,
	NOON,
	nextAttempt,
	started,
} from "../../../test/support/webhook-world.ts";
import { aReceiver, until } from "../../../test/support/webhooks.ts";
import { DAY, MINUTE, SECOND } from "../../terms/clock.ts";
import type { WebhookDeliveryId } from "../../terms/ids.ts";

test("an event is sent to each webhook that is for it, signed so that the independent judge verifies it", async (t) => {
	const { webhooks } = await aWorld(t);
	const receiver = await aReceiver(t, (response) => response.end("thanks"));
	const { webhook, secret } = await made(webhooks, receiver.url);
	await webhooks.create(webhook.accountId, { url: receiver.url, eventTypes: ["domain.mended"] });
	const event = anEvent();
	await webhooks.fanOut([event]);
	await until(async () => (await webhooks.one(webhook.id))?.lastDeliveryAt === NOON, "it was taken");
	assert.equal(receiver.received.length, 1);
	const [one] = receiver.received;
	assert.ok(one);
	receiver.verify(one, secret);
	assert.equal(one.headers["webhook-id"], event.id);
	assert.equal(one.headers["user-agent"], "Angarium/1.2.3");
	assert.deepEqual(one.body, {
		type: "domain.broken",
		timestamp: "2026-11-30T12:00:00.000Z",
		data: event.data,
	});
	const [delivery] = await webhooks.deliveries.list(webhook.id, {}, 5);
	assert.equal(delivery?.state, "delivered");
	const history = await webhooks.deliveries.one(delivery?.id as WebhookDeliveryId);
	const [log] = history?.attempts ?? [];
	assert.deepEqual(
		[log?.status, log?.response, log?.error, log?.address, log?.requestHeaders["webhook-id"]],
		[200, "thanks", null, "127.0.0.1", event.id],
	);
	assert.equal(history?.delivery.body, one.text);
});

test("the same event again is sent once", async (t) => {
	const { webhooks } = await aWorld(t);
	const receiver = await aReceiver(t);
	const { webhook } = await made(webhooks, receiver.url);
	const event = anEvent();
	await webhooks.fanOut([event]);
	await webhooks.fanOut([event, anEvent(NOON + 1)]);
	await until(async () => (await attempts({ webhooks }, webhook)) === 2, "both were sent");
	assert.equal(receiver.received.length, 2);
});

test("what fails is sent again later under the same id and a new time, until it is taken", async (t) => {
	const world = await aWorld(t);
	let status = 500;
	const receiver = await aReceiver(t, (response) => response.writeHead(status).end("no"));
	const { webhook, secret } = await made(world.webhooks, receiver.url);
	const event = anEvent();
	await world.webhooks.fanOut([event]);
	await until(async () => (await attempts(world, webhook)) === 1, "it was tried");
	await nextAttempt(world, webhook, 5 * SECOND);
	status = 204;
	await nextAttempt(world, webhook, 30 * SECOND);
	for (const one of receiver.received) receiver.verify(one, secret);
	assert.deepEqual(
		receiver.received.map(({ headers }) => [headers["webhook-id"], Number(headers["webhook-timestamp"])]),
		[0, 5, 35].map((seconds) => [event.id, NOON / SECOND + seconds]),
	);
	const [delivery] = await world.webhooks.deliveries.list(webhook.id, {}, 5);
	const history = await world.webhooks.deliveries.one(delivery?.id as WebhookDeliveryId);
	assert.deepEqual(
		history?.attempts.map(({ status: said, error }) => [said, error]),
		[
			[500, "the answer is 500"],
			[500, "the answer is 500"],
			[204, null],
		],
	);
});

test("Retry-After is waited for", async (t) => {
	const world = await aWorld(t);
	const receiver = await aReceiver(t, (response) => response.writeHead(429, { "retry-after": "60" }).end());
	const { webhook } = await made(world.webhooks, receiver.url);
	await world.webhooks.fanOut([anEvent()]);
	await until(async () => (await attempts(world, webhook)) === 1, "it was tried");
	const [delivery] = await world.webhooks.deliveries.list(webhook.id, {}, 5);
	assert.equal(delivery?.dueAt, NOON + MINUTE);
});

test("after a rotation both secrets sign for a day, then the new one alone", async (t) => {
	const world = await aWorld(t);
	const { webhooks, clock } = world;
	const receiver = await aReceiver(t);
	const { webhook, secret: old } = await made(webhooks, receiver.url);
	const rotated = await webhooks.rotateSecret(webhook.id);
	assert.ok("secret" in rotated);
	assert.notEqual(rotated.secret, old);
	const send = async () => {
		await webhooks.fanOut([anEvent(clock.now())]);
		const count = receiver.received.length + 1;
		await until(() => receiver.received.length === count, "it arrived");
		return receiver.received.at(-1) as (typeof receiver.received)[0];
	};
	await clock.advance(DAY - SECOND);
	const during = await send();
	receiver.verify(during, old);
	receiver.verify(during, rotated.secret);
	await clock.advance(SECOND);
	const after = await send();
	receiver.verify(after, rotated.secret);
	assert.throws(() => receiver.verify(after, old));
});

test("secrets are sealed at rest, each for its own webhook", async (t) => {
	const { webhooks, store } = await aWorld(t);
	const receiver = await aReceiver(t);
	const [one, two] = [await made(webhooks, receiver.url), await made(webhooks, receiver.url)];
	const sealed = Buffer.from(one.webhook.sealedSecret);
	assert.ok(!sealed.includes(one.secret.slice(6)));
	assert.ok(!sealed.includes(Buffer.from(one.secret.slice(6), "base64")));
	// A row that was exchanged signs nothing.
	await store.webhooks.update(one.webhook.id, { sealedSecret: two.webhook.sealedSecret });
	await assert.rejects(webhooks.deliveries.test(one.webhook.id));
	assert.deepEqual(receiver.received, []);
});

test("a receiver that does not answer delays no other", async (t) => {
	const { webhooks } = await aWorld(t);
	const slow = await aReceiver(t, () => {});
	const quick = await aReceiver(t);
	await made(webhooks, slow.url);
	const { webhook } = await made(webhooks, quick.url);
	await webhooks.fanOut(Array.from({ length: 60 }, (_, i) => anEvent(NOON + i)));
	await until(() => quick.received.length === 60, "the quick one has all");
	assert.ok(slow.received.length <= 8, `${slow.received.length} at once`);
	await until(
		async () => (await webhooks.deliveries.list(webhook.id, { state: "delivered" }, 99)).length === 60,
		"all are written down",
	);
});

test("an end between fan-out and delivery, or in the middle of one, loses nothing", async (t) => {
	const { webhooks, store, clock } = await aWorld(t);
	const receiver = await aReceiver(t, (response, { headers }) => {
		if (headers["user-agent"] === "Angarium/1.2.4") response.end();
	});
	const { webhook } = await made(webhooks, receiver.url);
	const events = Array.from({ length: 12 }, (_, i) => anEvent(NOON + i));
	await webhooks.fanOut(events);
	await until(() => receiver.received.length === 8, "some are under way");
	await webhooks.stop(0);
	await store.close();

	const again = await openTestStore(t, clock, store.folder);
	const restarted = await started(t, again, clock, {}, { userAgent: "Angarium/1.2.4" });
	await until(
		async () => (await restarted.deliveries.list(webhook.id, { state: "delivered" }, 99)).length === 12,
		"all were taken",
	);
	const ids = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
	assert.deepEqual([...ids].sort(), events.map(({ id }) => id).sort());
	// At least once: those that were under way came twice, under the same id.
	assert.equal(receiver.received.length, 20);
});
