/**
 * Writes down what attempts came to. Outcomes are gathered for a moment and handed to the store in batches,
 * together with the DSNs that they bring about, so that the end of a recipient and its DSN are one transaction.
 *
 * An outcome is never let go: when the store fails, the same batch is handed over again, with growing pauses,
 * and meanwhile `troubled` says that nothing new is to be attempted. What was delivered and not recorded would
 * be delivered again after a restart.
 */

import { type Instant, SECOND } from "../terms/clock.ts";
import type { NewMessage } from "../terms/message.ts";
import type { QueueConfiguration } from "./configuration.ts";
import type { FailedRecipient, QueuePorts, Settlement } from "./ports.ts";

const FIRST_PAUSE_MS = SECOND;
const LONGEST_PAUSE_MS = 30 * SECOND;
/** A message whose DSN cannot be written must not keep the others' outcomes from being recorded. */
const REPORT_TRIES = 3;

/** A settlement and, where a DSN may follow, whose it is. */
export type Finished = { readonly settlement: Settlement; readonly failed: FailedRecipient | null };

export class Recorder {
	readonly #ports: QueuePorts;
	readonly #configuration: QueueConfiguration;
	/**
	 * Called after each batch, with the earliest moment at which anything that it wrote is due and leased by
	 * nobody (null when nothing is), and with null whenever `troubled` changes.
	 */
	readonly #recorded: (dueAt: Instant | null) => void;
	#gathered: Finished[] = [];
	/** Of all that was ever handed in, how many were, and how many of these are on disk. */
	#added = 0;
	#written = 0;
	#awaited: { readonly upTo: number; readonly resolve: () => void }[] = [];
	/** In the batch that is being written. */
	#inHand = 0;
	#running = false;
	#troubled = false;

	constructor(
		ports: QueuePorts,
		configuration: QueueConfiguration,
		recorded: (dueAt: Instant | null) => void,
	) {
		this.#ports = ports;
		this.#configuration = configuration;
		this.#recorded = recorded;
	}

	/** Recipients whose outcome is not on disk yet. */
	get size(): number {
		return this.#gathered.length + this.#inHand;
	}

	/** True while the store does not take outcomes. */
	get troubled(): boolean {
		return this.#troubled;
	}

	/** True while nothing new is to be attempted: what cannot be recorded soon would be delivered again. */
	get behind(): boolean {
		return this.#troubled || this.size > this.#configuration.unrecorded;
	}

	add(finished: Finished): void {
		this.#gathered.push(finished);
		this.#added++;
		if (this.#running) return;
		this.#running = true;
		this.#ports.clock.after(this.#configuration.gatherMs, () => {
			this.#run().catch((error: unknown) => this.#ports.fault("recording outcomes", error));
		});
	}

	/** Resolves when all that was handed in until now is on disk: not before the store takes outcomes. */
	flushed(): Promise<void> {
		if (this.#written === this.#added) return Promise.resolve();
		const upTo = this.#added;
		return new Promise((resolve) => this.#awaited.push({ upTo, resolve }));
	}

	async #run(): Promise<void> {
		while (this.#gathered.length > 0) {
			const batch = this.#gathered.splice(0, this.#configuration.settlementsPerBatch);
			this.#inHand = batch.length;
			const reports = await this.#reports(batch);
			const settlements = batch.map(({ settlement }) => settlement);
			await this.#untilDone(
				"recording outcomes",
				() => this.#ports.store.complete(settlements, reports),
				Number.POSITIVE_INFINITY,
			);
			this.#inHand = 0;
			this.#written += batch.length;
			while ((this.#awaited[0]?.upTo ?? Number.POSITIVE_INFINITY) <= this.#written)
				this.#awaited.shift()?.resolve();
			this.#recorded(earliestDue(settlements, reports));
		}
		this.#running = false;
	}

	/** One DSN for all recipients of a message that failed together. */
	async #reports(batch: readonly Finished[]): Promise<NewMessage[]> {
		const byMessage = new Map<string, FailedRecipient[]>();
		for (const { failed } of batch) {
			if (failed === null) continue;
			const id = failed.recipient.message;
			const group = byMessage.get(id);
			if (group === undefined) byMessage.set(id, [failed]);
			else group.push(failed);
		}
		const reports: NewMessage[] = [];
		for (const group of byMessage.values()) {
			const report = await this.#untilDone(
				"writing a DSN",
				() => this.#ports.reporter.report(group),
				REPORT_TRIES,
			);
			if (report !== undefined) reports.push(report);
		}
		return reports;
	}

	async #untilDone<T>(during: string, act: () => Promise<T>, tries: number): Promise<T | undefined> {
		let pauseMs = FIRST_PAUSE_MS;
		for (let left = tries; left > 0; left--) {
			try {
				const result = await act();
				this.#setTroubled(false);
				return result;
			} catch (error) {
				this.#ports.fault(during, error);
				this.#setTroubled(true);
				if (left > 1) await this.#pause(pauseMs);
				pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
			}
		}
		return undefined;
	}

	#setTroubled(troubled: boolean): void {
		if (this.#troubled === troubled) return;
		this.#troubled = troubled;
		if (!troubled) this.#recorded(null);
	}

	#pause(pauseMs: number): Promise<void> {
		return new Promise((resolve) => this.#ports.clock.after(pauseMs, resolve));
	}
}

/** What was given back or deferred, and DSNs, which are due as they are written. */
function earliestDue(settlements: readonly Settlement[], reports: readonly NewMessage[]): Instant | null {
	let earliest: Instant | null = null;
	const dues = [...settlements.map(({ dueAt }) => dueAt), ...reports.map(({ receivedAt }) => receivedAt)];
	for (const dueAt of dues) {
		if (dueAt !== undefined && (earliest === null || dueAt < earliest)) earliest = dueAt;
	}
	return earliest;
}
