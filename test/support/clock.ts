/**
 * A clock that stands still until a test moves it. Timers run in the order in which they are due, and after
 * each of them everything that promises can do is done before time goes on. Real I/O is not waited for.
 */

import type { Clock, Instant, Timer } from "../../src/terms/clock.ts";

export interface VirtualClock extends Clock {
	/** Moves time on, running every timer that comes due on the way, also those set meanwhile. */
	advance(ms: number): Promise<void>;
	/** Lets promises settle without moving time. */
	settle(): Promise<void>;
	/** Timers that have neither run nor been cancelled. */
	readonly pending: number;
}

interface Alarm {
	readonly at: Instant;
	readonly wake: () => void;
}

/** Promise callbacks all run before the event loop's next turn, however long their chains. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `start` is a moment or an ISO 8601 text. */
export function virtualClock(start: Instant | string = "2026-01-05T09:00:00Z"): VirtualClock {
	const origin = typeof start === "string" ? Date.parse(start) : start;
	let now = origin;
	/** Sorted by `at`; those due at the same moment stay in the order in which they were set. */
	const alarms: Alarm[] = [];

	const after = (delayMs: number, wake: () => void): Timer => {
		const alarm = { at: now + Math.max(0, delayMs), wake };
		alarms.splice(firstAfter(alarms, alarm.at), 0, alarm);
		return {
			cancel() {
				const at = alarms.indexOf(alarm);
				if (at >= 0) alarms.splice(at, 1);
			},
		};
	};

	return {
		now: () => now,
		monotonicMs: () => now - origin,
		after,
		async advance(ms) {
			const end = now + ms;
			await turn();
			for (let next = alarms[0]; next !== undefined && next.at <= end; next = alarms[0]) {
				alarms.shift();
				now = Math.max(now, next.at);
				next.wake();
				await turn();
			}
			now = end;
		},
		settle: turn,
		get pending() {
			return alarms.length;
		},
	};
}

function firstAfter(alarms: readonly Alarm[], at: Instant): number {
	let low = 0;
	for (let high = alarms.length; low < high; ) {
		const middle = (low + high) >> 1;
		if ((alarms[middle] as Alarm).at <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}
