/** How long something takes, in the reader's language: whole days, or hours below two of them. */

import { localeOf, useReader } from "../words/use-words.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** `const span = useSpan(); span(ms)` → "30 days", "12 heures". */
export function useSpan(): (ms: number) => string {
	const locale = localeOf(useReader().language);
	return (ms) => {
		const hours = Math.round(ms / HOUR_MS);
		const inDays = hours >= 2 * DAY_HOURS;
		const unit = inDays ? "day" : "hour";
		return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(
			inDays ? Math.round(hours / DAY_HOURS) : hours,
		);
	};
}
