/** Plans that are paid at Stripe, by its own library against a fake on loopback: nobody is charged or granted twice. */

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { plansWorld } from "../../../test/support/plans-world.ts";
import { aShop } from "../../../test/support/sending-api.ts";
import { type SignedEvent, startStripeFake, WEBHOOK_SECRET } from "../../../test/support/stripe-fake.ts";
import { MINUTE } from "../../terms/clock.ts";
import { createStripe } from "./index.ts";

async function aPaidWorld(t: TestContext) {
	const stripe = await startStripeFake();
	t.after(() => stripe.close());
	const paymentProvider = createStripe({
		secretKey: "sk_test_1",
		webhookSecret: WEBHOOK_SECRET,
		apiHost: stripe.apiHost,
	});
	const world = await plansWorld(t, { paymentProvider });
	const { app, call, plan, setup } = world;
	const shop = await aShop(setup, "shop.example");
	const small = await plan("Starter", 500, { stripePriceId: "price_small" });
	const large = await plan("Growth", 5_000, { stripePriceId: "price_large" });
	const path = `/v1/accounts/${shop.account.id}`;
	const choose = async (planId: string) => (await call("POST", `${path}/plan`, { planId }, shop.token)).body;
	const send = async ({ body, signature }: SignedEvent): Promise<number> =>
		(
			await app.request("/v1/stripe/events", {
				method: "POST",
				headers: { "content-type": "application/json", "stripe-signature": signature },
				body,
			})
		).status;
	const has = async () => {
		const { plan, nextPlan } = (await call("GET", path)).body;
		return { plan: plan?.name ?? null, next: nextPlan === null ? undefined : nextPlan.name };
	};
	/** A subscription to the small plan. */
	const subscribed = async () => {
		const session = stripe.pay((await choose(small.id)).checkoutUrl);
		assert.equal(await send(stripe.event("checkout.session.completed", session)), 200);
		const subscription = stripe.subscriptions.get(session.subscription ?? "");
		assert.ok(subscription !== undefined);
		return { session, subscription };
	};
	const changes = async () => (await world.told()).filter(({ type }) => type === "plan.changed").length;
	return { ...world, stripe, shop, small, large, path, choose, send, has, subscribed, changes };
}

test("a plan that is paid is had, once, however often and in whatever order it is told", async (t) => {
	const { stripe, send, has, subscribed, changes } = await aPaidWorld(t);
	const { session, subscription } = await subscribed();
	assert.deepEqual(await has(), { plan: "Starter", next: undefined });

	const event = stripe.event("checkout.session.completed", session, "evt_repeated");
	const events = [
		event,
		event,
		stripe.event("invoice.paid", { customer: subscription.customer }),
		// Told late: as it was before it was paid.
		stripe.event("customer.subscription.updated", { ...subscription, status: "incomplete" }),
	];
	const answers = await Promise.all(events.map(send));

	assert.deepEqual(new Set(answers), new Set([200]));
	assert.deepEqual(await has(), { plan: "Starter", next: undefined });
	assert.equal(await changes(), 1);
	assert.deepEqual(stripe.charged, ["price_small"]);
});

test("what was said of a subscription before its end does not bring it back", async (t) => {
	const { stripe, send, has, subscribed, changes } = await aPaidWorld(t);
	const { subscription } = await subscribed();
	const before = stripe.event("customer.subscription.updated", subscription);
	subscription.status = "canceled";
	assert.equal(await send(stripe.event("customer.subscription.deleted", subscription)), 200);
	assert.deepEqual(await has(), { plan: "Starter", next: null }, "until the period ends");
	assert.equal(await send(before), 200);
	assert.deepEqual(await has(), { plan: "Starter", next: null });
	assert.equal(await changes(), 2);
});

test("a failed payment leaves the plan while Stripe tries again, and takes it when Stripe gives up", async (t) => {
	const { stripe, send, has, subscribed } = await aPaidWorld(t);
	const { subscription } = await subscribed();
	subscription.status = "past_due";
	await send(stripe.event("invoice.payment_failed", { customer: subscription.customer }));
	assert.deepEqual(await has(), { plan: "Starter", next: undefined });
	subscription.status = "unpaid";
	await send(stripe.event("customer.subscription.updated", subscription));
	assert.deepEqual(await has(), { plan: "Starter", next: null });
});

