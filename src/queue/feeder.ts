/**
 * Asks the store for what is due, when there is room for it. Waking is by the moment at which the store said
 * that something is next due, by a hint that something was written, by a destination that has rested, or by room
 * that was made where a backlog is known; and every 30 seconds for safety's sake.
 */

import { type Instant, SECOND, type Timer } from "../terms/clock.ts";
import type { Consignment } from "../terms/outcome.ts";
import type { QueueConfiguration } from "./configuration.ts";
import type { Lanes } from "./lanes.ts";
import type { QueuePorts } from "./ports.ts";

/** Between claims that were not called for by room for many, or that brought nothing. */
const PAUSE_MS = SECOND;
/** Small, so that destinations whose mail happens to lie first, and which may be dead, do not fill the memory. */
const FIRST_SHARE = 50;
const LONGEST_PAUSE_MS = 30 * SECOND;
/**
 * While fresh mail comes in, what waits in the store gets a share and no more: claiming and recording a recipient
 * costs the writer's thread about as much as accepting one, and a claim among a thousand destinations takes tens
 * of milliseconds by itself. 100,000 waiting recipients must not slow the door.
 */
const PAUSE_BESIDE_FRESH_MS = 250;
/** Beside fresh mail, at most a twelfth of the time goes into claiming. */
const PAUSES_PER_CLAIM = 12;
const SHARE_BESIDE_FRESH = 100;

export interface FeederParts {
	readonly lanes: Lanes;
	/** Recipients that still have room in memory, those that are being claimed not counted off. */
	readonly free: () => number;
	/** Whether messages were accepted just now. */
	readonly freshComes: () => boolean;
	/** Whether claiming makes sense now: running, and outcomes can be recorded. */
	readonly open: () => boolean;
	readonly take: (consignments: readonly Consignment[]) => void;
}

export class Feeder {
	readonly #ports: QueuePorts;
	readonly #configuration: QueueConfiguration;
	readonly #parts: FeederParts;
	/** When something is due in the store, as far as known. */
	#dueAt: Instant = Number.NEGATIVE_INFINITY;
	#lastClaimAt: Instant = Number.NEGATIVE_INFINITY;
	/** The last claim brought nothing: another one now would not either. */
	#barren = false;
	#claiming = false;
	#claimTookMs = 0;
	#failures = 0;
	#asking = 0;
	/** Most recipients of one destination in the next claim. */
	#share = FIRST_SHARE;
	#timer: Timer | undefined;
	#timerAt: Instant = Number.POSITIVE_INFINITY;

	constructor(ports: QueuePorts, configuration: QueueConfiguration, parts: FeederParts) {
		this.#ports = ports;
		this.#configuration = configuration;
		this.#parts = parts;
	}

	/** Recipients that the claim under way may bring. */
	get asking(): number {
		return this.#asking;
	}

	/** Something was written that is due at this moment and leased by nobody. */
	noteDue(at: Instant): void {
		if (at < this.#dueAt) {
			this.#dueAt = at;
			this.#barren = false;
		}
		this.stir();
	}

	/** Room was made, or claiming may make sense again. */
	stir(): void {
		if (this.#claiming || !this.#parts.open()) return;
		const at = this.#claimAt();
		const now = this.#ports.clock.now();
		if (at <= now) this.#claim();
		else if (at < this.#timerAt) this.#wakeAt(at, now);
	}

	stop(): void {
		this.#timer?.cancel();
		this.#timer = undefined;
	}

	/** When the next claim is to be made, as things stand. */
	#claimAt(): Instant {
		const safety = this.#lastClaimAt + this.#configuration.claimEveryMs;
		const pauseMs =
			this.#failures > 0
				? Math.min(PAUSE_MS * 2 ** (this.#failures - 1), LONGEST_PAUSE_MS)
				: this.#barren || this.#parts.free() * 2 < this.#configuration.recipients
					? PAUSE_MS
					: this.#parts.freshComes()
						? Math.max(PAUSE_BESIDE_FRESH_MS, PAUSES_PER_CLAIM * this.#claimTookMs)
						: 0;
		return Math.max(Math.min(this.#dueAt, safety), this.#lastClaimAt + pauseMs);
	}

	#wakeAt(at: Instant, now: Instant): void {
		this.#timer?.cancel();
		this.#timerAt = at;
		this.#timer = this.#ports.clock.after(at - now, () => {
			this.#timer = undefined;
			this.#timerAt = Number.POSITIVE_INFINITY;
			this.stir();
		});
	}

	#claim(): void {
		this.#claiming = true;
		this.#ask().then(
			() => {
				this.#failures = 0;
				this.#claimed();
			},
			(error: unknown) => {
				this.#failures++;
				this.#ports.fault("claiming what is due", error);
				this.#claimed();
			},
		);
	}

	#claimed(): void {
		this.#claiming = false;
		this.#asking = 0;
		this.stir();
	}

	/** A claim that few destinations could not fill may take more of each the next time. */
	#adapt(consignments: readonly Consignment[], limit: number, perDestination: number): void {
		let claimed = 0;
		for (const { recipients } of consignments) claimed += recipients.length;
		const filled = claimed >= limit;
		const most = this.#configuration.recipientsPerDestination;
		this.#share = filled ? FIRST_SHARE : Math.min(most, Math.max(FIRST_SHARE, perDestination * 2));
	}

	async #ask(): Promise<void> {
		const now = this.#ports.clock.now();
		this.#lastClaimAt = now;
		const free = this.#parts.free();
		// Nothing can be taken: try again after the pause.
		if (free <= 0) return;
		// Half of the room, so that what is accepted meanwhile finds room too.
		const half = Math.ceil(free / 2);
		const limit = this.#parts.freshComes() ? Math.min(half, SHARE_BESIDE_FRESH) : half;
		const most = Math.max(1, Math.floor(Math.min(free, this.#configuration.recipientsPerDestination) / 2));
		const perDestination = Math.min(most, this.#share);
		this.#asking = limit;
		const { except, firstRested } = this.#parts.lanes.leaveOut(now, perDestination);
		// A hint that arrives while the store is being asked may be about what it does not see any more.
		this.#dueAt = Number.POSITIVE_INFINITY;
		try {
			const startedMs = this.#ports.clock.monotonicMs();
			const { consignments, nextDueAt } = await this.#ports.store.claim({
				now,
				limit,
				perDestination,
				except,
			});
			this.#claimTookMs = this.#ports.clock.monotonicMs() - startedMs;
			this.#barren = consignments.length === 0;
			this.#dueAt = Math.min(this.#dueAt, nextDueAt ?? Number.POSITIVE_INFINITY, firstRested);
			this.#asking = 0;
			this.#adapt(consignments, limit, perDestination);
			this.#parts.take(consignments);
		} catch (error) {
			this.#dueAt = Number.NEGATIVE_INFINITY;
			throw error;
		}
	}
}
