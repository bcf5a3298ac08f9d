/** The shapes of webhooks and their deliveries. */

import { z } from "@hono/zod-openapi";
import type { AccountId } from "../../terms/ids.ts";
import { deliveryStates, pauseReasons, webhookEventTypes } from "../../terms/webhook.ts";
import { id, moment, momentIn } from "./schemas.ts";

const ID = "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX";
const MOMENT = "2026-11-24T08:15:30.000Z";

const url = z.string().min(1).max(2_000).openapi({ example: "https://shop.example/hooks/mail" });
const description = z.string().max(500);
const eventTypes = z.array(z.enum(webhookEventTypes)).min(1).max(webhookEventTypes.length);

const webhookFields = {
	id: z.string(),
	accountId: z.string(),
	url: z.string(),
	description: z.string(),
	eventTypes: z.array(z.enum(webhookEventTypes)),
	enabled: z.boolean().openapi({ description: "False: nothing is sent, and nothing is kept for it" }),
	pausedReason: z.enum(pauseReasons).nullable().openapi({
		description:
			"Why the service stopped sending: nothing but failures for a day, 410 Gone, or too much that waits. What happens meanwhile waits for it to be resumed",
	}),
	createdAt: moment,
	lastDeliveryAt: moment.nullable().openapi({ description: "When it last answered with 2xx" }),
};

const webhookExample = {
	id: ID,
	accountId: ID,
	url: "https://shop.example/hooks/mail",
	description: "Shop",
	eventTypes: ["message.bounced", "message.complained"] as const,
	enabled: true,
	pausedReason: null,
	createdAt: MOMENT,
	lastDeliveryAt: MOMENT,
};

export const webhookView = z
	.strictObject(webhookFields)
	.openapi("Webhook", { example: { ...webhookExample, eventTypes: [...webhookExample.eventTypes] } });

export const webhookWithSecret = z
	.strictObject({
		...webhookFields,
		secret: z.string().openapi({ description: "What signatures are checked with; shown this once" }),
	})
	.openapi("WebhookWithSecret", {
		example: {
			...webhookExample,
			eventTypes: [...webhookExample.eventTypes],
			secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw4u8o0r7J1nE=",
		},
	});

export const newWebhook = z
	.strictObject({
		url,
		description: description.optional(),
		eventTypes,
		accountId: id<AccountId>().optional(),
	})
	.openapi("NewWebhook", {
		example: { url: "https://shop.example/hooks/mail", eventTypes: ["message.bounced"] },
	});

export const webhookChange = z
	.strictObject({
		url: url.optional(),
		description: description.optional(),
		eventTypes: eventTypes.optional(),
		enabled: z.boolean().optional(),
	})
	.openapi("WebhookChange", { example: { enabled: false } });

const deliveryFields = {
	id: z.string(),
	webhookId: z.string(),
	eventId: z.string().openapi({ description: "Sent as webhook-id: the same however often it is sent" }),
	type: z.string().openapi({ example: "message.bounced" }),
	state: z.enum(deliveryStates),
	attempts: z.int(),
	createdAt: moment,
	nextAttemptAt: moment.nullable(),
};

export const deliveryView = z.strictObject(deliveryFields).openapi("WebhookDelivery");

export const deliveryHistoryView = z
	.strictObject({
		...deliveryFields,
		body: z.string().openapi({ description: "The request's body, as it is sent" }),
		log: z
			.array(
				z.strictObject({
					at: moment,
					durationMs: z.int(),
					address: z.string().nullable().openapi({ description: "What was connected to" }),
					requestHeaders: z.record(z.string(), z.string()),
					status: z.int().nullable(),
					response: z.string().openapi({ description: "The beginning of the answer's body" }),
					error: z.string().nullable().openapi({ description: "Why it counts as a failure" }),
				}),
			)
			.openapi({ description: "Every attempt, the oldest first" }),
	})
	.openapi("WebhookDeliveryHistory");

export const deliveryState = z.enum(deliveryStates);

export const replayRequest = z.strictObject({ since: momentIn }).openapi("WebhookReplay");

export const replayed = z
	.strictObject({ replayed: z.int().openapi({ description: "Deliveries that are sent again" }) })
	.openapi("WebhookReplayed", { example: { replayed: 3 } });
