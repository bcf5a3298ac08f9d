/**
 * The queue steered by hand: seen by destination, paused and resumed; its recipients tried now, held, released and
 * cancelled. What an attempt is under way for is left to finish, and the answer says how many that were. What waits in
 * memory is given back first, so that all the rest is changed where the truth is: in the store.
 *
 *     hold, cancel:  close the lane ──▶ give back what waits in it ──▶ change what waits in the store ──▶ open it
 *     pause:         close it for good ──▶ write it down ──▶ give back
 *
 * Acts on one destination take turns. An act on many is done in parts, each a commit: it may be done again at any time,
 * and goes on where it was broken off.
 */

import { type Instant, SECOND } from "../terms/clock.ts";
import type { Consignment, LeasedRecipient } from "../terms/outcome.ts";
import { turns } from "../terms/turns.ts";
import type { Dispatcher } from "./dispatch.ts";
import type { Lanes } from "./lanes.ts";
import type { FailedRecipient, QueuePorts } from "./ports.ts";
import type { Recorder } from "./recorder.ts";
import type {
	Act,
	Candidate,
	DestinationFilter,
	DestinationPlace,
	DestinationRow,
	RecipientFilter,
	RecipientPage,
	ReportOf,
	Scope,
} from "./steering-ports.ts";

/** How many are looked for at once, and in one commit: mail that comes in waits for it, some tens of milliseconds. */
const LOOKED_FOR = 1_000;
const PER_COMMIT = 200;
/** What was claimed before the lane was closed may arrive after: it is looked for again. */
const ROUNDS = 3;
/** For what is given back to be on disk; when the store takes nothing, the act fails and changes nothing. */
const PATIENCE_MS = 10 * SECOND;

/** Who does it, as people know them, and what they say about it to whoever asks. */
export interface Hand {
	readonly by: string;
	readonly note: string;
}

export interface Done {
	/** Recipients that were changed. */
	readonly changed: number;
	/** Recipients that an attempt is under way for: they were left alone. */
	readonly underWay: number;
}

export interface SteeringParts {
	readonly lanes: Lanes;
	readonly dispatcher: Dispatcher;
	readonly recorder: Recorder;
	/** Something is due in the store, and may be claimed. */
	readonly noteDue: (at: Instant) => void;
}

export class Steering {
	readonly #ports: QueuePorts;
	readonly #parts: SteeringParts;
	/** The last act on each destination. */
	readonly #inTurn = turns<string>();

	constructor(ports: QueuePorts, parts: SteeringParts) {
		this.#ports = ports;
		this.#parts = parts;
	}

