/** The plan that an account has, and the choice of another one. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { allPlansQuery } from "../../api/operator.ts";
import type { Account, ChosenPlan, Usage } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { Input, Select } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { useTime } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { operatorAccountsWords } from "./words.ts";

interface PlanPartProps {
	readonly account: Account;
	readonly usage: Usage;
}

export function PlanPart({ account, usage }: PlanPartProps) {
	const words = useWords(operatorAccountsWords).plan;
	const { count } = useNumbers();
	const when = useTime();
	const { data: plans } = useQuery(allPlansQuery);
	const change = usePlanChange(account);
	const [wanted, want] = useState(usage.plan?.id ?? "");
	const plan = plans?.items.find(({ id }) => id === wanted);
	const limit = plan?.monthlyRecipients ?? account.monthlyRecipients;
	const choices = plans?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
	return (
		<section className="sheet grid gap-4 p-5" aria-labelledby="plan">
			<h2 id="plan" className="text-base">
				{words.title}
			</h2>
			{usage.nextPlan !== null && <NextPlanNote account={account} usage={usage} />}
			<Form action={words.change} actionKind="plain" onSubmit={() => change(wanted === "" ? null : wanted)}>
				{() => (
					<>
						<Select
							label={words.label}
							value={wanted}
							onChange={({ target }) => want(target.value)}
							choices={[{ value: "", label: words.none(count(account.monthlyRecipients)) }, ...choices]}
						/>
						<p className="text-quiet" aria-live="polite">
							{wanted === (usage.plan?.id ?? "")
								? words.same
								: limit >= usage.limit
									? words.atOnce(count(usage.used), count(limit))
									: words.later(when(usage.renewsAt, "date"), count(usage.limit))}
						</p>
					</>
				)}
			</Form>
			{usage.plan === null && <OwnQuota account={account} />}
		</section>
	);
}

function usePlanChange({ id }: Account) {
	const words = useWords(operatorAccountsWords).plan;
	const queries = useQueryClient();
	const say = useToast();
	const when = useTime();
	return async (planId: string | null): Promise<void> => {
		const { outcome, from } = await operatorApi.post<ChosenPlan>(`/v1/accounts/${id}/plan`, { planId });
		await Promise.all([
			queries.invalidateQueries({ queryKey: ["operator"] }),
			queries.invalidateQueries({ queryKey: ["usage"] }),
		]);
		say(outcome === "scheduled" && from !== undefined ? words.scheduled(when(from, "date")) : words.changed);
	};
}

function NextPlanNote({ account, usage }: PlanPartProps) {
	const words = useWords(operatorAccountsWords).plan;
	const when = useTime();
	const queries = useQueryClient();
	const [isAsked, ask] = useState(false);
	const name = usage.nextPlan?.name ?? words.noPlan;
	const from = when(usage.nextPlan?.from ?? usage.renewsAt, "date");
	const keep = async (): Promise<void> => {
		await operatorApi.delete(`/v1/accounts/${account.id}/next-plan`);
		await queries.invalidateQueries({ queryKey: ["usage"] });
	};
	return (
		<Banner
			action={
				<Button size="small" onClick={() => ask(true)}>
					{words.cancel}
				</Button>
			}
		>
			{words.next(name, from)}
			{isAsked && (
				<ConfirmDialog
					title={words.cancelTitle}
					action={words.cancel}
					onConfirm={keep}
					onClose={() => ask(false)}
				>
					{words.cancelAbout(name, from)}
				</ConfirmDialog>
			)}
		</Banner>
	);
}

/** How much an account without a plan may send. */
function OwnQuota({ account }: { readonly account: Account }) {
	const words = useWords(operatorAccountsWords).plan;
	const queries = useQueryClient();
	const say = useToast();
	return (
		<Form
			action={words.saveQuota}
			actionKind="plain"
			onSubmit={async ({ monthlyRecipients }) => {
				await operatorApi.patch(`/v1/accounts/${account.id}`, {
					monthlyRecipients: Number(monthlyRecipients),
				});
				await queries.invalidateQueries({ queryKey: ["operator"] });
				say(words.savedQuota);
			}}
		>
			{({ error }) => (
				<Input
					label={words.quota}
					hint={words.quotaHint}
					name="monthlyRecipients"
					type="number"
					min={0}
					step={1}
					defaultValue={account.monthlyRecipients}
					error={error("monthlyRecipients")}
				/>
			)}
		</Form>
	);
}
