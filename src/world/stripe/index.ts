/**
 * Stripe as the payment provider, through its own library: Checkout, the customer portal, subscriptions, signed events.
 * Calls that make something carry an idempotency key, so that a repetition makes nothing new.
 */

import Stripe from "stripe";
import type { PaymentEvent, PaymentProvider, Subscription } from "../../setup/plan-ports.ts";
import { SECOND } from "../../terms/clock.ts";

export interface StripeConfiguration {
	readonly secretKey: string;
	readonly webhookSecret: string;
	/** "127.0.0.1:4242", spoken to without TLS; null is Stripe. */
	readonly apiHost: string | null;
}

const TIMEOUT_MS = 20 * SECOND;
const RETRIES = 2;
/** How old a signature may be: what is repeated later is signed anew. */
const TOLERANCE_SECONDS = 5 * 60;
/** Nobody has more that are not long over. */
const SUBSCRIPTIONS = 100;

export function createStripe({ secretKey, webhookSecret, apiHost }: StripeConfiguration): PaymentProvider {
	const stripe = new Stripe(secretKey, {
		timeout: TIMEOUT_MS,
		maxNetworkRetries: RETRIES,
		telemetry: false,
		appInfo: { name: "Angarium" },
		...(apiHost === null ? {} : placeOf(apiHost)),
	});
	return {
		...selling(stripe),
		async customer({ id, name }, email) {
			const wanted = { name, metadata: { account: id }, ...(email === null ? {} : { email }) };
			return (await stripe.customers.create(wanted, { idempotencyKey: `customer-${id}` })).id;
		},
		async subscriptions(customer) {
			const { data } = await stripe.subscriptions.list({ customer, status: "all", limit: SUBSCRIPTIONS });
			return data.map(subscriptionOf);
		},
		async cancel(subscription) {
			await stripe.subscriptions.cancel(subscription, { invoice_now: true, prorate: true });
		},
		async event(body, signature) {
			try {
				const event = await stripe.webhooks.constructEventAsync(
					body,
					signature,
					webhookSecret,
					TOLERANCE_SECONDS,
				);
				return eventOf(event);
			} catch {
				// It says no more than that the signature is wrong, or that there is no event under it.
				return undefined;
			}
		},
	};
}

function selling(stripe: Stripe): Pick<PaymentProvider, "checkout" | "expire" | "portal"> {
	return {
		async checkout({ customerId: customer, accountId, priceId: price, returnUrl, key }) {
			const session = await stripe.checkout.sessions.create(
				{
					mode: "subscription",
					customer,
					client_reference_id: accountId,
					line_items: [{ price, quantity: 1 }],
					success_url: `${returnUrl}?paid=1`,
					cancel_url: returnUrl,
				},
				{ idempotencyKey: key },
			);
			if (session.url === null) throw new Error("Stripe has made a payment page without an address");
			return { sessionId: session.id, url: session.url };
		},
		async expire(sessionId) {
			const { status } = await stripe.checkout.sessions.retrieve(sessionId);
			if (status === "open") await stripe.checkout.sessions.expire(sessionId);
		},
		async portal(customer, returnUrl, change) {
			const itemId = change?.subscription.itemId;
			const flow =
				change === undefined || itemId === null || itemId === undefined
					? {}
					: {
							flow_data: {
								type: "subscription_update_confirm" as const,
								subscription_update_confirm: {
									subscription: change.subscription.id,
									items: [{ id: itemId, price: change.priceId, quantity: 1 }],
								},
							},
						};
			const session = await stripe.billingPortal.sessions.create({
				customer,
				return_url: returnUrl,
				...flow,
			});
			return session.url;
		},
	};
}

function placeOf(apiHost: string): Stripe.StripeConfig {
	const { hostname: host, port } = new URL(`http://${apiHost}`);
	return { host, port, protocol: "http" };
}

const subscriptionOf = ({ id, status, created, items }: Stripe.Subscription): Subscription => ({
	id,
	status,
	priceId: items.data[0]?.price.id ?? null,
	itemId: items.data[0]?.id ?? null,
	createdAt: created * SECOND,
});

/** Of everything that is about a customer, who it is. */
function eventOf({ id, type, data }: Stripe.Event): PaymentEvent {
	const { customer } = data.object as { customer?: string | { id: string } | null };
	const customerId = typeof customer === "string" ? customer : (customer?.id ?? null);
	return { id, type, customerId };
}
