import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../api/me.ts";
import { plansQuery, usageQuery } from "../../api/plans.ts";
import type { Plan, Usage } from "../../api/schema.ts";
import { Empty, Failed, ListState, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { BillingButton } from "./billing-button.tsx";
import { ChooseDialog } from "./choose-dialog.tsx";
import { PlanCard } from "./plan-card.tsx";
import { usePendingRequest } from "./requests.ts";
import { StandingNotes } from "./standing-notes.tsx";
import { pricingWords } from "./words.ts";

export function PricingPage() {
	const words = useWords(pricingWords);
	const { account, can, service } = useSession();
	const pays = account !== null && can("plans:choose") && service.payment === "stripe";
	return (
		<>
			<PageHeader
				title={words.title}
				about={words.about}
				actions={pays ? <BillingButton accountId={account.id} /> : undefined}
			/>
			{account === null ? (
				<Empty
					title={words.noAccount.title}
					action={
						<Link to={"/operator/plans" as string} className="link">
							{words.noAccount.action}
						</Link>
					}
				>
					{words.noAccount.about}
				</Empty>
			) : (
				<AccountPlans accountId={account.id} />
			)}
		</>
	);
}

function AccountPlans({ accountId }: { readonly accountId: string }) {
	const words = useWords(pricingWords);
	const plans = useQuery(plansQuery);
	const { data: usage, error, refetch } = useQuery(usageQuery(accountId));
	if (usage === undefined) return error ? <Failed error={error} onRetry={refetch} /> : <Skeleton />;
	return (
		<div className="grid grid-cols-1 gap-6">
			<StandingNotes accountId={accountId} usage={usage} />
			<ListState
				list={{ items: plans.data?.items, error: plans.error, refetch: plans.refetch }}
				empty={<Empty title={words.none.title}>{words.none.about}</Empty>}
			>
				{(items) => <PlanGrid accountId={accountId} plans={items} usage={usage} />}
			</ListState>
		</div>
	);
}

function PlanGrid({
	accountId,
	plans,
	usage,
}: {
	readonly accountId: string;
	readonly plans: readonly Plan[];
	readonly usage: Usage;
}) {
	const words = useWords(pricingWords);
	const { can } = useSession();
	const [chosen, choose] = useState<Plan | null>(null);
	const pending = usePendingRequest();
	const mayChoose = can("plans:choose");
	return (
		<>
			{!mayChoose && <p className="text-quiet">{words.readOnly}</p>}
			<ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4">
				{plans.map((plan) => (
					<PlanCard
						key={plan.id}
						plan={plan}
						usage={usage}
						isAskedFor={pending?.planId === plan.id}
						onChoose={
							mayChoose && pending === undefined && plan.id !== usage.plan?.id && plan.listed
								? () => choose(plan)
								: undefined
						}
					/>
				))}
			</ul>
			{chosen !== null && (
				<ChooseDialog accountId={accountId} plan={chosen} usage={usage} onClose={() => choose(null)} />
			)}
		</>
	);
}
