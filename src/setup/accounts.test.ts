import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../test/support/json.ts";
import { plansWorld, withDoor } from "../../test/support/plans-world.ts";
import { aShop } from "../../test/support/sending-api.ts";
import { DAY, MINUTE } from "../terms/clock.ts";

const MESSAGE = "From: orders@shop.example\r\nSubject: Hello\r\n\r\nHello\r\n";

test("a suspension and its end are told in their own commits", async (t) => {
	const { call, told, setup } = await plansWorld(t);
	const { account } = await aShop(setup, "shop.example");
	await call("POST", `/v1/accounts/${account.id}/suspend`, { reason: "Unpaid invoice 7" });
	await call("POST", `/v1/accounts/${account.id}/resume`);
	await call("POST", `/v1/accounts/${account.id}/resume`);
	assert.deepEqual(
		(await told()).map(({ type, data }) => [type, data]),
		[
			["account.suspended", { reason: "Unpaid invoice 7" }],
			["account.resumed", {}],
		],
	);
});

test("an administrator changes what is the account's own, and neither quota nor suspension", async (t) => {
	const { call, setup } = await plansWorld(t);
	const { account, token } = await aShop(setup, "shop.example");
	const path = `/v1/accounts/${account.id}`;
	const own = {
		name: "Shop & Co",
		contactEmail: "ann@shop.example",
		billingEmail: "books@shop.example",
		sendsDsn: false,
	};
	const changed = await call("PATCH", path, own, token);
	assert.equal(changed.status, 200);
	for (const [field, value] of Object.entries(own)) assert.equal(changed.body[field], value);
	assert.equal((await call("PATCH", path, { monthlyRecipients: 1 }, token)).status, 403);
	assert.equal((await call("POST", `${path}/suspend`, { reason: "x" }, token)).status, 403);
	const wrong = await call("PATCH", path, { billingEmail: "nobody" }, token);
	assert.deepEqual([wrong.status, wrong.body.errors[0].field], [422, "body.billingEmail"]);
	const other = await aShop(setup, "other.example");
	for (const act of ["delete", "restore"])
		assert.equal((await call("POST", `/v1/accounts/${other.account.id}/${act}`, {}, token)).status, 404);
	assert.equal((await call("PATCH", `/v1/accounts/${other.account.id}`, {}, token)).status, 404);
	assert.equal((await call("GET", `/v1/accounts/${other.account.id}/export`, undefined, token)).status, 404);
});

test("a deleted account sends nothing and changes nothing, can be read and restored, and is then as before", async (t) => {
	const world = await plansWorld(t);
	const { call, told } = world;
	const shop = await withDoor(t, world);
	const path = `/v1/accounts/${shop.account.id}`;
	const client = await shop.client();

	const deleted = await call("POST", `${path}/delete`, { reason: "We have moved" }, shop.token);

	assert.equal(Date.parse(deleted.body.deletesAt) - world.clock.now(), 30 * DAY);
	const refused = await client.send("orders@shop.example", ["ann@client.example"], MESSAGE);
	assert.match(refused, /being deleted.*\[account-suspended\]/s);
	const change = await call("PATCH", `/v1/smtp-users/${shop.user.id}`, { disabled: true }, shop.token);
	assert.deepEqual([change.status, change.body.reason], [409, "account-closing"]);
	assert.equal((await call("GET", `/v1/domains/${shop.domain.id}`, undefined, shop.token)).status, 200);
	assert.equal((await call("GET", `${path}/export`, undefined, shop.token)).status, 200);
	assert.equal((await call("POST", `${path}/restore`, undefined, shop.token)).body.deletesAt, null);
	assert.match(await client.send("orders@shop.example", ["ann@client.example"], MESSAGE), /^250/);
	assert.deepEqual(
		(await told()).map(({ type }) => type),
		["account.deletion-scheduled", "account.resumed"],
	);
});