	/** Before anything is attempted: what was paused is. */
	async start(): Promise<void> {
		for (const { destination } of await this.#ports.steering.pauses()) this.#parts.lanes.pause(destination);
	}

	destinations(
		filter: DestinationFilter,
		limit: number,
		after?: DestinationPlace,
	): Promise<readonly DestinationRow[]> {
		return this.#ports.steering.destinations(filter, limit, after);
	}

	destination(destination: string): Promise<DestinationRow> {
		return this.#ports.steering.destination(destination);
	}

	recipients(filter: RecipientFilter, limit: number, after?: string): Promise<RecipientPage> {
		return this.#ports.steering.recipients(filter, limit, after);
	}

	pause(destination: string, { by, note }: Hand): Promise<DestinationRow> {
		const { clock, steering } = this.#ports;
		const { lanes, dispatcher } = this.#parts;
		return this.#inTurn(destination, async () => {
			const before = lanes.isPaused(destination);
			lanes.pause(destination);
			try {
				await steering.pause({ destination, since: clock.now(), by, note });
			} catch (error) {
				if (!before) this.#resumed(destination);
				throw error;
			}
			dispatcher.withdraw(destination, () => true);
			await this.#written();
			return steering.destination(destination);
		});
	}

	resume(destination: string): Promise<DestinationRow> {
		const { steering } = this.#ports;
		return this.#inTurn(destination, async () => {
			await steering.resume(destination);
			this.#resumed(destination);
			return steering.destination(destination);
		});
	}

	#resumed(destination: string): void {
		this.#parts.lanes.resume(destination);
		this.#parts.dispatcher.pump();
		this.#parts.noteDue(this.#ports.clock.now());
	}

	/**
	 * Does it to all that it can be done to, of the mail that is there: what comes meanwhile is not what somebody saw, and
	 * an act on it would have no end. Rejects when the store does; what was done until then stays done.
	 */
	act(act: Act, asked: Scope, hand: Hand): Promise<Done> {
		const { destination } = asked;
		const scope = asked.recipient === undefined ? { ...asked, until: this.#ports.clock.now() } : asked;
		return this.#inTurn(destination, async () => {
			const { lanes, dispatcher, noteDue } = this.#parts;
			const takesBack = act === "hold" || act === "cancel";
			if (takesBack) lanes.close(destination);
			try {
				const changed = takesBack
					? await this.#withdrawn(act, scope, hand)
					: await this.#changed(act, scope, hand);
				if (act === "retry") dispatcher.wake(destination);
				return { changed, underWay: await this.#ports.steering.leased(scope) };
			} finally {
				if (takesBack) lanes.open(destination);
				dispatcher.pump();
				noteDue(this.#ports.clock.now());
			}
		});
	}

	/** What waits in memory is given back, then all is changed; and once more for what arrived meanwhile. */
	async #withdrawn(act: Act, scope: Scope, hand: Hand): Promise<number> {
		let changed = 0;
		for (let round = 0; round < ROUNDS; round++) {
			this.#parts.dispatcher.withdraw(scope.destination, concernedBy(scope));
			await this.#written();
			const more = await this.#changed(act, scope, hand);
			changed += more;
			if (more === 0) break;
		}
		return changed;
	}

	async #changed(act: Act, scope: Scope, hand: Hand): Promise<number> {
		const { clock, steering } = this.#ports;
		let changed = 0;
		for (;;) {
			const candidates = await steering.candidates(act, scope, clock.now(), LOOKED_FOR);
			let progress = 0;
			for (const part of partsOf(candidates)) progress += await this.#apply(act, part, hand);
			changed += progress;
			if (progress === 0) return changed;
		}
	}

	async #apply(act: Act, recipients: readonly Candidate[], { by, note }: Hand): Promise<number> {
		const at = this.#ports.clock.now();
		const reports = act === "cancel" ? await this.#reports(recipients, at, { by, note }) : [];
		const changed = await this.#ports.steering.apply({ act, at, by, note, recipients }, reports);
		this.#ports.steered?.(act, changed, by);
		return changed.length;
	}

	/** The DSNs that follow, one for each message. One that cannot be written keeps nothing from being cancelled. */
	async #reports(
		cancelled: readonly Candidate[],
		at: Instant,
		{ by, note }: Hand,
	): Promise<readonly ReportOf[]> {
		const notes = note === "" ? {} : { notes: [note] };
		const facts = { startedAt: at, durationMs: 0, phase: "by-hand", by, ...notes };
		const settlement = { at, to: "cancelled", cause: "cancelled-by-operator", facts } as const;
		const reports: ReportOf[] = [];
		for (const [about, recipients] of Map.groupBy(cancelled, ({ message }) => message)) {
			const failed: FailedRecipient[] = recipients.map((recipient) => ({ recipient, settlement }));
			const report = await this.#ports.reporter.report(failed).catch((error: unknown) => {
				this.#ports.fault("writing a DSN", error);
				return undefined;
			});
			if (report !== undefined) reports.push({ about, report });
		}
		return reports;
	}

	/** Until what was given back is on disk. */
	async #written(): Promise<void> {
		const { promise, reject, resolve } = Promise.withResolvers<void>();
		const timer = this.#ports.clock.after(PATIENCE_MS, () =>
			reject(new Error("Outcomes cannot be recorded.")),
		);
		this.#parts.recorder.flushed().then(resolve, reject);
		try {
			await promise;
		} finally {
			timer.cancel();
		}
	}
}

const concernedBy =
	({ accountId, recipient }: Scope) =>
	({ message }: Consignment, { index }: LeasedRecipient): boolean =>
		(accountId === undefined || message.accountId === accountId) &&
		(recipient === undefined || (message.id === recipient.message && index === recipient.index));

/** Recipients of one message stay together, as they are in one report. */
function partsOf(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
	const parts: Candidate[][] = [];
	for (const group of Map.groupBy(candidates, ({ message }) => message).values()) {
		const last = parts.at(-1);
		if (last === undefined || last.length + group.length > PER_COMMIT) parts.push([...group]);
		else last.push(...group);
	}
	return parts;
}
