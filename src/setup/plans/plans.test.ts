import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type PlansWorld, plansWorld } from "../../../test/support/plans-world.ts";
import { aShop } from "../../../test/support/sending-api.ts";
import { DAY, HOUR } from "../../terms/clock.ts";
import type { AccountId } from "../../terms/ids.ts";
import { quotaAt } from "../../terms/plan.ts";

async function aWorld(t: TestContext, options: Parameters<typeof plansWorld>[1] = {}) {
	const world = await plansWorld(t, options);
	const shop = await aShop(world.setup, "shop.example");
	const small = await world.plan("Starter", 100);
	const large = await world.plan("Growth", 1_000);
	const path = `/v1/accounts/${shop.account.id}`;
	const choose = async (planId: string | null) => (await world.call("POST", `${path}/plan`, { planId })).body;
	const account = async () => (await world.call("GET", path)).body;
	return { ...world, shop, small, large, path, choose, account };
}

const quotaNow = async ({ setup }: Pick<PlansWorld, "setup">, id: AccountId): Promise<number> =>
	(await setup.directory.quota(id)).limit;

test("a higher plan works at once, a lower one from the next billing period, to the millisecond, told both times", async (t) => {
	const world = await aWorld(t);
	const { clock, shop, small, large, choose, told, setup } = world;
	assert.deepEqual(await choose(large.id), { outcome: "changed" });
	assert.equal(await quotaNow(world, shop.account.id), 1_000);

	const { renewsAt } = await setup.directory.quota(shop.account.id);
	assert.deepEqual(await choose(small.id), { outcome: "scheduled", from: new Date(renewsAt).toISOString() });
	assert.deepEqual(await choose(small.id), { outcome: "scheduled", from: new Date(renewsAt).toISOString() });

	await clock.advance(renewsAt - clock.now() - 1);
	assert.equal(await quotaNow(world, shop.account.id), 1_000);
	await clock.advance(1);
	assert.equal(await quotaNow(world, shop.account.id), 100, "although nothing has written it down yet");
	setup.billingTask.start();
	t.after(() => setup.billingTask.stop());
	await world.pass(HOUR);
	const { plan, nextPlan } = await world.account();
	assert.deepEqual([plan.name, nextPlan], ["Starter", null]);
	assert.deepEqual(
		(await told()).map(({ type, data }) => [
			type,
			(data as { planName: string; from?: number }).planName,
			"from" in data,
		]),
		[
			["plan.changed", "Growth", false],
			["plan.changed", "Starter", true],
			["plan.changed", "Starter", false],
		],
	);
});

test("a lower plan that is scheduled begins after a restart as well, and can be taken back before", async (t) => {
	const before = await aWorld(t);
	const { shop, small, large, choose, path, call } = before;
	await choose(large.id);
	await choose(small.id);
	const usage = (await call("GET", `${path}/usage`)).body;
	assert.deepEqual(
		[usage.plan.name, usage.nextPlan.name, usage.nextPlan.from],
		["Growth", "Starter", usage.renewsAt],
	);
	await before.store.close();

	const after = await plansWorld(t, { start: usage.renewsAt, folder: before.store.folder });
	assert.equal(await quotaNow(after, shop.account.id), 100);

	const again = await aWorld(t);
	await again.choose(again.large.id);
	await again.choose(again.small.id);
	assert.equal((await again.call("DELETE", `${again.path}/next-plan`)).body.nextPlan, null);
	assert.equal((await again.call("DELETE", `${again.path}/next-plan`)).status, 409);
	await again.pass(40 * DAY);
	assert.equal(await quotaNow(again, again.shop.account.id), 1_000);
});

test("a higher plan takes back a lower one that is scheduled, and no plan at all is the lowest", async (t) => {
	const { small, large, choose, account } = await aWorld(t);
	await choose(large.id);
	await choose(small.id);
	assert.deepEqual(await choose(large.id), { outcome: "changed" });
	assert.equal((await account()).nextPlan, null);
	assert.equal((await choose(null)).outcome, "scheduled");
	assert.deepEqual((await account()).nextPlan.id, null);
});

test("a change of a plan is one for every account that has it, at the next command", async (t) => {
	const world = await aWorld(t);
	const { setup, shop, small, choose, call } = world;
	await choose(small.id);
	const sender = await setup.directory.sender(shop.user.username);
	assert.ok(sender !== undefined);
	assert.equal(
		quotaAt((await setup.directory.refresh(sender))?.account ?? shop.account, world.clock.now()),
		100,
	);
	assert.equal((await call("PATCH", `/v1/plans/${small.id}`, { monthlyRecipients: 150 })).status, 200);
	assert.equal(
		quotaAt((await setup.directory.refresh(sender))?.account ?? shop.account, world.clock.now()),
		150,
	);
	assert.equal((await call("DELETE", `/v1/plans/${small.id}`)).status, 409);
});

