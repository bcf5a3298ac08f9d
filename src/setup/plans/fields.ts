/** What may stand in a plan. */

import type { PlanChange } from "../plan-ports.ts";
import { countTrouble, invalidField, nameTrouble, type Problem } from "../problem.ts";

const MOST_MINOR = 1_000_000_000_000;
const MOST_RETENTION_DAYS = 3_650;
const MOST_POSITION = 1_000_000;

/** Every currency that ICU knows; ISO 4217. */
const currencies = new Set(Intl.supportedValuesOf("currency"));

export function planTrouble(plan: PlanChange): Problem | undefined {
	const { name, monthlyRecipients, price, position, stripePriceId } = plan;
	return (
		(name === undefined ? undefined : nameTrouble("name", name)) ??
		(monthlyRecipients === undefined ? undefined : countTrouble("monthlyRecipients", monthlyRecipients, 0)) ??
		(price === undefined || price === null ? undefined : priceTrouble(price)) ??
		(position === undefined || (Number.isSafeInteger(position) && Math.abs(position) <= MOST_POSITION)
			? undefined
			: invalidField("position", `position must be a whole number up to ${MOST_POSITION}`)) ??
		(plan.limits === undefined ? undefined : limitsTrouble(plan.limits)) ??
		(stripePriceId === undefined || stripePriceId === null || /^price_\w{1,240}$/.test(stripePriceId)
			? undefined
			: invalidField("stripePriceId", `${stripePriceId} is no id of a price at Stripe, such as price_1Q...`))
	);
}

function priceTrouble({ amountMinor, currency }: NonNullable<PlanChange["price"]>): Problem | undefined {
	if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor > MOST_MINOR)
		return invalidField("price.amountMinor", "The amount is a whole number of the smallest unit, from 0");
	return currencies.has(currency)
		? undefined
		: invalidField("price.currency", `${currency} is no currency such as EUR (ISO 4217)`);
}

function limitsTrouble(limits: NonNullable<PlanChange["limits"]>): Problem | undefined {
	const { recipientsPerMinute, domains, smtpUsers, retentionDays } = limits;
	const least = { recipientsPerMinute: 1, domains: 0, smtpUsers: 0, retentionDays: 1 };
	for (const [name, value] of Object.entries({ recipientsPerMinute, domains, smtpUsers, retentionDays })) {
		if (value === null) continue;
		const trouble = countTrouble(`limits.${name}`, value, least[name as keyof typeof least]);
		if (trouble !== undefined) return trouble;
	}
	return retentionDays !== null && retentionDays > MOST_RETENTION_DAYS
		? invalidField("limits.retentionDays", `Activity is kept for ${MOST_RETENTION_DAYS} days at most`)
		: undefined;
}
