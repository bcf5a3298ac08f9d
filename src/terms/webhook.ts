/** Webhooks: where an account is told of events over HTTP, and what became of each telling. */

import type { Instant } from "./clock.ts";
import type { EventType } from "./events.ts";
import type { AccountId, EventId, WebhookDeliveryId, WebhookId } from "./ids.ts";

/** What webhooks can be for. The other events are for mails only. */
export const webhookEventTypes = [
	"message.accepted",
	"message.deferred",
	"message.delivered",
	"message.bounced",
	"message.rejected",
	"message.complained",
	"domain.verified",
	"domain.broken",
	"domain.mended",
	"domain.stopped",
	"quota.warning",
	"quota.exhausted",
	"quota.renewed",
	"plan.changed",
] as const satisfies readonly EventType[];

export type WebhookEventType = (typeof webhookEventTypes)[number];

/** Sent on demand, to whatever the webhook is for. */
export const TEST_EVENT = "webhook.test";

/**
 * Why the service stopped sending. failing: nothing but failures for a day. gone: the receiver answered 410. backlog: too
 * much waits for it.
 */
export const pauseReasons = ["failing", "gone", "backlog"] as const;
export type PauseReason = (typeof pauseReasons)[number];

export interface Webhook {
	readonly id: WebhookId;
	readonly accountId: AccountId;
	readonly url: string;
	readonly description: string;
	readonly eventTypes: readonly WebhookEventType[];
	/** False: the account does not want it now, and nothing is kept for it. */
	readonly enabled: boolean;
	/** While set, what happens waits. */
	readonly pausedReason: PauseReason | null;
	/** "whsec_…", encrypted under the server key. */
	readonly sealedSecret: Uint8Array;
	/** The one before, which signs as well until `previousUntil`. */
	readonly previousSealedSecret: Uint8Array | null;
	readonly previousUntil: Instant | null;
	/** The first failure since the last success. */
	readonly failingSince: Instant | null;
	readonly createdAt: Instant;
	/** When it last took one. */
	readonly lastDeliveryAt: Instant | null;
}

export const deliveryStates = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One event for one webhook. */
export interface WebhookDelivery {
	readonly id: WebhookDeliveryId;
	readonly webhookId: WebhookId;
	/** Sent as `webhook-id`: the same however often it is sent. */
	readonly eventId: EventId;
	readonly type: WebhookEventType | typeof TEST_EVENT;
	/** JSON, as it is sent. */
	readonly body: string;
	readonly createdAt: Instant;
	readonly state: DeliveryState;
	readonly attempts: number;
	/** Attempts since it was last begun anew, which is what the next delay goes by. */
	readonly tries: number;
	/** Null when it is finished. */
	readonly dueAt: Instant | null;
}

/** One request, and what came back. */
export interface WebhookAttempt {
	readonly at: Instant;
	readonly durationMs: number;
	/** The IP address that was connected to; null when it did not come to that. */
	readonly address: string | null;
	readonly requestHeaders: Readonly<Record<string, string>>;
	/** Null when there was no answer. */
	readonly status: number | null;
	/** The beginning of the answer's body. */
	readonly response: string;
	/** Why it counts as a failure; null when it does not. */
	readonly error: string | null;
}
