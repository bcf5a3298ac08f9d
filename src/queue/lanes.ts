/**
 * The recipients in memory, in one lane for each destination. A lane is first in, first out; lanes take turns.
 * What waits here is leased; nothing here starts an attempt, writes, or knows the time of day.
 *
 * Two rules keep a destination from starving the others, however slow it is. A lane may hold only as many
 * recipients as are still free for all, and a lane that has an attempt under way may start another only while
 * more attempts are free than it has. So n greedy lanes leave a share of 1/(n+1) to the rest.
 */

import type { Instant } from "../terms/clock.ts";
import type { Consignment } from "../terms/outcome.ts";
import type { QueueConfiguration } from "./configuration.ts";
import { Fifo } from "./fifo.ts";
import { Health } from "./health.ts";

/** Lanes kept for what was learned of their destination, though nothing waits in them. */
const LANES_REMEMBERED = 20_000;
/** How many lanes are looked at to find one that can be forgotten. */
const FORGET_PROBES = 16;

export class Lane {
	readonly destination: string;
	readonly health: Health;
	readonly waiting = new Fifo<Consignment>();
	/** Attempts under way. */
	running = 0;
	/** Recipients waiting or under way. */
	recipients = 0;
	/** Whether a claim had to leave this destination out because the lane held enough. */
	leftOut = false;
	/** Whether it stands in the ring of those that may start. */
	inRing = false;

	constructor(destination: string, health: Health) {
		this.destination = destination;
		this.health = health;
	}

	get idle(): boolean {
		return this.running === 0 && this.waiting.size === 0;
	}
}

export class Lanes {
	readonly #configuration: QueueConfiguration;
	readonly #lanes = new Map<string, Lane>();
	readonly #ring = new Fifo<Lane>();
	/** Destinations that somebody steers just now: by how many acts. */
	readonly #closed = new Map<string, number>();
	readonly #paused = new Set<string>();
	#recipients = 0;
	#running = 0;

	constructor(configuration: QueueConfiguration) {
		this.#configuration = configuration;
	}

	/** Recipients waiting or under way, in all lanes. */
	get recipients(): number {
		return this.#recipients;
	}

	/** Attempts under way, in all lanes. */
	get running(): number {
		return this.#running;
	}

	of(destination: string): Lane {
		let lane = this.#lanes.get(destination);
		if (lane === undefined) {
			if (this.#lanes.size >= LANES_REMEMBERED) this.#forgetOne();
			lane = new Lane(destination, new Health(this.#configuration));
			this.#lanes.set(destination, lane);
		}
		return lane;
	}

	/** The lane of a destination, where there is one. */
	known(destination: string): Lane | undefined {
		return this.#lanes.get(destination);
	}

	/** No attempts begin, until as many calls of `open`. What waits stays where it is. */
	close(destination: string): void {
		this.#closed.set(destination, (this.#closed.get(destination) ?? 0) + 1);
	}

	open(destination: string): void {
		const left = (this.#closed.get(destination) ?? 1) - 1;
		if (left > 0) this.#closed.set(destination, left);
		else this.#closed.delete(destination);
		this.#stirKnown(destination);
	}

	/** No attempts begin, and nothing is to wait here. */
	pause(destination: string): void {
		this.#paused.add(destination);
	}

	resume(destination: string): void {
		this.#paused.delete(destination);
		this.#stirKnown(destination);
	}

	isPaused(destination: string): boolean {
		return this.#paused.has(destination);
	}

	/** Destinations that are paused. */
	get paused(): number {
		return this.#paused.size;
	}

	/** Whether a lane may hold more while `free` recipients have room in memory. */
	takesMore(destination: string, free: number): boolean {
		if (this.#stands(destination)) return false;
		const held = this.#lanes.get(destination)?.recipients ?? 0;
		return held < Math.min(free, this.#configuration.recipientsPerDestination);
	}

	add(lane: Lane, consignment: Consignment): void {
		lane.waiting.push(consignment);
		this.#count(lane, consignment.recipients.length);
		this.stir(lane);
	}

	/** Puts back to the front what was under way and is to go on in another transaction. */
	addFirst(lane: Lane, consignment: Consignment): void {
		lane.waiting.unshift(consignment);
		this.stir(lane);
	}

	/** Something about the lane has changed that may let it start an attempt. */
	stir(lane: Lane): void {
		if (lane.inRing || lane.waiting.size === 0) return;
		lane.inRing = true;
		this.#ring.push(lane);
	}

	/** The next lane whose turn it is and that may start an attempt; undefined when none may. */
	next(): Lane | undefined {
		const free = this.#configuration.attempts - this.#running;
		if (free <= 0) return undefined;
		for (let left = this.#ring.size; left > 0; left--) {
			const lane = this.#ring.shift() as Lane;
			const mayNot = lane.running >= lane.health.window || this.#stands(lane.destination);
			if (lane.waiting.size === 0 || mayNot) {
				lane.inRing = false;
				continue;
			}
			this.#ring.push(lane);
			if (lane.running === 0 || lane.running < free) return lane;
		}
		return undefined;
	}

	/** Takes the first consignment of a lane for an attempt. */
	begin(lane: Lane): Consignment {
		lane.running++;
		this.#running++;
		return lane.waiting.shift() as Consignment;
	}

	/** An attempt has ended; `finished` of its recipients leave the lane. */
	end(lane: Lane, finished: number): void {
		lane.running--;
		this.#running--;
		this.#count(lane, -finished);
	}

	/** Takes out all that waits in a lane. */
	empty(lane: Lane): Consignment[] {
		const consignments = lane.waiting.drain();
		for (const { recipients } of consignments) this.#count(lane, -recipients.length);
		return consignments;
	}

	/** Destinations for which nothing is to be claimed, and when the first of them has rested. */
	leaveOut(now: Instant, perDestination: number): { except: string[]; firstRested: Instant } {
		const except: string[] = [...this.#closed.keys(), ...this.#paused];
		let firstRested = Number.POSITIVE_INFINITY;
		for (const lane of this.#lanes.values()) {
			const rests = lane.health.restsUntil > now;
			if (rests) firstRested = Math.min(firstRested, lane.health.restsUntil);
			lane.leftOut = !rests && lane.recipients >= perDestination;
			if (rests || lane.leftOut) except.push(lane.destination);
		}
		return { except, firstRested };
	}

	all(): IterableIterator<Lane> {
		return this.#lanes.values();
	}

	/** Closed or paused. */
	#stands(destination: string): boolean {
		return this.#closed.has(destination) || this.#paused.has(destination);
	}

	#stirKnown(destination: string): void {
		const lane = this.#lanes.get(destination);
		if (lane !== undefined) this.stir(lane);
	}

	#count(lane: Lane, change: number): void {
		lane.recipients += change;
		this.#recipients += change;
	}

	#forgetOne(): void {
		let probes = FORGET_PROBES;
		for (const lane of this.#lanes.values()) {
			this.#lanes.delete(lane.destination);
			if (lane.idle) return;
			this.#lanes.set(lane.destination, lane);
			if (--probes === 0) return;
		}
	}
}
