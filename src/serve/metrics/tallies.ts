/**
 * What has happened since the service started, counted where it happens. Labels are ids of the catalogues (reasons,
 * causes, states), so that their number is bounded whatever strangers do.
 */

import type { QueueStore, Settlement } from "../../queue/ports.ts";
import { type CauseId, isCause } from "../../terms/causes/index.ts";
import type { EventType, ServiceEvent } from "../../terms/events.ts";
import type { NewMessage } from "../../terms/message.ts";
import type { Reason, Refusal } from "../../terms/refusals/index.ts";
import type { Sample } from "./format.ts";

export class Tallies {
	readonly #refusals = new Map<Reason, number>();
	/** State, a space, cause. */
	readonly #outcomes = new Map<string, number>();
	readonly #events = new Map<EventType, number>();
	#messages = 0;
	#recipients = 0;

	refused({ reason }: Refusal): void {
		this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
	}

	accepted({ recipients }: NewMessage): void {
		this.#messages++;
		this.#recipients += recipients.length;
	}

	settled({ to, cause }: Settlement): void {
		this.#ended(`${to} ${cause === undefined ? "" : isCause(cause) ? cause : "unknown"}`, 1);
	}

	/** Recipients that the operator ended. */
	cancelled(recipients: number): void {
		this.#ended("cancelled cancelled-by-operator" satisfies `cancelled ${CauseId}`, recipients);
	}

	#ended(key: string, n: number): void {
		this.#outcomes.set(key, (this.#outcomes.get(key) ?? 0) + n);
	}

	/** An event of the outbox. Those of messages are there for webhooks only, and are outcomes here. */
	async tell({ type }: Pick<ServiceEvent, "type">): Promise<void> {
		if (!type.startsWith("message.")) this.#events.set(type, (this.#events.get(type) ?? 0) + 1);
	}

	get events(): readonly Sample[] {
		return [...this.#events].map(([type, value]) => ({ labels: { type }, value }));
	}

	get messages(): number {
		return this.#messages;
	}

	get recipients(): number {
		return this.#recipients;
	}

	get refusals(): readonly Sample[] {
		return [...this.#refusals].map(([reason, value]) => ({ labels: { reason }, value }));
	}

	get outcomes(): readonly Sample[] {
		return [...this.#outcomes].map(([key, value]) => {
			const [outcome = "", cause = ""] = key.split(" ");
			return { labels: { outcome, cause }, value };
		});
	}
}

/** The store with its outcomes counted, once they are on disk. */
export const counted = (store: QueueStore, tallies: Tallies): QueueStore => ({
	claim: (request) => store.claim(request),
	async complete(settlements, reports) {
		await store.complete(settlements, reports);
		for (const settlement of settlements) tallies.settled(settlement);
	},
	recover: (now, heldAfter) => store.recover(now, heldAfter),
	depth: () => store.depth(),
});
