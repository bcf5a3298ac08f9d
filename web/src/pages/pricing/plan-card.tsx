import type { Plan, Usage } from "../../api/schema.ts";
import { PlanFacts, usePrice } from "../../plans/plan-facts.tsx";
import { planWords } from "../../plans/words.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icons.tsx";
import { useTime } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { pricingWords } from "./words.ts";

export function PlanCard({
	plan,
	usage,
	isAskedFor,
	onChoose,
}: {
	readonly plan: Plan;
	readonly usage: Usage;
	readonly isAskedFor: boolean;
	/** Undefined when it cannot be chosen now, or not by this person. */
	readonly onChoose: (() => void) | undefined;
}) {
	const words = useWords(pricingWords);
	const { recipients } = useWords(planWords);
	const price = usePrice();
	const when = useTime();
	const isOwn = usage.plan?.id === plan.id;
	const isNext = usage.nextPlan?.id === plan.id;
	const mark = isOwn
		? words.own
		: isNext && usage.nextPlan !== null
			? words.next(when(usage.nextPlan.from, "date"))
			: isAskedFor
				? words.askedFor
				: undefined;
	return (
		<li className={cx("sheet flex flex-col gap-4 p-5", isOwn && "border-accent outline outline-accent")}>
			<div>
				<div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
					<h2 className="text-lg wrap-anywhere">{plan.name}</h2>
					{mark !== undefined && (
						<span className="flex items-center gap-1 text-xs font-semibold text-accent">
							<Icon name={isOwn ? "check" : "arrow"} className="size-3.5" />
							{mark}
						</span>
					)}
				</div>
				<p className="mt-2 text-base">{price(plan)}</p>
				<p className="mt-1 font-semibold">{recipients(plan.monthlyRecipients)}</p>
			</div>
			<PlanFacts plan={plan} />
			{!plan.listed && <p className="text-xs text-quiet">{words.notListed}</p>}
			{onChoose !== undefined && !isNext && (
				<Button className="mt-auto self-start" onClick={onChoose}>
					{words.choose}
					<span className="sr-only">: {plan.name}</span>
				</Button>
			)}
		</li>
	);
}
