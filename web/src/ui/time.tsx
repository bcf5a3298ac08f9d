/** Moments in the account's time zone, as the reader's language writes them; exact to the second on hover. */

import { localeOf, type Reader, useReader } from "../words/use-words.ts";

export type TimeForm = "time" | "date" | "date-time" | "moment" | "exact";

const forms: Readonly<Record<TimeForm, Intl.DateTimeFormatOptions>> = {
	time: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
	date: { day: "numeric", month: "long", year: "numeric" },
	"date-time": { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
	moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
	exact: { dateStyle: "full", timeStyle: "long" },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one is slow, and a list has hundreds of times. */
function formatOf({ language, timeZone }: Reader, form: TimeForm): Intl.DateTimeFormat {
	const key = `${language} ${timeZone} ${form}`;
	const known = formats.get(key);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat(localeOf(language), { ...forms[form], timeZone });
	formats.set(key, made);
	return made;
}

/** As text: `const when = useTime(); when(usage.renewsAt, "date")`. */
export function useTime(): (at: string | number, form?: TimeForm) => string {
	const reader = useReader();
	return (at, form = "date-time") => formatOf(reader, form).format(new Date(at));
}

export function Time({ at, form = "date-time" }: { readonly at: string | number; readonly form?: TimeForm }) {
	const when = useTime();
	return (
		<time dateTime={new Date(at).toISOString()} title={when(at, "exact")} className="whitespace-nowrap">
			{when(at, form)}
		</time>
	);
}
