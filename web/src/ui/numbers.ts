/** Numbers as the reader's language writes them. */

import { localeOf, useReader } from "../words/use-words.ts";

const KIB = 1024;

export function useNumbers() {
	const { language } = useReader();
	const locale = localeOf(language);
	const number = (value: number, options: Intl.NumberFormatOptions = {}): string =>
		new Intl.NumberFormat(locale, options).format(value);
	return {
		/** 8240 → "8,240" */
		count: (value: number) => number(value),
		/** 0.9871 → "98.7 %" */
		percent: (part: number) => number(part, { style: "percent", maximumFractionDigits: 1 }),
		/** 0.012 → "+1.2 %" */
		change: (part: number) =>
			number(part, { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" }),
		/** 0.012 → "1.2": percentage points, without their name. */
		points: (part: number) => number(part * 100, { maximumFractionDigits: 1 }),
		/** 20971520 → "20 MB", in steps of 1024 as everywhere in mail. */
		bytes: (value: number) => {
			const unit = value < KIB ? "byte" : value < KIB * KIB ? "kilobyte" : "megabyte";
			const part = unit === "byte" ? value : unit === "kilobyte" ? value / KIB : value / (KIB * KIB);
			// "464 byte" is what the short form of one is in English.
			const unitDisplay = unit === "byte" ? "long" : "short";
			return number(part, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
		},
		/** Minor units of a currency: 1900, "EUR" → "€19.00" */
		money: (amountMinor: number, currency: string) => {
			const format = new Intl.NumberFormat(locale, { style: "currency", currency });
			const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
			return format.format(amountMinor / 10 ** digits);
		},
	};
}