test("another time zone moves the end of the period, and neither what was used nor what is scheduled", async (t) => {
	const world = await aWorld(t);
	const { setup, shop, small, large, choose, call, path } = world;
	await choose(large.id);
	await choose(small.id);
	const before = (await call("GET", `${path}/usage`)).body;
	assert.equal(
		(await call("PATCH", path, { timeZone: "america/new_york" }, shop.token)).body.timeZone,
		"America/New_York",
	);
	const after = (await call("GET", `${path}/usage`)).body;
	assert.equal(Date.parse(after.renewsAt) - Date.parse(before.renewsAt), 0, "New York's summer had begun");
	await call("PATCH", path, { timeZone: "Australia/Sydney" });
	const { renewsAt, nextPlan } = (await call("GET", `${path}/usage`)).body;
	assert.equal(Date.parse(renewsAt) - Date.parse(before.renewsAt), HOUR, "Sydney's summer ends in between");
	assert.equal(nextPlan.from, renewsAt);
	assert.equal((await setup.directory.quota(shop.account.id)).period, 0);
	const wrong = await call("PATCH", path, { timeZone: "+02:00" });
	assert.deepEqual([wrong.status, wrong.body.errors[0].field], [422, "body.timeZone"]);
});

test("a request is declined or withdrawn once, and nothing changes by it but that it is told", async (t) => {
	const { shop, large, call, account, told, small } = await aWorld(t);
	const ask = (planId: string, token = shop.token) =>
		call("POST", "/v1/plan-requests", { planId, note: "Please" }, token);
	const first = await ask(large.id);
	assert.deepEqual(
		[first.status, first.body.state, first.body.requestedBy],
		[201, "pending", "shop.example"],
	);
	assert.equal((await ask(small.id)).status, 409, "one waits at a time");
	const path = `/v1/plan-requests/${first.body.id}`;
	assert.equal((await call("POST", `${path}/accept`, {}, shop.token)).status, 403);
	const declined = await call("POST", `${path}/decline`, { note: "Not yet" });
	assert.deepEqual([declined.body.state, declined.body.answer], ["declined", "Not yet"]);
	assert.equal((await call("POST", `${path}/accept`)).status, 409);
	const second = await ask(large.id);
	assert.equal(
		(await call("DELETE", `/v1/plan-requests/${second.body.id}`, undefined, shop.token)).body.state,
		"withdrawn",
	);
	assert.equal((await account()).plan, null);
	assert.deepEqual(
		(await told()).map(({ type }) => type),
		["plan.requested", "plan.declined", "plan.requested"],
	);
	const list = (await call("GET", "/v1/plan-requests?state=declined", undefined, shop.token)).body.items;
	assert.deepEqual(
		list.map(({ id }: { id: string }) => id),
		[first.body.id],
	);
});

test("an account sees what it may choose and what it has, and another account's requests are not there", async (t) => {
	const { setup, shop, plan, call, large, choose, path } = await aWorld(t);
	const hidden = await plan("Hidden", 5_000, { listed: false });
	const names = async (token?: string) =>
		(await call("GET", "/v1/plans", undefined, token)).body.items.map(({ name }: { name: string }) => name);
	assert.deepEqual(await names(), ["Starter", "Growth", "Hidden"]);
	assert.deepEqual(await names(shop.token), ["Starter", "Growth"]);
	assert.equal((await call("GET", `/v1/plans/${hidden.id}`, undefined, shop.token)).status, 404);
	assert.equal((await call("POST", `${path}/plan`, { planId: hidden.id }, shop.token)).status, 404);
	await choose(hidden.id);
	assert.deepEqual(await names(shop.token), ["Starter", "Growth", "Hidden"]);
	const other = await aShop(setup, "other.example");
	const asked = (await call("POST", "/v1/plan-requests", { planId: large.id }, other.token)).body;
	for (const [method, at] of [
		["GET", `/v1/plan-requests/${asked.id}`],
		["DELETE", `/v1/plan-requests/${asked.id}`],
		["POST", `/v1/accounts/${other.account.id}/plan`],
		["DELETE", `/v1/accounts/${other.account.id}/next-plan`],
	] as const) {
		const body = method === "POST" ? { planId: large.id } : undefined;
		assert.equal((await call(method, at, body, shop.token)).status, 404, `${method} ${at}`);
	}
});

test("what cannot be in a plan is said by its field", async (t) => {
	const { call } = await aWorld(t);
	for (const [change, field] of [
		[{ price: { amountMinor: 100, currency: "EUX" } }, "body.price.currency"],
		[{ stripePriceId: "prod_1" }, "body.stripePriceId"],
		[{ limits: { retentionDays: 0 } }, "body.limits.retentionDays"],
		[{ limits: { retentionDays: 100_000 } }, "body.limits.retentionDays"],
		[{ name: "a\u0007" }, "body.name"],
	] as const) {
		const { status, body } = await call("POST", "/v1/plans", {
			name: "Wrong",
			monthlyRecipients: 1,
			...change,
		});
		assert.deepEqual([status, body.errors?.[0]?.field], [422, field]);
	}
});

test("a plan has room for so many domains and users, and says its name when there is no more", async (t) => {
	const { shop, plan, choose, call } = await aWorld(t);
	const tight = await plan("Tight", 500, { limits: { domains: 1, smtpUsers: 2 } });
	await choose(tight.id);
	const domain = await call("POST", "/v1/domains", { name: "second.example" }, shop.token);
	assert.deepEqual([domain.status, domain.body.reason], [409, "plan-limit"]);
	assert.match(domain.body.detail, /plan Tight has room for 1 sending domain:/);
	const user = () => call("POST", "/v1/smtp-users", { domainId: shop.domain.id }, shop.token);
	assert.equal((await user()).status, 201);
	const third = await user();
	assert.deepEqual([third.status, third.body.reason], [409, "plan-limit"]);
	assert.match(third.body.detail, /plan Tight has room for 2 SMTP users:/);
});
