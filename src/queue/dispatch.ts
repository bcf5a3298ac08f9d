/**
 * Starts attempts, and makes of their outcomes what is recorded.
 *
 *     take ──▶ lane ──▶ attempt ──▶ outcomes ──▶ recorder
 *       │        ▲           │ again: back to the front, under the same number
 *       │        └───────────┘
 *       ├──▶ the destination rests: deferred with what was last seen of it
 *       └──▶ no room, paused, withdrawn or stopping: given back untried
 */

import type { Consignment, LeasedRecipient, Outcome } from "../terms/outcome.ts";
import type { QueueConfiguration } from "./configuration.ts";
import type { ContentBudget } from "./content-budget.ts";
import type { Unreachable } from "./health.ts";
import type { Lane, Lanes } from "./lanes.ts";
import type { QueuePorts } from "./ports.ts";
import type { Recorder } from "./recorder.ts";
import { type Final, givenBack, isFailure, settle } from "./settle.ts";

/** Phases at which a failure is about the destination, and none of its hosts could be spoken to. */
const UNREACHED: readonly (string | undefined)[] = ["lookup", "connect", "banner", "ehlo", "starttls"];

const NOT_TRIED = "no connection was made: the destination could not be reached shortly before";

export interface DispatchParts {
	readonly lanes: Lanes;
	readonly recorder: Recorder;
	readonly content: ContentBudget;
	/** A lane from which claims were kept away has room again. */
	readonly drained: () => void;
}

export class Dispatcher {
	readonly #ports: QueuePorts;
	readonly #configuration: QueueConfiguration;
	readonly #parts: DispatchParts;
	readonly #abort = new AbortController();
	#stopping = false;

	constructor(ports: QueuePorts, configuration: QueueConfiguration, parts: DispatchParts) {
		this.#ports = ports;
		this.#configuration = configuration;
		this.#parts = parts;
	}

