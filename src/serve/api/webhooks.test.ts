import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { newId } from "../../../test/contracts/messages.ts";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { aReceiver, until } from "../../../test/support/webhooks.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { AccountId, ActivityId, DomainId, EventId } from "../../terms/ids.ts";
import { webhookEventTypes } from "../../terms/webhook.ts";

const HOOKS = "/v1/webhooks";

async function anApi(t: TestContext) {
	const running: { stop(deadlineMs: number): Promise<void> }[] = [];
	t.after(() => Promise.all(running.map((each) => each.stop(0))));
	const world = await sendingApi(t);
	await world.webhooks.start();
	running.push(world.webhooks);
	const call = async (method: string, path: string, body?: object, token = world.shop.token) => {
		const response = await world.app.request(path, {
			method,
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, body: (text === "" ? null : JSON.parse(text)) as Json };
	};
	const event = (at: number, accountId: AccountId = world.shop.account.id): ServiceEvent => ({
		id: newId<EventId>(at),
		at,
		accountId,
		type: "domain.broken",
		data: { domainId: newId<DomainId>(), name: "shop.example", records: [] },
	});
	return { ...world, call, event };
}

test("a webhook is made with a secret that is shown once, seen, changed and removed", async (t) => {
	const { call, shop } = await anApi(t);
	const made = await call("POST", HOOKS, {
		url: "https://Shop.example/hooks",
		description: "Shop",
		eventTypes: ["message.bounced"],
	});
	assert.equal(made.status, 201);
	const { id, secret, ...rest } = made.body;
	assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
	const shown = {
		accountId: shop.account.id,
		url: "https://shop.example/hooks",
		description: "Shop",
		eventTypes: ["message.bounced"],
		enabled: true,
		pausedReason: null,
		createdAt: "2026-11-24T08:00:00.000Z",
		lastDeliveryAt: null,
	};
	assert.deepEqual(rest, shown);
	assert.deepEqual((await call("GET", `${HOOKS}/${id}`)).body, { id, ...shown });
	assert.deepEqual((await call("GET", HOOKS)).body, { items: [{ id, ...shown }], next: null });
	const changed = await call("PATCH", `${HOOKS}/${id}`, {
		enabled: false,
		eventTypes: [...webhookEventTypes],
	});
	assert.deepEqual(changed.body, { id, ...shown, enabled: false, eventTypes: [...webhookEventTypes] });
	const rotated = await call("POST", `${HOOKS}/${id}/rotate-secret`);
	assert.equal(rotated.status, 200);
	assert.notEqual(rotated.body.secret, secret);
	assert.equal((await call("DELETE", `${HOOKS}/${id}`)).status, 204);
	assert.equal((await call("GET", `${HOOKS}/${id}`)).status, 404);
});

test("what cannot be a webhook is answered with the field and what is wrong", async (t) => {
	const { call } = await anApi(t);
	const wrong = async (change: object, field: string, detail: RegExp) => {
		const body = { url: "https://shop.example/", eventTypes: ["message.bounced"], ...change };
		const answer = await call("POST", HOOKS, body);
		assert.equal(answer.status, 422);
		assert.equal(answer.body.errors[0].field, field);
		assert.match(answer.body.errors[0].detail, detail);
	};
	await wrong({ url: "ftp://shop.example/" }, "body.url", /https/);
	await wrong({ url: "https://10.0.0.1/" }, "body.url", /no public address/);
	await wrong({ eventTypes: [] }, "body.eventTypes", /./);
	await wrong({ eventTypes: ["webhook.paused"] }, "body.eventTypes.0", /./);
	for (let n = 0; n < 20; n++)
		await call("POST", HOOKS, { url: "https://shop.example/", eventTypes: ["message.bounced"] });
	const full = await call("POST", HOOKS, { url: "https://shop.example/", eventTypes: ["message.bounced"] });
	assert.deepEqual([full.status, full.body.reason], [409, "unavailable"]);
});

test("another account's webhooks and deliveries are not there", async (t) => {
	const { call, another, webhooks, event } = await anApi(t);
	const receiver = await aReceiver(t);
	const { body } = await call("POST", HOOKS, { url: receiver.url, eventTypes: ["domain.broken"] });
	await webhooks.fanOut([event(1)]);
	await until(() => receiver.received.length === 1, "it arrived");
	const [delivery] = (await call("GET", `${HOOKS}/${body.id}/deliveries`)).body.items;
	const { token } = await another();
	for (const [method, path, sent] of [
		["GET", `${HOOKS}/${body.id}`],
		["PATCH", `${HOOKS}/${body.id}`, {}],
		["DELETE", `${HOOKS}/${body.id}`],
		["POST", `${HOOKS}/${body.id}/rotate-secret`],
		["POST", `${HOOKS}/${body.id}/test`],
		["POST", `${HOOKS}/${body.id}/resume`],
		["POST", `${HOOKS}/${body.id}/replay`, { since: "2026-11-24T00:00:00Z" }],
		["GET", `${HOOKS}/${body.id}/deliveries`],
		["GET", `/v1/webhook-deliveries/${delivery.id}`],
		["POST", `/v1/webhook-deliveries/${delivery.id}/replay`],
	] as const)
		assert.equal((await call(method, path, sent, token)).status, 404, `${method} ${path}`);
	assert.deepEqual((await call("GET", HOOKS, undefined, token)).body.items, []);
});

test("who may not read Activity has no events of messages sent anywhere", async (t) => {
	const { call } = await anApi(t);
	const key = async (...more: string[]): Promise<string> => {
		const permissions = ["webhooks:read", "webhooks:write", ...more];
		return (await call("POST", "/v1/api-keys", { name: "hooks", permissions })).body.token;
	};
	const [blind, seeing] = [await key(), await key("activity:read")];
	const hook = { url: "https://shop.example/", eventTypes: ["domain.broken", "message.bounced"] };
	const refused = await call("POST", HOOKS, hook, blind);
	assert.deepEqual([refused.status, refused.body.reason], [403, "permission-missing"]);
	assert.match(refused.body.detail, /^message\.bounced: .*activity:read/);
	const { body: own } = await call("POST", HOOKS, { ...hook, eventTypes: ["domain.broken"] }, blind);
	const { body: others, status } = await call("POST", HOOKS, hook, seeing);
	assert.equal(status, 201);
	for (const [id, change] of [
		[own.id, { eventTypes: ["message.delivered"] }],
		[others.id, { url: "https://elsewhere.example/" }],
		[others.id, { enabled: true }],
	] as const)
		assert.equal((await call("PATCH", `${HOOKS}/${id}`, change, blind)).status, 403, JSON.stringify(change));
	assert.deepEqual((await call("GET", `${HOOKS}/${others.id}`)).body.url, hook.url);
	for (const change of [{ enabled: false }, { description: "off" }, { eventTypes: ["domain.broken"] }])
		assert.equal((await call("PATCH", `${HOOKS}/${others.id}`, change, blind)).status, 200);
	assert.equal((await call("PATCH", `${HOOKS}/${own.id}`, hook, seeing)).status, 200);
});

test("who may not read Activity sees of deliveries that tell of messages only that there were some", async (t) => {
	const { call, webhooks, event } = await anApi(t);
	const receiver = await aReceiver(t);
	const { body: hook } = await call("POST", HOOKS, { url: receiver.url, eventTypes: ["message.bounced"] });
	const permissions = ["webhooks:read", "webhooks:write"];
	const { token } = (await call("POST", "/v1/api-keys", { name: "hooks", permissions })).body;
	const message = { recipient: "ann@client.example", subject: "Invoice", sender: "", headerMessageId: "" };
	const data = { ...message, activityId: newId<ActivityId>(1), status: "hard-bounce" } as const;
	await webhooks.fanOut([{ ...event(1), type: "message.bounced", data }]);
	await until(() => receiver.received.length === 1, "it arrived");
	const { body: list } = await call("GET", `${HOOKS}/${hook.id}/deliveries`, undefined, token);
	assert.doesNotMatch(JSON.stringify(list), /ann@client/);
	const one = `/v1/webhook-deliveries/${list.items[0].id}`;
	for (const [method, path] of [
		["GET", one],
		["POST", `${one}/replay`],
	] as const)
		assert.equal((await call(method, path, undefined, token)).status, 403, path);
	assert.match(JSON.stringify((await call("GET", one)).body), /ann@client/);
});

test("deliveries are listed, looked at and sent again; a test tells what came back", async (t) => {
	const { call, webhooks, event, store, clock } = await anApi(t);
	let status = 500;
	const receiver = await aReceiver(t, (response) => response.writeHead(status).end("an answer"));
	const { body: made } = await call("POST", HOOKS, { url: receiver.url, eventTypes: ["domain.broken"] });
	await webhooks.fanOut([event(clock.now())]);
	const list = async (query = "") => (await call("GET", `${HOOKS}/${made.id}/deliveries${query}`)).body;
	await until(async () => (await list()).items[0]?.attempts === 1, "it was tried");
	const [delivery] = (await list()).items;
	assert.deepEqual(
		[delivery.type, delivery.state, delivery.nextAttemptAt],
		["domain.broken", "waiting", "2026-11-24T08:00:05.000Z"],
	);
	const { body } = await call("GET", `/v1/webhook-deliveries/${delivery.id}`);
	assert.equal(JSON.parse(body.body).type, "domain.broken");
	const [{ durationMs, requestHeaders, ...log }] = body.log;
	assert.deepEqual(log, {
		at: "2026-11-24T08:00:00.000Z",
		address: "127.0.0.1",
		status: 500,
		response: "an answer",
		error: "the answer is 500",
	});
	assert.ok(durationMs >= 0);
	assert.equal(requestHeaders["webhook-id"], delivery.eventId);

	status = 200;
	const replayed = await call("POST", `/v1/webhook-deliveries/${delivery.id}/replay`);
	assert.deepEqual([replayed.status, replayed.body.state], [200, "waiting"]);
	await until(async () => (await list("?state=delivered")).items.length === 1, "it was taken");
	const tested = await call("POST", `${HOOKS}/${made.id}/test`);
	assert.deepEqual(
		[tested.status, tested.body.type, tested.body.state, tested.body.log[0].response],
		[200, "webhook.test", "delivered", "an answer"],
	);
	const none = await call("POST", `${HOOKS}/${made.id}/replay`, { since: "2026-11-24T00:00:00Z" });
	assert.deepEqual(none.body, { replayed: 0 });
	await store.webhooks.update(made.id, { pausedReason: "gone" });
	const resumed = await call("POST", `${HOOKS}/${made.id}/resume`);
	assert.deepEqual([resumed.status, resumed.body.pausedReason], [200, null]);
});

test("the audit log tells of changes without the secret", async (t) => {
	const { call, store, shop, clock } = await anApi(t);
	const { body } = await call("POST", HOOKS, {
		url: "https://shop.example/",
		eventTypes: ["message.bounced"],
	});
	await clock.advance(1);
	const rotated = await call("POST", `${HOOKS}/${body.id}/rotate-secret`);
	const entries = await store.audit.list({ accountId: shop.account.id }, 5);
	assert.deepEqual(
		entries.map(({ action, target }) => [action, target.id, target.name]),
		[
			["webhook.rotate-secret", body.id, "https://shop.example/"],
			["webhook.create", body.id, "https://shop.example/"],
		],
	);
	for (const { secret } of [body, rotated.body]) assert.ok(!JSON.stringify(entries).includes(secret));
});
