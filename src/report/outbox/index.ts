/**
 * Takes events from the outbox and tells everybody who listens; an event leaves the outbox when all were told. Nothing is
 * lost where the service ends in between: the event is still there, and is told again.
 *
 * It is woken after the commits that add events, and looks by itself once a minute. An event that a listener does not
 * take is tried again later and later; the others go on past it.
 */

import { type Instant, MINUTE, SECOND, type Timer } from "../../terms/clock.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { EventId } from "../../terms/ids.ts";
import type { EventListener, TellingPorts } from "./ports.ts";

export type { EventListener } from "./ports.ts";

const EVENTS_AT_ONCE = 200;
const SAFETY_MS = MINUTE;
const FIRST_RETRY_MS = 5 * SECOND;
const LONGEST_RETRY_MS = 5 * MINUTE;
/** What is overdue and was not reached this time is not looked for at once. */
const SOONEST_MS = SECOND;
/** When this many events are not taken, the listener is out of order: the rest waits with them. */
const MOST_REFUSED = 500;

/** An event that somebody did not take. */
interface Refused {
	readonly by: ReadonlySet<EventListener>;
	readonly dueAt: Instant;
	readonly delayMs: number;
}

export interface Telling {
	start(): void;
	/** What is being told is told to the end. */
	stop(): Promise<void>;
}

export function createTelling(ports: TellingPorts): Telling {
	const { outbox, clock, fault } = ports;
	const refused = new Map<EventId, Refused>();
	const tell = teller(ports, refused);
	let timer: Timer | undefined;
	let stopped = false;
	let again = false;
	let underWay: Promise<void> | undefined;

	/** Once through all that waits. */
	const pass = async (): Promise<void> => {
		const unseen = new Set(refused.keys());
		for (let after: EventId | undefined; !stopped; ) {
			const events = await outbox.waiting(EVENTS_AT_ONCE, after);
			const due = events.filter(({ id }) => (refused.get(id)?.dueAt ?? 0) <= clock.now());
			const told = await tell(due);
			if (told.length > 0) await outbox.told(told);
			after = events.at(-1)?.id;
			for (const { id } of events) unseen.delete(id);
			if (events.length < EVENTS_AT_ONCE) break;
			if (refused.size >= MOST_REFUSED) return;
		}
		// They went with their account.
		if (!stopped) for (const id of unseen) refused.delete(id);
	};
	const work = async (): Promise<void> => {
		let waitMs = SAFETY_MS;
		try {
			do {
				again = false;
				await pass();
			} while (again && !stopped);
		} catch (error) {
			fault("telling of events", error);
			waitMs = FIRST_RETRY_MS;
		}
		const soonest = Math.min(...[...refused.values()].map(({ dueAt }) => dueAt - clock.now()));
		if (!stopped) timer = clock.after(Math.min(waitMs, Math.max(SOONEST_MS, soonest)), wake);
	};
	const wake = (): void => {
		again = true;
		if (stopped || underWay !== undefined) return;
		timer?.cancel();
		underWay = work().finally(() => {
			underWay = undefined;
			// A commit between the last look and here.
			if (again) wake();
		});
	};
	return {
		start() {
			outbox.whenGrown(wake);
			wake();
		},
		async stop() {
			stopped = true;
			timer?.cancel();
			await underWay;
		},
	};
}

/** Resolves to those that everybody was told of. Rejects when the deliveries could not be written. */
function teller(
	{ fanOut, listeners, clock, fault }: TellingPorts,
	refused: Map<EventId, Refused>,
): (events: readonly ServiceEvent[]) => Promise<readonly EventId[]> {
	const tellOne = async (event: ServiceEvent): Promise<boolean> => {
		const before = refused.get(event.id);
		const by = new Set<EventListener>();
		for (const listener of before?.by ?? listeners) {
			try {
				await listener.tell(event);
			} catch (error) {
				by.add(listener);
				fault(`telling of ${event.type}`, error);
			}
		}
		if (by.size === 0) {
			refused.delete(event.id);
			return true;
		}
		const delayMs = Math.min(LONGEST_RETRY_MS, before === undefined ? FIRST_RETRY_MS : 2 * before.delayMs);
		refused.set(event.id, { by, delayMs, dueAt: clock.now() + delayMs });
		return false;
	};
	return async (events) => {
		const fresh = events.filter(({ id }) => !refused.has(id));
		if (fresh.length > 0) await fanOut(fresh);
		const told: EventId[] = [];
		for (const event of events) if (await tellOne(event)) told.push(event.id);
		return told;
	};
}
