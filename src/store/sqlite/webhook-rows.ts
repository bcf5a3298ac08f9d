/** Rows of webhooks and their deliveries, as the terms that they are. */

import type { Webhook, WebhookAttempt, WebhookDelivery } from "../../terms/webhook.ts";
import { bufferOf } from "./content.ts";
import type { Answer, Parameter } from "./reader.ts";
import { parsed } from "./report-rows.ts";

export const WEBHOOK_COLUMNS = `id, account_id, url, description, event_types, enabled, paused_reason, sealed_secret,
	previous_sealed_secret, previous_until, failing_since, created_at, last_delivery_at`;

export const webhookRow = (webhook: Webhook): readonly Parameter[] => [
	webhook.id,
	webhook.accountId,
	webhook.url,
	webhook.description,
	JSON.stringify(webhook.eventTypes),
	Number(webhook.enabled),
	webhook.pausedReason,
	webhook.sealedSecret,
	webhook.previousSealedSecret,
	webhook.previousUntil,
	webhook.failingSince,
	webhook.createdAt,
	webhook.lastDeliveryAt,
];

export const webhookOf = (row: Answer): Webhook => ({
	id: row["id"] as Webhook["id"],
	accountId: row["account_id"] as Webhook["accountId"],
	url: row["url"] as string,
	description: row["description"] as string,
	eventTypes: JSON.parse(row["event_types"] as string) as Webhook["eventTypes"],
	enabled: row["enabled"] === 1,
	pausedReason: row["paused_reason"] as Webhook["pausedReason"],
	sealedSecret: bufferOf(row["sealed_secret"]),
	previousSealedSecret:
		row["previous_sealed_secret"] === null ? null : bufferOf(row["previous_sealed_secret"]),
	previousUntil: row["previous_until"] as number | null,
	failingSince: row["failing_since"] as number | null,
	createdAt: row["created_at"] as number,
	lastDeliveryAt: row["last_delivery_at"] as number | null,
});

export const DELIVERY_COLUMNS =
	"id, webhook_id, event_id, type, body, created_at, state, attempts, tries, due_at";

export const deliveryRow = (delivery: WebhookDelivery): readonly Parameter[] => [
	delivery.id,
	delivery.webhookId,
	delivery.eventId,
	delivery.type,
	delivery.body,
	delivery.createdAt,
	delivery.state,
	delivery.attempts,
	delivery.tries,
	delivery.dueAt,
];

export const deliveryOf = (row: Answer): WebhookDelivery => ({
	id: row["id"] as WebhookDelivery["id"],
	webhookId: row["webhook_id"] as WebhookDelivery["webhookId"],
	eventId: row["event_id"] as WebhookDelivery["eventId"],
	type: row["type"] as WebhookDelivery["type"],
	body: row["body"] as string,
	createdAt: row["created_at"] as number,
	state: row["state"] as WebhookDelivery["state"],
	attempts: row["attempts"] as number,
	tries: row["tries"] as number,
	dueAt: row["due_at"] as number | null,
});

export const attemptOf = (row: Answer): WebhookAttempt => ({
	at: row["at"] as number,
	durationMs: row["duration_ms"] as number,
	address: row["address"] as string | null,
	requestHeaders: parsed<WebhookAttempt["requestHeaders"]>(row["request_headers"]) ?? {},
	status: row["status"] as number | null,
	response: row["response"] as string,
	error: row["error"] as string | null,
});
