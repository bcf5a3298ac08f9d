/** The calls about what was sent to webhooks, and what came back. */

import { z } from "@hono/zod-openapi";
import type { DeliveryHistory, Webhooks } from "../../report/index.ts";
import { isProblem } from "../../setup/index.ts";
import type { WebhookDeliveryId, WebhookId } from "../../terms/ids.ts";
import type { WebhookDelivery } from "../../terms/webhook.ts";
import type { Scope } from "./access.ts";
import { given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { type ApiProblem, fromSetup, isApiProblem, nothing } from "./problem.ts";
import { id, page, pageQuery } from "./schemas.ts";
import { deliveryHistoryView, deliveryState, deliveryView } from "./webhook-schemas.ts";
import { showDelivery, showHistory } from "./webhook-views.ts";
import { beyondActivity, visibleWebhook } from "./webhooks.ts";

const tag = "Webhooks";
const params = z.strictObject({ id: id<WebhookDeliveryId>() });

export const webhookDeliveryEndpoints = ({ webhooks }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/webhooks/{id}/deliveries",
		tag,
		summary: "List what was sent to a webhook",
		description: "Newest first; kept for 14 days unless the operator says otherwise.",
		access: "webhooks:read",
		params: z.strictObject({ id: id<WebhookId>() }),
		query: z.strictObject({ ...pageQuery, state: deliveryState.optional() }),
		answers: page(deliveryView),
		async run({ scope, params, query: { limit, cursor, state } }) {
			const webhook = await visibleWebhook(webhooks, scope, params.id);
			if (isApiProblem(webhook)) return webhook;
			const before = cursor as WebhookDeliveryId | undefined;
			const rows = await webhooks.deliveries.list(webhook.id, given({ state }), limit + 1, before);
			return pageOf(rows, limit, showDelivery);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/webhook-deliveries/{id}",
		tag,
		summary: "Get a delivery with its requests and answers",
		access: "webhooks:read",
		params,
		answers: deliveryHistoryView,
		async run({ scope, params }) {
			const found = await visible(webhooks, scope, params.id);
			return isApiProblem(found) ? found : showHistory(found);
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/webhook-deliveries/{id}/replay",
		tag,
		summary: "Send a delivery again",
		description: "Whatever became of it, and under the same webhook-id.",
		access: "webhooks:write",
		audits: "webhook-delivery.replay",
		params,
		answers: deliveryView,
		async run({ scope, params }) {
			const found = await visible(webhooks, scope, params.id);
			if (isApiProblem(found)) return found;
			const begun = await webhooks.deliveries.replay(params.id);
			return isProblem(begun) ? fromSetup(begun) : showDelivery(begun as WebhookDelivery);
		},
	}),
];

async function visible(
	webhooks: Webhooks,
	scope: Scope,
	wanted: WebhookDeliveryId,
): Promise<DeliveryHistory | ApiProblem> {
	const found = await webhooks.deliveries.one(wanted);
	if (found === undefined) return nothing("delivery");
	const webhook = await visibleWebhook(webhooks, scope, found.delivery.webhookId);
	if (isApiProblem(webhook)) return nothing("delivery");
	return beyondActivity(scope, [found.delivery.type]) ?? found;
}
