/** What an attempt means for its delivery and its webhook: delivered, again later, given up, paused. No I/O. */

import { DAY, HOUR, type Instant, MINUTE, SECOND } from "../../terms/clock.ts";
import type { PauseReason, Webhook, WebhookDelivery } from "../../terms/webhook.ts";
import type { Exchange, WebhookChange } from "./ports.ts";

/** After each failed attempt, the next; a delivery is given up after the last. All in all not quite a day. */
export const retryDelaysMs: readonly number[] = [
	5 * SECOND,
	30 * SECOND,
	2 * MINUTE,
	10 * MINUTE,
	30 * MINUTE,
	HOUR,
	2 * HOUR,
	4 * HOUR,
	8 * HOUR,
	8 * HOUR,
];
/** Up to this part of a delay is left out by chance, so that what failed together does not come back together. */
const JITTER = 0.1;
/** As long as a receiver may ask us to wait. */
const LONGEST_WISH_MS = 4 * HOUR;
const FAILING_MS = DAY;
const GONE = 410;

/** Why an exchange is a failure; null when it is none. */
export function failureOf({ error, status }: Pick<Exchange, "error" | "status">): string | null {
	if (error !== null) return error;
	if (status === null) return "no answer";
	if (status >= 200 && status < 300) return null;
	if (status >= 300 && status < 400) return `the answer is ${status}: redirects are not followed`;
	return `the answer is ${status}`;
}

export interface Settled {
	readonly delivery: WebhookDelivery;
	readonly change: WebhookChange & { readonly lastDeliveryAt?: Instant };
	/** Set when it is paused by this. */
	readonly paused: PauseReason | null;
}

export function settle(
	webhook: Webhook,
	before: WebhookDelivery,
	exchange: Exchange,
	{ now, random }: { readonly now: Instant; readonly random: number },
): Settled {
	const tried = { ...before, attempts: before.attempts + 1, tries: before.tries + 1 };
	if (failureOf(exchange) === null) {
		return {
			delivery: { ...tried, state: "delivered", dueAt: null },
			change: { failingSince: null, lastDeliveryAt: now },
			paused: null,
		};
	}
	const failingSince = webhook.failingSince ?? now;
	const reason: PauseReason | null =
		exchange.status === GONE ? "gone" : now - failingSince >= FAILING_MS ? "failing" : null;
	const paused = webhook.pausedReason === null ? reason : null;
	const change = { failingSince, ...(paused === null ? {} : { pausedReason: paused }) };
	const delayMs = retryDelaysMs[tried.tries - 1];
	// What pauses the webhook waits with all that comes, to be sent when it is resumed.
	if (delayMs === undefined && reason === null)
		return { delivery: { ...tried, state: "failed", dueAt: null }, change, paused };
	const waitMs = Math.max((delayMs ?? 0) * (1 - JITTER * random), wishOf(exchange, now));
	return { delivery: { ...tried, state: "waiting", dueAt: now + Math.round(waitMs) }, change, paused };
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function wishOf({ retryAfter }: Exchange, now: Instant): number {
	if (retryAfter === null) return 0;
	const ms = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - now;
	return Number.isFinite(ms) ? Math.min(LONGEST_WISH_MS, Math.max(0, ms)) : 0;
}