test("who pays changes at Stripe: a higher plan at once, a lower one from the next period", async (t) => {
	const { stripe, send, has, subscribed, choose, large, small } = await aPaidWorld(t);
	const { subscription } = await subscribed();
	const chosen = await choose(large.id);
	assert.match(chosen.checkoutUrl, /^https:\/\/billing\.stripe\.example\//);
	const [portal] = stripe.portals;
	assert.equal(portal?.get("flow_data[subscription_update_confirm][items][0][price]"), "price_large");
	assert.equal(portal.get("flow_data[subscription_update_confirm][subscription]"), subscription.id);
	const [item] = subscription.items.data;
	assert.ok(item !== undefined);
	item.price.id = "price_large";
	await send(stripe.event("customer.subscription.updated", subscription));
	assert.deepEqual(await has(), { plan: "Growth", next: undefined });
	item.price.id = small.stripePriceId;
	await send(stripe.event("customer.subscription.updated", subscription));
	assert.deepEqual(await has(), { plan: "Growth", next: "Starter" });
	assert.deepEqual(stripe.charged, ["price_small"], "no second subscription was begun");
});

test("a payment page that is left open cannot be paid beside the next one", async (t) => {
	const { stripe, choose, small, large } = await aPaidWorld(t);
	const first = (await choose(small.id)).checkoutUrl;
	const second = (await choose(large.id)).checkoutUrl;
	assert.notEqual(first, second);
	assert.throws(() => stripe.pay(first), /expired/);
	stripe.pay(second);
	assert.equal(stripe.customers.size, 1);
});

test("of two subscriptions the later one counts, and the other is cancelled", async (t) => {
	const { stripe, send, has, subscribed } = await aPaidWorld(t);
	const { subscription } = await subscribed();
	const other = {
		...structuredClone(subscription),
		id: "sub_other",
		created: subscription.created + 60,
		items: { object: "list" as const, data: [{ id: "si_other", price: { id: "price_large" } }] },
	};
	stripe.subscriptions.set(other.id, other);
	await send(stripe.event("customer.subscription.created", other));
	assert.equal(subscription.status, "canceled");
	assert.deepEqual(await has(), { plan: "Growth", next: undefined });
	await send(stripe.event("customer.subscription.deleted", subscription));
	assert.deepEqual(await has(), { plan: "Growth", next: undefined });
});

test("an event without Stripe's signature of now is turned away, and so is a large one", async (t) => {
	const { stripe, send, has, choose, small, app } = await aPaidWorld(t);
	const session = stripe.pay((await choose(small.id)).checkoutUrl);
	const { body, signature } = stripe.event("checkout.session.completed", session);
	assert.equal(await send({ body, signature: "" }), 400);
	assert.equal(await send({ body: `${body} `, signature }), 400);
	const old = stripe.event("checkout.session.completed", session, "evt_old", Date.now() - 6 * MINUTE);
	assert.equal(await send(old), 400);
	assert.equal(await send({ body: " ".repeat(600_000), signature }), 413);
	assert.deepEqual(await has(), { plan: null, next: undefined });
	const typed = await app.request("/v1/stripe/events", {
		method: "POST",
		body,
		headers: { "content-type": "text/plain" },
	});
	assert.ok(typed.status >= 400);
});

test("while Stripe is away an event is not taken, and its repetition does all of it", async (t) => {
	const { stripe, send, has, choose, small, faults } = await aPaidWorld(t);
	const session = stripe.pay((await choose(small.id)).checkoutUrl);
	const event = stripe.event("checkout.session.completed", session);
	stripe.trouble.away = true;
	assert.equal(await send(event), 503);
	assert.equal(faults.length, 1);
	assert.doesNotMatch(faults.join(), /sk_test|whsec/);
	stripe.trouble.away = false;
	assert.equal(await send(event), 200);
	assert.deepEqual(await has(), { plan: "Starter", next: undefined });
});

test("a customer that is not ours, and an event about none, are taken and change nothing", async (t) => {
	const { stripe, send, changes } = await aPaidWorld(t);
	assert.equal(await send(stripe.event("invoice.paid", { customer: "cus_other" })), 200);
	assert.equal(await send(stripe.event("payout.paid", { amount: 1 })), 200);
	assert.equal(await changes(), 0);
});

test("what Stripe changes is in the audit log, and the customer's pages are there once something was paid", async (t) => {
	const { store, shop, subscribed, call, path } = await aPaidWorld(t);
	assert.equal((await call("POST", `${path}/billing-portal`, undefined, shop.token)).status, 409);
	await subscribed();
	const page = await call("POST", `${path}/billing-portal`, undefined, shop.token);
	assert.match(page.body.url, /^https:\/\/billing\.stripe\.example\//);
	const log = await store.audit.list({ accountId: shop.account.id, action: "account.change-plan" }, 10);
	assert.ok(
		log.some(({ actor }) => actor.kind === "service" && actor.name === "Stripe (checkout.session.completed)"),
	);
});

test("without Stripe nothing is paid, and its events have no place", async (t) => {
	const { app, call, setup } = await plansWorld(t);
	const shop = await aShop(setup, "shop.example");
	const answer = await app.request("/v1/stripe/events", {
		method: "POST",
		body: "{}",
		headers: { "content-type": "application/json" },
	});
	assert.equal(answer.status, 404);
	assert.equal((await call("POST", `/v1/accounts/${shop.account.id}/billing-portal`)).status, 409);
});
