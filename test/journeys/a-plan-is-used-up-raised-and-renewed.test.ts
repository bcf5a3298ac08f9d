/**
 * An account on a plan of a hundred recipients sends by twenty connections at once until it is refused. A higher plan
 * lifts the refusal for the next recipient, and the next billing period begins with nothing used. Once with the operator
 * deciding, once with Stripe paid.
 */

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createStripe } from "../../src/world/stripe/index.ts";
import type { Json } from "../support/json.ts";
import { A_PERIOD_MS, type PlansWorld, plansWorld, withDoor } from "../support/plans-world.ts";
import type { SmtpClient } from "../support/smtp-client.ts";
import { startStripeFake, WEBHOOK_SECRET } from "../support/stripe-fake.ts";

const CONNECTIONS = 20;
const MESSAGE = "From: orders@shop.example\r\nSubject: Hello\r\n\r\nHello\r\n";

/** Sends one recipient after another until it is refused; gives how many were accepted, and the refusal. */
async function untilRefused(client: SmtpClient, who: number) {
	for (let accepted = 0; ; accepted++) {
		const answer = await client.send("orders@shop.example", [`${who}.${accepted}@client.example`], MESSAGE);
		if (!answer.startsWith("250")) return { accepted, answer };
	}
}

interface Used {
	readonly world: PlansWorld;
	readonly shop: Awaited<ReturnType<typeof withDoor>>;
	readonly clients: readonly SmtpClient[];
	readonly usage: () => Promise<Json>;
}

/** A hundred recipients are used by twenty connections, exactly. */
async function usedUp(t: TestContext, world: PlansWorld, small: Json): Promise<Used> {
	const shop = await withDoor(t, world);
	const path = `/v1/accounts/${shop.account.id}`;
	assert.equal((await world.call("PATCH", path, { monthlyRecipients: 0 })).status, 200);
	assert.deepEqual((await world.call("POST", `${path}/plan`, { planId: small.id })).body, {
		outcome: "changed",
	});
	const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => shop.client()));

	const ends = await Promise.all(clients.map(untilRefused));

	assert.equal(
		ends.reduce((sum, { accepted }) => sum + accepted, 0),
		100,
	);
	for (const { answer } of ends) assert.match(answer, /\[quota-exceeded\]/);
	const usage = async () => (await world.call("GET", `${path}/usage`, undefined, shop.token)).body;
	const { state, used, limit, marks, plan } = await usage();
	assert.deepEqual([state, used, limit, marks, plan.name], ["exhausted", 100, 100, [80, 90, 100], "Starter"]);
	const marksTold = (await world.told()).filter(({ type }) => type.startsWith("quota."));
	assert.deepEqual(
		// Within one millisecond they have no order.
		marksTold
			.map(({ type, data }) => [type, (data as Json).mark, (data as Json).used])
			.sort(([, a], [, b]) => a - b),
		[
			["quota.warning", 80, 80],
			["quota.warning", 90, 90],
			["quota.exhausted", 100, 100],
		],
	);
	return { world, shop, clients, usage };
}

/** The session that was refused sends on, and a new period begins with nothing used. */
async function goesOnAndRenews({ world, shop, clients, usage }: Used) {
	const [client] = clients as [SmtpClient];
	const answer = await client.send("orders@shop.example", ["more@client.example"], MESSAGE);
	assert.match(answer, /^250/);
	const raised = await usage();
	assert.deepEqual([raised.used, raised.limit, raised.state, raised.plan.name], [101, 1_000, "ok", "Growth"]);

	await world.pass(A_PERIOD_MS);

	const renewed = await usage();
	assert.deepEqual([renewed.used, renewed.state, renewed.marks], [0, "ok", []]);
	assert.deepEqual((await world.told()).filter(({ type }) => type === "quota.renewed").length, 1);
	const later = await shop.client();
	assert.match(await later.send("orders@shop.example", ["new@client.example"], MESSAGE), /^250/);
	assert.equal((await usage()).used, 1);
	assert.deepEqual(world.faults, []);
}

test("a plan is used up to the recipient, a request for a higher one is accepted, the period renews", async (t) => {
	const world = await plansWorld(t);
	world.setup.billingTask.start();
	t.after(() => world.setup.billingTask.stop());
	const small = await world.plan("Starter", 100);
	const large = await world.plan("Growth", 1_000);
	const used = await usedUp(t, world, small);

	const asked = await world.call(
		"POST",
		`/v1/accounts/${used.shop.account.id}/plan`,
		{ planId: large.id, note: "Winter sale" },
		used.shop.token,
	);
	assert.equal(asked.body.outcome, "requested");
	const [client] = used.clients as [SmtpClient];
	assert.match(
		await client.send("orders@shop.example", ["early@client.example"], MESSAGE),
		/\[quota-exceeded\]/,
		"asking alone raises nothing",
	);
	const accepted = await world.call("POST", `/v1/plan-requests/${asked.body.requestId}/accept`, {
		note: "Done",
	});
	assert.equal(accepted.body.state, "accepted");
	const told = (await world.told()).filter(({ type }) => type.startsWith("plan."));
	assert.deepEqual(
		told.map(({ type, data }) => [type, (data as Json).planName, (data as Json).note]),
		[
			["plan.changed", "Starter", undefined],
			["plan.requested", "Growth", "Winter sale"],
			["plan.changed", "Growth", "Done"],
		],
	);

	await goesOnAndRenews(used);
});

test("a plan is used up to the recipient, a higher one is paid at Stripe, the period renews", async (t) => {
	const stripe = await startStripeFake();
	t.after(() => stripe.close());
	const paymentProvider = createStripe({
		secretKey: "sk_test_1",
		webhookSecret: WEBHOOK_SECRET,
		apiHost: stripe.apiHost,
	});
	const world = await plansWorld(t, { paymentProvider });
	world.setup.billingTask.start();
	t.after(() => world.setup.billingTask.stop());
	const small = await world.plan("Starter", 100);
	const large = await world.plan("Growth", 1_000, { stripePriceId: "price_growth" });
	const used = await usedUp(t, world, small);

	const path = `/v1/accounts/${used.shop.account.id}/plan`;
	const chosen = (await world.call("POST", path, { planId: large.id }, used.shop.token)).body;
	assert.equal(chosen.outcome, "checkout");
	const session = stripe.pay(chosen.checkoutUrl);
	const { body, signature } = stripe.event("checkout.session.completed", session);
	const taken = await world.app.request("/v1/stripe/events", {
		method: "POST",
		headers: { "content-type": "application/json", "stripe-signature": signature },
		body,
	});
	assert.deepEqual([taken.status, await taken.json()], [200, { received: true }]);

	await goesOnAndRenews(used);
});
