/** What a plan costs and allows, in words: the same for customers and for the operator. */

import type { Plan } from "../api/schema.ts";
import { useNumbers } from "../ui/numbers.ts";
import { useWords } from "../words/use-words.ts";
import { planWords } from "./words.ts";

/** "€19.00 a month". */
export function usePrice(): (plan: Pick<Plan, "price">) => string {
	const words = useWords(planWords);
	const { money } = useNumbers();
	return ({ price }) =>
		price === null
			? words.noPrice
			: price.amountMinor === 0
				? words.free
				: words.monthly(money(price.amountMinor, price.currency));
}

/** What it has limits for; what the service has for everybody is not said. */
export function PlanFacts({ plan: { limits } }: { readonly plan: Pick<Plan, "limits"> }) {
	const words = useWords(planWords);
	const lines = [
		limits.domains !== null && words.domains(limits.domains),
		limits.smtpUsers !== null && words.smtpUsers(limits.smtpUsers),
		limits.recipientsPerMinute !== null && words.perMinute(limits.recipientsPerMinute),
		limits.retentionDays !== null && words.retention(limits.retentionDays),
	].filter((line) => line !== false);
	return (
		<ul className="grid gap-1 text-sm">
			{(lines.length === 0 ? [words.noLimits] : lines).map((line) => (
				<li key={line}>{line}</li>
			))}
		</ul>
	);
}