	/** Takes over what is leased. `pump` starts it. */
	take(consignment: Consignment): void {
		const { lanes } = this.#parts;
		const destination = consignment.recipients[0]?.domain;
		if (destination === undefined) return;
		const lane = lanes.of(destination);
		const unreachable = lane.health.restingAt(this.#ports.clock.now());
		if (this.#stopping || lanes.isPaused(destination)) this.#giveBack(consignment);
		else if (unreachable !== undefined) this.#defer(consignment, unreachable);
		else lanes.add(lane, consignment);
	}

	/** Gives back what there is no room for. */
	decline(consignment: Consignment): void {
		this.#giveBack(consignment);
	}

	/** Gives back what waits for a destination and is concerned; attempts under way go on. */
	withdraw(
		destination: string,
		concerns: (consignment: Consignment, recipient: LeasedRecipient) => boolean,
	): void {
		const { lanes } = this.#parts;
		const lane = lanes.known(destination);
		if (lane === undefined) return;
		for (const consignment of lanes.empty(lane)) {
			const { message, recipients } = consignment;
			const back = recipients.filter((recipient) => concerns(consignment, recipient));
			const rest = recipients.filter((recipient) => !back.includes(recipient));
			if (rest.length > 0) lanes.add(lane, { message, recipients: rest });
			if (rest.length > 0) this.#recordGivenBack(back);
			else this.#giveBack(consignment);
		}
	}

	/** The destination is tried again before it has rested. */
	wake(destination: string): void {
		this.#parts.lanes.known(destination)?.health.wake();
	}

	/** Starts as many attempts as may be under way. */
	pump(): void {
		const { lanes, recorder } = this.#parts;
		while (!this.#stopping && !recorder.behind) {
			const lane = lanes.next();
			if (lane === undefined) return;
			this.#attempt(lane, lanes.begin(lane));
		}
	}

	/** No new attempts; what waits is given back. */
	stop(): void {
		this.#stopping = true;
		for (const lane of this.#parts.lanes.all()) {
			for (const consignment of this.#parts.lanes.empty(lane)) this.#giveBack(consignment);
		}
	}

	/** Attempts under way end as soon as they can. */
	abort(): void {
		this.#abort.abort();
	}

	#attempt(lane: Lane, consignment: Consignment): void {
		const startedAt = this.#ports.clock.now();
		this.#ports.relayer.relay(lane.destination, consignment, this.#abort.signal).then(
			(outcomes) => this.#ended(lane, consignment, outcomes, startedAt),
			(error: unknown) => {
				this.#ports.fault("relaying", error);
				this.#ended(lane, consignment, [], startedAt);
			},
		);
	}

	#ended(lane: Lane, consignment: Consignment, outcomes: readonly Outcome[], startedAt: number): void {
		const { lanes, content } = this.#parts;
		const isBrokenOff = this.#abort.signal.aborted;
		const finals = finalsOf(consignment, outcomes, { startedAt, now: this.#ports.clock.now(), isBrokenOff });
		for (const outcome of finals) this.#record(consignment, outcome);
		lanes.end(lane, finals.length);
		const rest = remainder(consignment, finals);
		if (rest === undefined) content.release(consignment.message);
		else lanes.addFirst(lane, rest);
		this.#learn(lane, finals);
		const goesOn = !this.#stopping && !lanes.isPaused(lane.destination);
		if (!goesOn) for (const left of lanes.empty(lane)) this.#giveBack(left);
		lanes.stir(lane);
		if (lane.idle) this.#ports.relayer.idle(lane.destination);
		if (lane.leftOut && lane.recipients * 4 <= this.#configuration.recipientsPerDestination) {
			lane.leftOut = false;
			this.#parts.drained();
		}
		this.pump();
	}

	#learn(lane: Lane, finals: readonly Final[]): void {
		const first = finals[0];
		if (first === undefined) return;
		if (first.kind !== "deferred" || !UNREACHED.includes(first.facts.phase)) {
			// A verdict of the DNS alone says nothing about the hosts.
			if (first.facts.phase !== "lookup") lane.health.reached();
			return;
		}
		const seen = { cause: first.cause, facts: first.facts };
		if (!lane.health.failed(this.#ports.clock.now(), seen)) return;
		for (const waiting of this.#parts.lanes.empty(lane)) this.#defer(waiting, seen);
	}

	#defer(consignment: Consignment, { cause, facts }: Unreachable): void {
		const seen = { ...facts, startedAt: this.#ports.clock.now(), durationMs: 0, notes: [NOT_TRIED] };
		for (const recipient of consignment.recipients) {
			this.#record(consignment, { kind: "deferred", recipient, cause, facts: seen });
		}
		this.#parts.content.release(consignment.message);
	}

	#giveBack({ message, recipients }: Consignment): void {
		this.#recordGivenBack(recipients);
		this.#parts.content.release(message);
	}

	#recordGivenBack(recipients: readonly LeasedRecipient[]): void {
		const at = this.#ports.clock.now();
		for (const recipient of recipients) {
			this.#parts.recorder.add({ settlement: givenBack(recipient, at), failed: null });
		}
	}

	#record(consignment: Consignment, outcome: Final): void {
		const settlement = settle(consignment, outcome, {
			at: this.#ports.clock.now(),
			random: this.#ports.random(),
			configuration: this.#configuration,
		});
		const failed = isFailure(settlement) ? { recipient: outcome.recipient, settlement } : null;
		this.#parts.recorder.add({ settlement, failed });
	}
}

/**
 * One final outcome for each recipient that has one. A recipient that the relay forgot, or an attempt that brought
 * nobody forward, is deferred: the same again at once would never end.
 */
function finalsOf(
	{ recipients }: Consignment,
	outcomes: readonly Outcome[],
	{ startedAt, now, isBrokenOff }: { startedAt: number; now: number; isBrokenOff: boolean },
): readonly Final[] {
	const finals: Final[] = [];
	for (const outcome of outcomes) if (outcome.kind !== "again") finals.push(outcome);
	if (finals.length > 0 && outcomes.length === recipients.length) return finals;

	const answered = new Map<LeasedRecipient, Outcome>();
	for (const outcome of outcomes) answered.set(outcome.recipient, outcome);
	const silent = { startedAt, durationMs: now - startedAt };
	// Broken off at a stop, they go back to the store as if they had not been tried.
	const noProgress = finals.length === 0 && !isBrokenOff;
	for (const recipient of recipients) {
		const given = answered.get(recipient);
		if (given === undefined) {
			finals.push({ kind: "deferred", recipient, cause: "interrupted", facts: silent });
		} else if (noProgress && given.kind === "again") {
			finals.push({ kind: "deferred", recipient, cause: "rate-limited", facts: given.facts });
		}
	}
	return finals;
}

/** The recipients that go on in another transaction, under the same attempt. */
function remainder(consignment: Consignment, finals: readonly Final[]): Consignment | undefined {
	if (finals.length === consignment.recipients.length) return undefined;
	const done = new Set(finals.map(({ recipient }) => recipient));
	const recipients = consignment.recipients.filter((recipient) => !done.has(recipient));
	return recipients.length === 0 ? undefined : { message: consignment.message, recipients };
}
