/** All that webhooks need from outside. */

import type { Clock, Instant } from "../../terms/clock.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { AccountId, WebhookDeliveryId, WebhookId } from "../../terms/ids.ts";
import type { DeliveryState, Webhook, WebhookAttempt, WebhookDelivery } from "../../terms/webhook.ts";

export type WebhookChange = Partial<
	Pick<
		Webhook,
		| "url"
		| "description"
		| "eventTypes"
		| "enabled"
		| "pausedReason"
		| "sealedSecret"
		| "previousSealedSecret"
		| "previousUntil"
		| "failingSince"
	>
>;

/** What waits for a webhook. */
export interface Backlog {
	readonly webhookId: WebhookId;
	readonly waiting: number;
	/** When the first is due. */
	readonly dueAt: Instant;
}

export interface Due {
	/** Undefined when it was removed. */
	readonly webhook: Webhook | undefined;
	readonly deliveries: readonly WebhookDelivery[];
	/** When the first is due that is not among them, nor among those left out; null when none waits. */
	readonly nextDueAt: Instant | null;
}

/** A delivery as it is after an attempt. */
export interface Attempted {
	readonly delivery: WebhookDelivery;
	readonly attempt: WebhookAttempt;
	readonly webhook: WebhookChange & { readonly lastDeliveryAt?: Instant };
	/** What the change of the webhook is to be told as. */
	readonly events: readonly ServiceEvent[];
}

/** Webhooks and their deliveries. Writes resolve after a synced commit. */
export interface WebhookStore {
	/** "full" when the account has `most` of them. */
	insert(webhook: Webhook, most: number): Promise<"inserted" | "full" | "no-account">;
	/** Events are written in the same commit. */
	update(
		id: WebhookId,
		change: WebhookChange,
		events?: readonly ServiceEvent[],
	): Promise<Webhook | undefined>;
	one(id: WebhookId): Promise<Webhook | undefined>;
	/** Oldest first; of all accounts where it is null. */
	list(
		account: AccountId | null,
		page: { readonly limit: number; readonly after?: string },
	): Promise<readonly Webhook[]>;
	remove(id: WebhookId): Promise<boolean>;
	/** The enabled ones of these accounts, paused ones among them. */
	enabledOf(accounts: readonly AccountId[]): Promise<readonly Webhook[]>;

	/** In one commit. An event that its webhook has already is left out. Resolves to the ids of those that were added. */
	addDeliveries(deliveries: readonly WebhookDelivery[]): Promise<readonly WebhookDeliveryId[]>;
	/** What waits, by webhook. */
	backlogs(): Promise<readonly Backlog[]>;
	/** What waits for one webhook and is due, the longest due first, but for those in `except`. */
	due(id: WebhookId, now: Instant, limit: number, except: readonly WebhookDeliveryId[]): Promise<Due>;
	/** Attempt, delivery, webhook and events in one commit; the delivery is written when it is not there. */
	record(attempted: Attempted): Promise<void>;
	delivery(
		id: WebhookDeliveryId,
	): Promise<
		{ readonly delivery: WebhookDelivery; readonly attempts: readonly WebhookAttempt[] } | undefined
	>;
	/** Newest first; `before` is the last id of the page before. */
	deliveries(
		id: WebhookId,
		filter: { readonly state?: DeliveryState },
		limit: number,
		before?: WebhookDeliveryId,
	): Promise<readonly WebhookDelivery[]>;
	/** Makes it due at a moment, as if it had never been tried. Undefined when it is gone. */
	beginAnew(id: WebhookDeliveryId, at: Instant): Promise<WebhookDelivery | undefined>;
	/** The same for some of those that failed since a moment; resolves to how many. */
	beginFailedAnew(id: WebhookId, since: Instant, at: Instant, limit: number): Promise<number>;
	/** Makes some that wait for a later moment due at this one, as if never tried; resolves to how many. */
	hasten(id: WebhookId, at: Instant, limit: number): Promise<number>;
	/** Removes some deliveries that are older, or whose webhook is gone; resolves to how many. */
	prune(before: Instant, limit: number): Promise<number>;
}

export interface WebhookRequest {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** How a request went. */
export interface Exchange {
	readonly durationMs: number;
	readonly address: string | null;
	readonly status: number | null;
	/** As it was sent. */
	readonly retryAfter: string | null;
	/** The beginning of the answer's body, as text. */
	readonly body: string;
	/** Why there is no whole answer; null when there is one, whatever it says. */
	readonly error: string | null;
}

/** Posts to addresses that a stranger chose. Follows no redirects; has deadlines and limits of its own; never rejects. */
export interface WebhookClient {
	post(request: WebhookRequest): Promise<Exchange>;
}

/** Secrets at rest. `context` says whose it is, so that rows cannot be exchanged. */
export interface Vault {
	seal(context: string, secret: string): Buffer;
	/** Throws when it was sealed by another key, or for something else. */
	open(context: string, sealed: Uint8Array): string;
}

export interface WebhookPorts {
	readonly store: WebhookStore;
	readonly client: WebhookClient;
	readonly vault: Vault;
	readonly clock: Clock;
	/** From 0 to less than 1. */
	readonly random: () => number;
	readonly randomBytes: (count: number) => Buffer;
	readonly fault: (during: string, error: unknown) => void;
}

export interface WebhookConfiguration {
	/** "Angarium/1.2.3" */
	readonly userAgent: string;
	/** Whether an IP address may be posted to. */
	readonly allows: (address: string) => boolean;
	/** Whether it may be without TLS. */
	readonly allowsPlain: (address: string) => boolean;
	/** Whether anything may be without TLS: names are looked up when it is sent. */
	readonly knowsPlain: boolean;
	/** Days that deliveries are kept. */
	readonly keptDays: number;
	/** Deliveries that may wait for one webhook. */
	readonly backlog: number;
}
