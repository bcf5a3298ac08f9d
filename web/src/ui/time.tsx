/** Moments in the account's time zone, as the reader's language writes them; exact to the second on hover. */

import { localeOf, useReader } from "../words/use-words.ts";
import { type TimeForm, written } from "./moments.ts";

/** As text: `const when = useTime(); when(usage.renewsAt, "date")`. */
export function useTime(): (at: string | number, form?: TimeForm) => string {
	const { language, timeZone } = useReader();
	const calendar = { language, timeZone, locale: localeOf(language) };
	return (at, form = "date-time") => written(new Date(at).getTime(), form, Date.now(), calendar);
}

export function Time({ at, form = "date-time" }: { readonly at: string | number; readonly form?: TimeForm }) {
	const when = useTime();
	return (
		<time dateTime={new Date(at).toISOString()} title={when(at, "exact")} className="whitespace-nowrap">
			{when(at, form)}
		</time>
	);
}
