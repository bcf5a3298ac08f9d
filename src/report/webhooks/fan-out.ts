/** From events to deliveries: one for each enabled webhook of the account that is for the event's type. */

import type { ServiceEvent } from "../../terms/events.ts";
import { ID_RANDOM_BYTES, makeId, type WebhookDeliveryId, type WebhookId } from "../../terms/ids.ts";
import type { Webhook, WebhookDelivery, WebhookEventType } from "../../terms/webhook.ts";
import { pausedEvent } from "./paused.ts";
import { bodyOf } from "./payload.ts";
import type { WebhookConfiguration, WebhookPorts } from "./ports.ts";
import type { Sender } from "./sender.ts";

/** Rows that one commit adds: mail must not wait for it. */
const AT_ONCE = 250;

/** The function rejects when not all was written; the same events again add nothing. */
export function createFanOut(
	ports: WebhookPorts,
	{ backlog }: WebhookConfiguration,
	sender: Sender,
): (events: readonly ServiceEvent[]) => Promise<void> {
	const { store, clock, randomBytes } = ports;
	return async (events) => {
		const accounts = new Set(events.map(({ accountId }) => accountId));
		const webhooks = Map.groupBy(await store.enabledOf([...accounts]), ({ accountId }) => accountId);
		if (webhooks.size === 0) return;
		const now = clock.now();
		const wanted: WebhookDelivery[] = [];
		const count = new Map<WebhookId, number>();
		const full = new Set<Webhook>();
		for (const event of events) {
			for (const webhook of webhooks.get(event.accountId) ?? []) {
				if (!webhook.eventTypes.some((type) => type === event.type)) continue;
				const waiting = sender.lanes.of(webhook.id).waiting + (count.get(webhook.id) ?? 0);
				if (waiting >= backlog) {
					full.add(webhook);
					continue;
				}
				count.set(webhook.id, (count.get(webhook.id) ?? 0) + 1);
				const id = makeId<WebhookDeliveryId>(now, randomBytes(ID_RANDOM_BYTES));
				wanted.push(deliveryOf(id, webhook, event, now));
			}
		}
		const added = new Set<WebhookDeliveryId>();
		for (let i = 0; i < wanted.length; i += AT_ONCE) {
			for (const id of await store.addDeliveries(wanted.slice(i, i + AT_ONCE))) added.add(id);
		}
		const written = Map.groupBy(
			wanted.filter(({ id }) => added.has(id)),
			({ webhookId }) => webhookId,
		);
		for (const [id, { length }] of written) sender.added(id, length, now);
		for (const webhook of full) {
			if (webhook.pausedReason !== null) continue;
			const told = pausedEvent(webhook, "backlog", now, randomBytes);
			await store.update(webhook.id, { pausedReason: "backlog" }, [told]);
		}
	};
}

const deliveryOf = (
	id: WebhookDeliveryId,
	{ id: webhookId }: Webhook,
	event: ServiceEvent,
	now: number,
): WebhookDelivery => ({
	id,
	webhookId,
	eventId: event.id,
	type: event.type as WebhookEventType,
	body: bodyOf(event),
	createdAt: now,
	state: "waiting",
	attempts: 0,
	tries: 0,
	dueAt: now,
});
