/**
 * Billing periods: each begins on the anchor's day and time of a month, in UTC. A month that is too short for
 * that day begins its period on its last day; the month after has the anchor's own day again, because periods
 * are counted from the anchor and never from the period before.
 */

import type { Instant } from "../terms/clock.ts";

/** `renewsAt` is the first moment of the next period. */
export interface BillingPeriod {
	readonly periodStart: Instant;
	readonly renewsAt: Instant;
}

/** The period that `now` is in. Moments before the anchor are in the periods counted backwards from it. */
export function billingPeriod(anchor: Instant, now: Instant): BillingPeriod {
	const from = new Date(anchor);
	const to = new Date(now);
	const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
	// The anniversary of this calendar month either has come or has not.
	const started = anniversary(from, months) <= now ? months : months - 1;
	return { periodStart: anniversary(from, started), renewsAt: anniversary(from, started + 1) };
}

/** The moment `months` calendar months after `anchor`, on the anchor's day or the month's last. */
function anniversary(anchor: Date, months: number): Instant {
	const year = anchor.getUTCFullYear();
	const month = anchor.getUTCMonth() + months;
	// Day 0 of the next month is the last day of this one.
	const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	return Date.UTC(
		year,
		month,
		Math.min(anchor.getUTCDate(), lastDay),
		anchor.getUTCHours(),
		anchor.getUTCMinutes(),
		anchor.getUTCSeconds(),
		anchor.getUTCMilliseconds(),
	);
}
