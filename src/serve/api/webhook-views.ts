/** Webhooks and deliveries as the API shows them: secrets left out. */

import type { z } from "@hono/zod-openapi";
import type { DeliveryHistory, WithSecret } from "../../report/index.ts";
import type { Webhook, WebhookDelivery } from "../../terms/webhook.ts";
import { at } from "./views.ts";
import type { deliveryHistoryView, deliveryView, webhookView, webhookWithSecret } from "./webhook-schemas.ts";

const atOrNull = (moment: number | null): string | null => (moment === null ? null : at(moment));

export const showWebhook = (webhook: Webhook): z.input<typeof webhookView> => ({
	id: webhook.id,
	accountId: webhook.accountId,
	url: webhook.url,
	description: webhook.description,
	eventTypes: [...webhook.eventTypes],
	enabled: webhook.enabled,
	pausedReason: webhook.pausedReason,
	createdAt: at(webhook.createdAt),
	lastDeliveryAt: atOrNull(webhook.lastDeliveryAt),
});

export const showWithSecret = ({ webhook, secret }: WithSecret): z.input<typeof webhookWithSecret> => ({
	...showWebhook(webhook),
	secret,
});

export const showDelivery = (delivery: WebhookDelivery): z.input<typeof deliveryView> => ({
	id: delivery.id,
	webhookId: delivery.webhookId,
	eventId: delivery.eventId,
	type: delivery.type,
	state: delivery.state,
	attempts: delivery.attempts,
	createdAt: at(delivery.createdAt),
	nextAttemptAt: atOrNull(delivery.dueAt),
});

export const showHistory = ({
	delivery,
	attempts,
}: DeliveryHistory): z.input<typeof deliveryHistoryView> => ({
	...showDelivery(delivery),
	body: delivery.body,
	log: attempts.map((attempt) => ({
		...attempt,
		at: at(attempt.at),
		requestHeaders: { ...attempt.requestHeaders },
	})),
});
