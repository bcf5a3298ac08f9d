/** What GET /v1/webhooks and /v1/webhook-deliveries give. */

export const eventTypes = [
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
] as const;
export type EventType = (typeof eventTypes)[number];

export interface Webhook {
	readonly id: string;
	readonly accountId: string;
	readonly url: string;
	readonly description: string;
	readonly eventTypes: readonly EventType[];
	/** False: nothing is sent, and nothing is kept for it. */
	readonly enabled: boolean;
	/** Why the service stopped sending; what happens meanwhile waits. */
	readonly pausedReason: "failing" | "gone" | "backlog" | null;
	readonly createdAt: string;
	readonly lastDeliveryAt: string | null;
}

export interface WithSecret extends Webhook {
	/** "whsec_…", shown this once. */
	readonly secret: string;
}

export const deliveryStates = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface Delivery {
	readonly id: string;
	/** The same however often it is sent. */
	readonly eventId: string;
	readonly type: string;
	readonly state: DeliveryState;
	readonly attempts: number;
	readonly createdAt: string;
	readonly nextAttemptAt: string | null;
}

export interface Attempt {
	readonly at: string;
	readonly durationMs: number;
	readonly address: string | null;
	readonly requestHeaders: Readonly<Record<string, string>>;
	/** Null when there was no answer. */
	readonly status: number | null;
	/** The beginning of the answer's body. */
	readonly response: string;
	/** Null when it does not count as a failure. */
	readonly error: string | null;
}

export interface DeliveryHistory extends Delivery {
	/** JSON, as it is sent. */
	readonly body: string;
	/** The oldest first. */
	readonly log: readonly Attempt[];
}

export const webhooksKey = ["webhooks"] as const;
export const webhookKey = (id: string) => ["webhook", id] as const;
export const deliveriesKey = (id: string) => ["webhook", id, "deliveries"] as const;