test("after the grace time everything of the account is gone but the audit log, and nothing of others", async (t) => {
	const world = await plansWorld(t);
	const { call, store, setup } = world;
	setup.billingTask.start();
	t.after(() => setup.billingTask.stop());
	const shop = await withDoor(t, world);
	const other = await aShop(setup, "other.example");
	const client = await shop.client();
	for (let i = 0; i < 5; i++)
		assert.match(await client.send("orders@shop.example", [`${i}@client.example`], MESSAGE), /^250/);
	await call("POST", "/v1/suppressions", { address: "gone@client.example" }, shop.token);
	await call("POST", `/v1/accounts/${shop.account.id}/delete`, {}, shop.token);

	await world.pass(30 * DAY - MINUTE);
	assert.equal((await call("GET", `/v1/accounts/${shop.account.id}`)).status, 200);
	for (let i = 0; i < 30; i++) await world.pass(MINUTE);

	assert.equal((await call("GET", `/v1/accounts/${shop.account.id}`)).status, 404);
	assert.equal(
		(await call("GET", "/v1/accounts", undefined, shop.token)).status,
		401,
		"its key is none any more",
	);
	assert.equal(await setup.domains.byName("shop.example"), undefined);
	assert.equal(await setup.directory.sender(shop.user.username), undefined);
	const { rows } = await store.reports.activity({ accountId: shop.account.id }, 10);
	assert.deepEqual(rows, []);
	assert.deepEqual((await store.suppressions.list({ accountId: shop.account.id }, 10)).rows, []);
	const log = await store.audit.list({ accountId: shop.account.id }, 10);
	assert.deepEqual(
		log.map(({ action, actor }) => [action, actor.kind]),
		[
			["account.remove", "service"],
			["account.delete", "api-key"],
			["suppression.create", "api-key"],
		],
	);
	assert.equal((await call("GET", `/v1/domains/${other.domain.id}`)).status, 200);
	assert.deepEqual(world.faults, []);
});

test("an export has every thing of the account as a line of JSON, and no secret", async (t) => {
	const world = await plansWorld(t);
	const { call, setup, plan } = world;
	const shop = await withDoor(t, world);
	const other = await aShop(setup, "other.example");
	const { password } = (await setup.smtpUsers.resetPassword(shop.user.id)) as { password: string };
	const { id: planId } = await plan("Growth", 5_000);
	await call("POST", "/v1/plan-requests", { planId }, shop.token);
	await call("POST", "/v1/suppressions", { address: "gone@client.example" }, shop.token);
	const invitation = { email: "ann@client.example", role: "member" };
	assert.equal((await call("POST", "/v1/invitations", invitation, shop.token)).status, 201);
	const webhook = { url: "https://hooks.example/in", eventTypes: ["message.bounced"] };
	const { secret: webhookSecret } = (await call("POST", "/v1/webhooks", webhook, shop.token)).body;
	assert.match(webhookSecret, /^whsec_/);
	const sending = await shop.client(password);
	assert.match(await sending.send("orders@shop.example", ["ann@client.example"], MESSAGE), /^250/);

	const { body } = await call("GET", `/v1/accounts/${shop.account.id}/export`, undefined, shop.token);

	const things = (body as string)
		.trimEnd()
		.split("\n")
		.map((line) => JSON.parse(line) as Json);
	const counts = Object.fromEntries(
		[...Map.groupBy(things, ({ type }) => type as string)].map(([type, all]) => [type, all.length]),
	);
	assert.deepEqual(counts, {
		account: 1,
		domain: 1,
		"smtp-user": 1,
		"api-key": 1,
		webhook: 1,
		invitation: 1,
		usage: 1,
		"plan-request": 1,
		suppression: 1,
		activity: 1,
		audit: 4,
	});
	assert.equal(things.find(({ type }) => type === "usage").used, 1);
	for (const secret of [
		password,
		shop.token,
		webhookSecret,
		"passwordHash",
		"sealedPrivateKey",
		"hash",
		other.account.id,
	])
		assert.ok(!(body as string).includes(secret), secret);
});
