/** Sends what is due, lane by lane, and writes down what became of each attempt before the next of it is made. */

import { type Instant, MINUTE, SECOND, type Timer } from "../../terms/clock.ts";
import type { WebhookId } from "../../terms/ids.ts";
import type { Webhook, WebhookDelivery } from "../../terms/webhook.ts";
import { attempt } from "./attempt.ts";
import { type Lane, Lanes, noteDue } from "./lanes.ts";
import { settle } from "./outcome.ts";
import { pausedEvent } from "./paused.ts";
import type { WebhookConfiguration, WebhookPorts } from "./ports.ts";

/** After a fault of the store: what was sent but not written down would be sent again at once. */
const REST_MS = 30 * SECOND;
const SAFETY_MS = 10 * MINUTE;

export class Sender {
	readonly #ports: WebhookPorts;
	readonly #configuration: WebhookConfiguration;
	readonly lanes = new Lanes();
	readonly #running = new Set<Promise<void>>();
	#timer: Timer | undefined;
	#working: Promise<void> | undefined;
	#again = false;
	/** Not before it is started, and not after it is stopped. */
	#open = false;
	/** Stopped, and what is still under way is waited for no more: it will be sent again. */
	#abandoned = false;

	constructor(ports: WebhookPorts, configuration: WebhookConfiguration) {
		this.#ports = ports;
		this.#configuration = configuration;
	}

	/** Rejects when what waits cannot be read. */
	async start(): Promise<void> {
		await this.recount();
		this.#open = true;
		this.wake();
	}

	/** What waits is counted anew: after some of it was forgotten. */
	async recount(): Promise<void> {
		const backlogs = new Map((await this.#ports.store.backlogs()).map((each) => [each.webhookId, each]));
		for (const lane of this.lanes.known()) if (!backlogs.has(lane.id)) lane.waiting = lane.running.size;
		for (const [id, { waiting, dueAt }] of backlogs) {
			const lane = this.lanes.of(id);
			lane.waiting = waiting;
			noteDue(lane, dueAt);
		}
	}

	/** New deliveries of a webhook were written. */
	added(id: WebhookId, count: number, dueAt: Instant): void {
		const lane = this.lanes.of(id);
		lane.waiting += count;
		noteDue(lane, dueAt);
		this.wake();
	}

	/** A webhook was changed: it may be elsewhere, or take again what waits for it. */
	changed(id: WebhookId): void {
		const lane = this.lanes.of(id);
		lane.host = undefined;
		lane.failing = false;
		noteDue(lane, this.#ports.clock.now());
		this.wake();
	}

	/** Begins what may be begun. Never rejects. */
	wake(): void {
		this.#again = true;
		if (this.#working !== undefined || !this.#open) return;
		this.#working = this.#work().finally(() => {
			this.#working = undefined;
			if (this.#again) this.wake();
		});
	}

	/** What is under way is waited for, up to a time. */
	async stop(deadlineMs: number): Promise<void> {
		this.#open = false;
		this.#timer?.cancel();
		await this.#working;
		if (deadlineMs > 0) {
			const late = Promise.withResolvers<void>();
			const timer = this.#ports.clock.after(deadlineMs, late.resolve);
			await Promise.race([Promise.allSettled(this.#running), late.promise]);
			timer.cancel();
		}
		this.#abandoned = true;
	}

	async #work(): Promise<void> {
		const { clock } = this.#ports;
		this.#again = false;
		for (let lane = this.lanes.next(clock.now()); lane && this.#open; lane = this.lanes.next(clock.now()))
			await this.#look(lane);
		const now = clock.now();
		const dueAt = this.lanes.nextDueAt(now);
		this.#timer?.cancel();
		if (!this.#open) return;
		const waitMs = Math.min(SAFETY_MS, dueAt === null ? SAFETY_MS : dueAt - now);
		this.#timer = clock.after(waitMs, () => this.wake());
	}

	async #look(lane: Lane): Promise<void> {
		const { store, clock, fault } = this.#ports;
		lane.dueAt = null;
		try {
			const now = clock.now();
			const due = await store.due(lane.id, now, this.lanes.room(lane), [...lane.running]);
			const { webhook } = due;
			if (webhook === undefined) return this.lanes.forget(lane.id);
			// Whoever changes that has it looked at again.
			if (!webhook.enabled || webhook.pausedReason !== null) return;
			lane.host = URL.parse(webhook.url)?.hostname ?? webhook.url;
			lane.account = webhook.accountId;
			noteDue(lane, due.nextDueAt);
			for (const delivery of due.deliveries) {
				if (!this.#open || this.lanes.room(lane) <= 0) noteDue(lane, now);
				else this.#begin(lane, webhook, delivery);
			}
		} catch (error) {
			fault("looking for deliveries", error);
			this.#rest(lane);
		}
	}

	#rest(lane: Lane): void {
		const now = this.#ports.clock.now();
		lane.restsUntil = now + REST_MS;
		noteDue(lane, now);
	}

	#begin(lane: Lane, webhook: Webhook, delivery: WebhookDelivery): void {
		const over = this.lanes.begin(lane, delivery.id);
		const running = this.#attempt(lane, webhook, delivery)
			.catch((error: unknown) => {
				if (this.#abandoned) return;
				this.#ports.fault("delivering to a webhook", error);
				this.#rest(lane);
			})
			.finally(() => {
				over();
				this.#running.delete(running);
				this.wake();
			});
		this.#running.add(running);
	}

	async #attempt(lane: Lane, webhook: Webhook, before: WebhookDelivery): Promise<void> {
		const { store, clock, random } = this.#ports;
		const made = await attempt(webhook, before, this.#ports, this.#configuration);
		if (this.#abandoned) return;
		const now = clock.now();
		// As it is by now: others were under way with this one.
		const current = (await store.one(webhook.id)) ?? webhook;
		const { delivery, change, paused } = settle(current, before, made.exchange, { now, random: random() });
		const events = paused === null ? [] : [pausedEvent(webhook, paused, now, this.#ports.randomBytes)];
		await store.record({ delivery, attempt: made.attempt, webhook: change, events });
		lane.failing = made.attempt.error !== null;
		if (delivery.state !== "waiting") lane.waiting--;
		else noteDue(lane, delivery.dueAt);
	}
}
