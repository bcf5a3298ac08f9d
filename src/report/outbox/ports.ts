/** All that telling of events needs from outside. */

import type { Clock } from "../../terms/clock.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { EventId } from "../../terms/ids.ts";

/** Events that wait to be told. */
export interface Outbox {
	/** By id, which is oldest first; those after `after` where it is given. */
	waiting(limit: number, after?: EventId): Promise<readonly ServiceEvent[]>;
	/** Everybody who listens was told. */
	told(ids: readonly EventId[]): Promise<void>;
	/** Calls `wake` after each commit that adds events. */
	whenGrown(wake: () => void): void;
}

/**
 * Somebody who wants to hear of events. What it rejects, it is told again, so it may hear of an event twice; those that
 * do not concern it, it lets pass.
 */
export interface EventListener {
	tell(event: ServiceEvent): Promise<void>;
}

export interface TellingPorts {
	readonly outbox: Outbox;
	/** Turns events into deliveries, those that it knows already into none. */
	readonly fanOut: (events: readonly ServiceEvent[]) => Promise<void>;
	readonly listeners: readonly EventListener[];
	readonly clock: Clock;
	readonly fault: (during: string, error: unknown) => void;
}
