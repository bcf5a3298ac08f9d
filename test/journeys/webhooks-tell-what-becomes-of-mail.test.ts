/** Given a webhook in the running service, when mail is accepted, refused and relayed, then its receiver is told. */

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Json } from "../support/json.ts";
import { type Service, startService } from "../support/service.ts";
import { aReceiver, type Received, until } from "../support/webhooks.ts";

const call = async ({ ready }: Service, method: string, path: string, body?: object) => {
	const response = await fetch(`${ready.http}${path}`, {
		method,
		headers: { authorization: `Bearer ${ready.demo.apiKey}`, "content-type": "application/json" },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: (await response.json()) as Json };
};

const send = (service: Service, to: string) =>
	call(service, "POST", "/v1/messages", {
		smtpUser: service.ready.demo.username,
		from: service.ready.demo.from,
		to: [to],
		subject: `To ${to}`,
		text: "Hello",
	});

/** An event may come twice: by its id it is known. */
const seen = (received: readonly Received[]): string[] => [
	...new Map(
		received.map(({ headers, body }) => [
			headers["webhook-id"],
			`${body.type} ${body.data.recipient ?? ""}`.trim(),
		]),
	).values(),
];

async function aService(t: TestContext, folder?: string): Promise<Service> {
	const service = await startService(folder === undefined ? {} : { folder });
	t.after(() => service.stop());
	return service;
}

test("a receiver is told of acceptance, delivery, deferral, bounce and refusal, signed", async (t) => {
	const service = await aService(t);
	const receiver = await aReceiver(t);
	const silent = await aReceiver(t, () => {});
	const eventTypes = [
		"message.accepted",
		"message.deferred",
		"message.delivered",
		"message.bounced",
		"message.rejected",
	];
	const { body: webhook, status } = await call(service, "POST", "/v1/webhooks", {
		url: receiver.url,
		eventTypes,
	});
	assert.equal(status, 201, JSON.stringify(webhook));
	// It takes everything and answers nothing: neither mail nor the other receiver may notice.
	await call(service, "POST", "/v1/webhooks", { url: silent.url, eventTypes });

	const domain = service.ready.demo.to.split("@")[1];
	for (const to of [`ok@${domain}`, `unknown-user@${domain}`, `tempfail@${domain}`]) {
		const sent = await send(service, to);
		assert.equal(sent.status, 202, JSON.stringify(sent.body));
	}
	assert.equal((await send(service, "ann@nowhere.invalid")).status >= 400, true);
	await until(() => new Set(seen(receiver.received)).size === 7, "all seven arrived");
	for (const one of receiver.received) receiver.verify(one, webhook.secret);
	assert.deepEqual(seen(receiver.received).sort(), [
		`message.accepted ok@${domain}`,
		`message.accepted tempfail@${domain}`,
		`message.accepted unknown-user@${domain}`,
		`message.bounced unknown-user@${domain}`,
		`message.deferred tempfail@${domain}`,
		`message.delivered ok@${domain}`,
		"message.rejected ann@nowhere.invalid",
	]);
	assert.ok(silent.received.length > 0);
	const deliveries = `/v1/webhooks/${webhook.id}/deliveries?state=delivered`;
	await until(
		async () => (await call(service, "GET", deliveries)).body.items.length === 7,
		"all are written down",
	);
});

test("what was told when the power failed is told after it", async (t) => {
	const service = await startService();
	const receiver = await aReceiver(t, (response) => {
		if (isUp) response.end();
	});
	let isUp = false;
	await call(service, "POST", "/v1/webhooks", { url: receiver.url, eventTypes: ["message.accepted"] });
	const domain = service.ready.demo.to.split("@")[1];
	const all = Array.from({ length: 20 }, (_, i) => `ok+${i}@${domain}`);
	for (const to of all) assert.equal((await send(service, to)).status, 202);
	await until(() => receiver.received.length > 0, "some are under way");
	await service.kill();
	isUp = true;
	await aService(t, service.folder);
	await until(
		() => new Set(receiver.received.slice(8).map(({ headers }) => headers["webhook-id"])).size >= 20,
		"all arrived",
	);
	const told = seen(receiver.received).map((text) => text.replace("message.accepted ", ""));
	assert.deepEqual([...told].sort(), [...all].sort());
});
