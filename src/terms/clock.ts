/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Time as a port: everything below the adapters takes its time from here, so that tests can move it. */
export interface Clock {
	/** The wall clock. */
	now(): Instant;
	/** Milliseconds that only ever grow; for durations and deadlines. */
	monotonicMs(): number;
	/** Calls `wake` once after `delayMs`, unless cancelled. Does not keep the process alive. */
	after(delayMs: number, wake: () => void): Timer;
}

export interface Timer {
	cancel(): void;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
