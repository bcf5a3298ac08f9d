/** From what is typed to what the API takes. Pure. */

import type { Plan } from "../../api/schema.ts";

/** "" is null: nothing is said of it. */
const number = (text = ""): number | null => (text.trim() === "" ? null : Number(text));

/** Digits after the comma that a currency has; 2 for what is no currency, which the API then says. */
export function minorDigits(currency: string): number {
	try {
		const { maximumFractionDigits } = new Intl.NumberFormat("en", {
			style: "currency",
			currency,
		}).resolvedOptions();
		return maximumFractionDigits ?? 2;
	} catch {
		return 2;
	}
}

export type PlanFields = Readonly<Record<string, string>>;

export function planOf(fields: PlanFields): Omit<Plan, "id" | "createdAt"> {
	const currency = (fields["currency"] ?? "").trim().toUpperCase();
	const amount = number(fields["amount"]?.replace(",", "."));
	return {
		name: (fields["name"] ?? "").trim(),
		monthlyRecipients: number(fields["monthlyRecipients"]) ?? 0,
		price:
			amount === null ? null : { amountMinor: Math.round(amount * 10 ** minorDigits(currency)), currency },
		listed: fields["listed"] === "on",
		position: number(fields["position"]) ?? 0,
		limits: {
			recipientsPerMinute: number(fields["recipientsPerMinute"]),
			domains: number(fields["domains"]),
			smtpUsers: number(fields["smtpUsers"]),
			retentionDays: number(fields["retentionDays"]),
		},
		stripePriceId: (fields["stripePriceId"] ?? "").trim() || null,
	};
}

/** As it is typed: 1900 EUR → "19.00". */
export const amountOf = ({ price }: Plan): string => {
	if (price === null) return "";
	const digits = minorDigits(price.currency);
	return (price.amountMinor / 10 ** digits).toFixed(digits);
};
