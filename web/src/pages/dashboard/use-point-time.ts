/** How an hour or a day of the chart is written: short below its column, long where there is room. */

import { localeOf, useReader } from "../../words/use-words.ts";

export function usePointTime(unit: "hour" | "day") {
	const { language, timeZone } = useReader();
	const format = (options: Intl.DateTimeFormatOptions) => {
		const made = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone });
		return (at: string): string => made.format(new Date(at));
	};
	const clock = { hour: "2-digit", minute: "2-digit" } as const;
	return {
		short: format(unit === "hour" ? clock : { day: "numeric", month: "short" }),
		long: format({ weekday: "short", day: "numeric", month: "long", ...(unit === "hour" ? clock : {}) }),
	};
}
