/** How a moment is written in a language and a time zone. */

import type { Language } from "../words/catalogue.ts";

export type TimeForm = "time" | "day" | "date" | "date-time" | "moment" | "exact";

const dayAndTime = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;

const forms: Readonly<Record<TimeForm, Intl.DateTimeFormatOptions>> = {
	time: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
	/** Of the present year, or soon. */
	day: { day: "numeric", month: "long" },
	date: { day: "numeric", month: "long", year: "numeric" },
	"date-time": dayAndTime,
	moment: { ...dayAndTime, second: "2-digit" },
	exact: { dateStyle: "full", timeStyle: "long" },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one is slow, and a list has hundreds of times. */
function formatOf(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions, key: string) {
	const name = `${locale} ${timeZone} ${key}`;
	const known = formats.get(name);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat(locale, { ...options, timeZone });
	formats.set(name, made);
	return made;
}

/** The first of a month is an ordinal in French, which Intl does not know: "1er décembre". */
const FIRST = /(?<=^|\s)1(?=\s\p{L})/u;

export interface Calendar {
	readonly language: Language;
	/** Of Intl: "en-GB", "fr-FR". */
	readonly locale: string;
	readonly timeZone: string;
}

/** With its year where that is not the present one, though the form leaves it out. */
export function written(at: number, form: TimeForm, now: number, { language, locale, timeZone }: Calendar) {
	const short = form === "date-time" || form === "moment";
	const year = (moment: number) => formatOf(locale, timeZone, { year: "numeric" }, "year").format(moment);
	const isOtherYear = short && year(at) !== year(now);
	const options = isOtherYear ? ({ ...forms[form], year: "numeric" } as const) : forms[form];
	const text = formatOf(locale, timeZone, options, isOtherYear ? `${form} year` : form).format(at);
	return language === "fr" ? text.replace(FIRST, "1er") : text;
}
