/** The log of deliveries: what was sent and answered; sent again on demand, tried out, and forgotten after its time. */

import { DAY, type Instant, MINUTE, SECOND, type Timer } from "../../terms/clock.ts";
import {
	type EventId,
	ID_RANDOM_BYTES,
	makeId,
	type WebhookDeliveryId,
	type WebhookId,
} from "../../terms/ids.ts";
import {
	type DeliveryState,
	TEST_EVENT,
	type WebhookAttempt,
	type WebhookDelivery,
} from "../../terms/webhook.ts";
import { attempt } from "./attempt.ts";
import { bodyOf } from "./payload.ts";
import type { WebhookConfiguration, WebhookPorts } from "./ports.ts";
import { noSuch, unavailable, type WebhookProblem } from "./problem.ts";
import type { Sender } from "./sender.ts";

/** A delivery with all that was tried, oldest first. */
export interface DeliveryHistory {
	readonly delivery: WebhookDelivery;
	readonly attempts: readonly WebhookAttempt[];
}

export interface DeliveryLog {
	list(
		id: WebhookId,
		filter: { readonly state?: DeliveryState },
		limit: number,
		before?: WebhookDeliveryId,
	): Promise<readonly WebhookDelivery[]>;
	one(id: WebhookDeliveryId): Promise<DeliveryHistory | undefined>;
	/** Sends it again, whatever became of it, under the same `webhook-id`. */
	replay(id: WebhookDeliveryId): Promise<WebhookDelivery | WebhookProblem>;
	/** Sends again what failed since a moment; resolves to how many there are. */
	replayFailed(id: WebhookId, since: Instant): Promise<number>;
	/** Sends a test event now, once, also to one that is paused or disabled. Resolves to what became of it. */
	test(id: WebhookId): Promise<DeliveryHistory | WebhookProblem>;
}

/** Rows that one commit changes: mail must not wait for it. */
const AT_ONCE = 500;
const TESTS_AT_ONCE = 16;

export function createDeliveryLog(
	ports: WebhookPorts,
	configuration: WebhookConfiguration,
	sender: Sender,
): DeliveryLog {
	const { store, clock } = ports;
	const testing = new Set<WebhookId>();
	const tested = async (id: WebhookId): Promise<DeliveryHistory | WebhookProblem> => {
		const webhook = await store.one(id);
		if (webhook === undefined) return noSuch("webhook");
		const fresh = testOf(id, clock.now(), ports.randomBytes);
		await store.addDeliveries([fresh]);
		const made = await attempt(webhook, fresh, ports, configuration);
		const delivered = made.attempt.error === null;
		const delivery: WebhookDelivery = {
			...fresh,
			attempts: 1,
			tries: 1,
			state: delivered ? "delivered" : "failed",
		};
		const change = delivered ? { failingSince: null, lastDeliveryAt: clock.now() } : {};
		await store.record({ delivery, attempt: made.attempt, webhook: change, events: [] });
		return { delivery, attempts: [made.attempt] };
	};
	return {
		list: (id, filter, limit, before) => store.deliveries(id, filter, limit, before),
		one: (id) => store.delivery(id),
		async replay(id) {
			const was = await store.delivery(id);
			const now = clock.now();
			const delivery = was && (await store.beginAnew(id, now));
			if (delivery === undefined) return noSuch("delivery");
			sender.added(delivery.webhookId, was?.delivery.state === "waiting" ? 0 : 1, now);
			return delivery;
		},
		async replayFailed(id, since) {
			const now = clock.now();
			let all = 0;
			for (let some = AT_ONCE; some === AT_ONCE; all += some) {
				some = await store.beginFailedAnew(id, since, now, AT_ONCE);
				if (some > 0) sender.added(id, some, now);
			}
			return all;
		},
		async test(id) {
			if (testing.has(id)) return unavailable("A test of this webhook is under way");
			if (testing.size >= TESTS_AT_ONCE) return unavailable("Too many tests are under way; try again");
			testing.add(id);
			return tested(id).finally(() => testing.delete(id));
		},
	};
}

/** As a failure until it is known: nobody sends it but the test itself. */
function testOf(webhookId: WebhookId, now: Instant, randomBytes: (count: number) => Buffer): WebhookDelivery {
	return {
		id: makeId<WebhookDeliveryId>(now, randomBytes(ID_RANDOM_BYTES)),
		webhookId,
		eventId: makeId<EventId>(now, randomBytes(ID_RANDOM_BYTES)),
		type: TEST_EVENT,
		body: bodyOf({ type: TEST_EVENT, at: now, data: { webhookId } }),
		createdAt: now,
		state: "failed",
		attempts: 0,
		tries: 0,
		dueAt: null,
	};
}

const BUSY_MS = SECOND;
const IDLE_MS = 10 * MINUTE;

/** Forgets deliveries after their days, a bounded number at once. */
export function keepDeliveries(
	{ store, clock, fault }: Pick<WebhookPorts, "store" | "clock" | "fault">,
	days: number,
	sender: Sender,
): { stop(): Promise<void> } {
	let timer: Timer;
	let stopped = false;
	let underWay: Promise<void> | undefined;
	let uncounted = false;
	const prune = async (): Promise<void> => {
		let removed = 0;
		try {
			removed = await store.prune(clock.now() - days * DAY, AT_ONCE);
			// Some of it may have been waiting.
			uncounted ||= removed > 0;
			if (uncounted && removed < AT_ONCE) {
				await sender.recount();
				uncounted = false;
			}
		} catch (error) {
			fault("forgetting old deliveries", error);
		}
		if (!stopped) timer = clock.after(removed >= AT_ONCE ? BUSY_MS : IDLE_MS, start);
	};
	const start = (): void => {
		underWay = prune();
	};
	timer = clock.after(BUSY_MS, start);
	return {
		async stop() {
			stopped = true;
			timer.cancel();
			await underWay;
		},
	};
}
