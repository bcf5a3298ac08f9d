/**
 * Webhooks: accounts are told of events by signed requests, each until it is taken or a day has passed. An event becomes
 * a delivery for each webhook that is for it (fan-out.ts), and a delivery is sent in the lane of its webhook (sender.ts).
 */

import type { ServiceEvent } from "../../terms/events.ts";
import { createFanOut } from "./fan-out.ts";
import { createDeliveryLog, type DeliveryLog, keepDeliveries } from "./log.ts";
import { createManagement, type WebhookManagement } from "./manage.ts";
import type { WebhookConfiguration, WebhookPorts } from "./ports.ts";
import { Sender } from "./sender.ts";

export type { DeliveryHistory, DeliveryLog } from "./log.ts";
export type { NewWebhook, WebhookManagement, WebhookSettings, WithSecret } from "./manage.ts";
export type { WebhookConfiguration, WebhookPorts } from "./ports.ts";
export type { WebhookProblem } from "./problem.ts";

export interface Webhooks extends WebhookManagement {
	readonly deliveries: DeliveryLog;
	/** For the outbox. Rejects when not all was written; the same events again add nothing. */
	fanOut(events: readonly ServiceEvent[]): Promise<void>;
	/** Sends what waits. Rejects when it cannot be read. */
	start(): Promise<void>;
	/** What is under way is waited for, up to a time; what is not, is sent after the next start. */
	stop(deadlineMs: number): Promise<void>;
}

export function createWebhooks(ports: WebhookPorts, configuration: WebhookConfiguration): Webhooks {
	const sender = new Sender(ports, configuration);
	let retention: { stop(): Promise<void> } | undefined;
	return {
		...createManagement(ports, configuration, sender),
		deliveries: createDeliveryLog(ports, configuration, sender),
		fanOut: createFanOut(ports, configuration, sender),
		async start() {
			await sender.start();
			retention = keepDeliveries(ports, configuration.keptDays, sender);
		},
		async stop(deadlineMs) {
			await retention?.stop();
			await sender.stop(deadlineMs);
		},
	};
}
