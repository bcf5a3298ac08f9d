/** The calls about paying: the customer's pages at the payment provider, and what the provider tells of. */

import { z } from "@hono/zod-openapi";
import { isProblem } from "../../setup/index.ts";
import type { AccountId } from "../../terms/ids.ts";
import { maySee } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type ContentStream, type Endpoint, endpoint } from "./endpoint.ts";
import { fromSetup, nothing, problem } from "./problem.ts";
import { id } from "./schemas.ts";

const tag = "Billing";
/** Their events are some kilobytes. */
const EVENT_BYTES = 512 * 1024;

export const billingEndpoints = ({ setup, url }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/accounts/{id}/billing-portal",
		tag,
		summary: "Get the page with an account's invoices, cards and subscription",
		access: "plans:choose",
		params: z.strictObject({ id: id<AccountId>() }),
		answers: z.strictObject({ url: z.string() }).openapi("BillingPortal", {
			example: { url: "https://billing.stripe.com/p/session/..." },
		}),
		async run({ scope, params }) {
			if (!maySee(scope, params.id)) return nothing("account");
			if (setup.payments === null) return notPaidHere;
			const page = await setup.payments.portal(params.id, `${url()}/pricing`);
			return isProblem(page) ? fromSetup(page) : { url: page.url };
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/stripe/events",
		tag,
		summary: "Take an event of Stripe",
		description: "Signed by Stripe with the webhook's secret; for nobody else.",
		access: "anyone",
		streams: "application/json",
		answers: z.strictObject({ received: z.literal(true) }).openapi("EventReceived"),
		async run({ stream, header }) {
			if (setup.payments === null) return nothing("payment provider");
			const body = await whole(stream);
			if (body === undefined)
				return problem("request-too-large", `An event has ${EVENT_BYTES} octets at most`);
			const taken = await setup.payments.take(body, header("stripe-signature") ?? "");
			return taken === "forged"
				? problem("signature-wrong", "The event does not have Stripe's signature of now")
				: { received: true as const };
		},
	}),
];

/** The octets as they were signed; undefined when there are too many. */
async function whole(stream: ContentStream | null): Promise<Buffer | undefined> {
	const octets: Buffer[] = [];
	let bytes = 0;
	for await (const piece of stream?.octets() ?? []) {
		bytes += piece.length;
		if (bytes > EVENT_BYTES) return undefined;
		octets.push(piece);
	}
	return Buffer.concat(octets);
}

const notPaidHere = problem("unavailable", "Nothing is paid here: plans are the operator's to give");
