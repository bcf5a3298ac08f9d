/**
 * When a recipient is tried again, and when it has been tried for long enough. Pure arithmetic: it neither
 * looks at causes nor at the store. RFC 5321 §4.5.4.1.
 */

import { type Instant, MINUTE } from "../terms/clock.ts";
import type { QueueConfiguration } from "./configuration.ts";

export interface FailedForNow {
	readonly now: Instant;
	readonly receivedAt: Instant;
	/** Whether the message has the null reverse-path. */
	readonly isReport: boolean;
	readonly attempt: number;
	readonly interruptions: number;
	/** What the reply asked for. */
	readonly retryAfterMs?: number;
	/** Uniform in [0, 1). */
	readonly random: number;
}

/** When the next attempt is due; null when the lifetime has ended and there is none. */
export function nextAttemptAt(failed: FailedForNow, configuration: QueueConfiguration): Instant | null {
	const lifetimeMs = failed.isReport ? configuration.reportLifetimeMs : configuration.lifetimeMs;
	const expiresAt = failed.receivedAt + lifetimeMs;
	if (failed.now >= expiresAt) return null;

	const scheduled = failed.now + scheduledDelayMs(failed, configuration);
	// The last attempt is made when the lifetime ends, not at the first step after it: RFC 5321 §4.5.4.1 asks
	// for a lifetime, and a sender waits for the verdict.
	const due = Math.max(Math.min(scheduled, expiresAt), failed.now + MINUTE);
	if (failed.retryAfterMs === undefined) return due;
	const asked = Math.min(
		Math.max(failed.retryAfterMs, configuration.shortestRetryAfterMs),
		configuration.longestRetryAfterMs,
	);
	return Math.max(due, failed.now + asked);
}

function scheduledDelayMs(failed: FailedForNow, configuration: QueueConfiguration): number {
	const delays = configuration.retryDelaysMs;
	// Attempts that this service cut short say nothing about the recipient's server.
	const step = Math.max(1, failed.attempt - failed.interruptions);
	const delayMs = delays[Math.min(step, delays.length) - 1] ?? MINUTE;
	return Math.round(delayMs * (1 + configuration.jitter * (2 * failed.random - 1)));
}
