/**
 * Billing periods: each begins on the anchor's day and time of a month, as the clocks of the account's time zone show
 * them. A month that is too short for that day begins its period on its last day; the month after has the anchor's own
 * day again, because periods are counted from the anchor and never from the period before. A time that the clocks
 * skip is as much later as they are put forward; of a time that they show twice it is the first.
 *
 * Usage is counted by the period's number. Another time zone moves the borders by hours, and takes nothing with them.
 */

import type { Instant } from "../terms/clock.ts";
import type { BillingPeriod } from "../terms/message.ts";

export type { BillingPeriod } from "../terms/message.ts";

/** The period that `now` is in. Moments before the anchor are in the periods counted backwards from it. */
export function billingPeriod(anchor: Instant, timeZone: string, now: Instant): BillingPeriod {
	const from = local(anchor, timeZone);
	const to = local(now, timeZone);
	let period = (to.year - from.year) * 12 + to.month - from.month;
	// The anniversary of this calendar month either has come or has not; clocks that are put back around midnight at
	// a month's end can show the month before again.
	while (anniversary(from, period, timeZone) > now) period--;
	while (anniversary(from, period + 1, timeZone) <= now) period++;
	return periodOf(from, timeZone, period);
}

/** The period that is so many months after the one which begins at the anchor. */
export const numberedPeriod = (anchor: Instant, timeZone: string, period: number): BillingPeriod =>
	periodOf(local(anchor, timeZone), timeZone, period);

const periodOf = (from: Temporal.PlainDateTime, timeZone: string, period: number): BillingPeriod => ({
	period,
	periodStart: anniversary(from, period, timeZone),
	renewsAt: anniversary(from, period + 1, timeZone),
});

/** Whether this is the name of a time zone, in any case: "europe/paris" is. An offset such as "+02:00" is none. */
export function timeZoneNamed(name: string): string | undefined {
	if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return undefined;
	try {
		return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		return undefined;
	}
}

const local = (at: Instant, timeZone: string): Temporal.PlainDateTime =>
	Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();

/** The moment `months` calendar months after `anchor`, on the anchor's day or the month's last. */
const anniversary = (anchor: Temporal.PlainDateTime, months: number, timeZone: string): Instant =>
	anchor
		.add({ months }, { overflow: "constrain" })
		.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds;
