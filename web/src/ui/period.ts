/** Days of a time zone as moments, for the API's `from` and `to`. */

export const presets = ["today", "yesterday", "7d", "30d"] as const;
export type Preset = (typeof presets)[number];

/** As it stands in the address: ?period=7d, or ?from=2026-11-01&to=2026-11-30 (both included). */
export type Period = { readonly preset: Preset } | { readonly from: string; readonly to: string };

const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one is slow, and rows ask all the time. */
function formatOf(locale: "en-CA" | "en-GB", timeZone: string): Intl.DateTimeFormat {
	const key = `${locale} ${timeZone}`;
	const known = formats.get(key);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat(locale, { ...parts[locale], timeZone });
	formats.set(key, made);
	return made;
}

const parts: Readonly<Record<"en-CA" | "en-GB", Intl.DateTimeFormatOptions>> = {
	"en-CA": { year: "numeric", month: "2-digit", day: "2-digit" },
	"en-GB": {
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric",
	},
};

/** The day there at that moment: "2026-11-30". */
export const dayAt = (at: number, timeZone: string): string => formatOf("en-CA", timeZone).format(at);

const shifted = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, "2026-11-30".length);

/** How far the zone is from UTC at that moment. */
function offsetMs(at: number, timeZone: string): number {
	const found = formatOf("en-GB", timeZone).formatToParts(at);
	const part = (type: string): number => Number(found.find((one) => one.type === type)?.value);
	const local = Date.UTC(
		part("year"),
		part("month") - 1,
		part("day"),
		part("hour"),
		part("minute"),
		part("second"),
	);
	return local - Math.floor(at / 1_000) * 1_000;
}

/** When a day begins there; twice, because the offset is that of the moment which is looked for. */
export function startOfDay(day: string, timeZone: string): number {
	const asUtc = Date.parse(`${day}T00:00:00Z`);
	const guess = asUtc - offsetMs(asUtc, timeZone);
	return asUtc - offsetMs(guess, timeZone);
}

const days = { today: [0, 1], yesterday: [-1, 0], "7d": [-6, 1], "30d": [-29, 1] } as const;

/** From (included) to (not included), as ISO 8601. */
export function momentsOf(period: Period, now: number, timeZone: string): { from: string; to: string } {
	const today = dayAt(now, timeZone);
	const [first, end] =
		"preset" in period
			? days[period.preset].map((shift) => shifted(today, shift))
			: [period.from, shifted(period.to, 1)];
	const iso = (day = today): string => new Date(startOfDay(day, timeZone)).toISOString();
	return { from: iso(first), to: iso(end) };
}
