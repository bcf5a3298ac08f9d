/** The event of a webhook that the service stopped sending to. */

import type { Instant } from "../../terms/clock.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import { type EventId, ID_RANDOM_BYTES, makeId } from "../../terms/ids.ts";
import type { PauseReason, Webhook } from "../../terms/webhook.ts";

export const pausedEvent = (
	{ id: webhookId, accountId, url }: Webhook,
	why: PauseReason,
	at: Instant,
	randomBytes: (count: number) => Buffer,
): ServiceEvent => ({
	id: makeId<EventId>(at, randomBytes(ID_RANDOM_BYTES)),
	at,
	accountId,
	type: "webhook.paused",
	data: { webhookId, url, why },
});
