/** Before a plan is chosen: when it works, what stays counted, and who decides. */

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../../api/client.ts";
import { useService } from "../../api/me.ts";
import type { ChosenPlan, Plan, Usage } from "../../api/schema.ts";
import { usePrice } from "../../plans/plan-facts.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { useTime } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { pricingWords } from "./words.ts";

interface ChooseProps {
	readonly accountId: string;
	readonly plan: Plan;
	readonly usage: Usage;
	readonly onClose: () => void;
}

export function ChooseDialog({ accountId, plan, usage, onClose }: ChooseProps) {
	const words = useWords(pricingWords).chooseDialog;
	const price = usePrice();
	const isPaid = useService().payment === "stripe" && plan.stripePriceId !== null;
	const finish = useFinish(plan, onClose);
	const idempotencyKey = useRef(crypto.randomUUID()).current;
	return (
		<Dialog title={words.title(plan.name)} onClose={onClose}>
			<Form
				action={isPaid ? words.pay : words.ask}
				onSubmit={async ({ note = "" }) => {
					const body = { planId: plan.id, ...(note.trim() === "" ? {} : { note: note.trim() }) };
					await finish(
						await api.post<ChosenPlan>(`/v1/accounts/${accountId}/plan`, body, { idempotencyKey }),
					);
				}}
			>
				{({ error }) => (
					<>
						<p>{price(plan)}</p>
						<WhatHappens plan={plan} usage={usage} isPaid={isPaid} />
						{!isPaid && (
							<TextArea
								label={words.note}
								hint={words.noteHint}
								name="note"
								optional
								maxLength={1_000}
								rows={3}
								error={error("note")}
							/>
						)}
					</>
				)}
			</Form>
		</Dialog>
	);
}

function WhatHappens({
	plan,
	usage,
	isPaid,
}: Pick<ChooseProps, "plan" | "usage"> & { readonly isPaid: boolean }) {
	const words = useWords(pricingWords).chooseDialog;
	const { count } = useNumbers();
	const when = useTime();
	const isHigher = plan.monthlyRecipients >= usage.limit;
	const renews = when(usage.renewsAt, "date");
	return (
		<ul className="grid list-disc gap-1.5 pl-5">
			<li>{isPaid ? words.paid : words.decided}</li>
			<li>{isHigher ? (isPaid ? words.atOncePaid : words.atOnceAccepted) : words.fromNext(renews)}</li>
			<li>
				{isHigher
					? words.counted(count(usage.used), count(plan.monthlyRecipients))
					: words.until(renews, count(usage.limit))}
			</li>
			{!isHigher && usage.used > plan.monthlyRecipients && (
				<li>{words.tooSmall(count(usage.used), count(plan.monthlyRecipients))}</li>
			)}
			{usage.nextPlan !== null && <li>{words.replaces(usage.nextPlan.name ?? words.noPlan)}</li>}
		</ul>
	);
}

/** Goes to the page to pay on, or says what was done. */
function useFinish(plan: Plan, onClose: () => void) {
	const words = useWords(pricingWords).done;
	const queries = useQueryClient();
	const say = useToast();
	const when = useTime();
	return async ({ outcome, checkoutUrl, from }: ChosenPlan): Promise<void> => {
		if (outcome === "checkout" && checkoutUrl !== undefined) {
			location.assign(checkoutUrl);
			return;
		}
		await Promise.all([
			queries.invalidateQueries({ queryKey: ["usage"] }),
			queries.invalidateQueries({ queryKey: ["plan-requests"] }),
			queries.invalidateQueries({ queryKey: ["plans"] }),
		]);
		say(
			outcome === "changed"
				? words.changed(plan.name)
				: outcome === "scheduled"
					? words.scheduled(plan.name, from === undefined ? "" : when(from, "date"))
					: words.requested(plan.name),
		);
		onClose();
	};
}
