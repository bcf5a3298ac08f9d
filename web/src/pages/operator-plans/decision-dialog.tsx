/** A request is accepted or declined, with a word to the customer. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { operatorApi } from "../../api/client.ts";
import { allPlansQuery } from "../../api/operator.ts";
import { usageQuery } from "../../api/plans.ts";
import type { PlanRequest } from "../../api/schema.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { useTime } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { operatorPlansWords } from "./words.ts";

export function DecisionDialog({
	request,
	decision,
	onClose,
}: {
	readonly request: PlanRequest;
	readonly decision: "accept" | "decline";
	readonly onClose: () => void;
}) {
	const words = useWords(operatorPlansWords).requests;
	const queries = useQueryClient();
	const say = useToast();
	const decide = async ({ note = "" }: Readonly<Record<string, string>>): Promise<void> => {
		const body = note.trim() === "" ? {} : { note: note.trim() };
		await operatorApi.post(`/v1/plan-requests/${request.id}/${decision}`, body);
		await queries.invalidateQueries({ queryKey: ["operator"] });
		say(words.done[decision](request.planName));
		onClose();
	};
	return (
		<Dialog title={words.dialog[decision](request.planName)} onClose={onClose}>
			<Form
				action={words[decision]}
				actionKind={decision === "accept" ? "primary" : "danger"}
				onSubmit={decide}
			>
				{({ error }) => (
					<>
						{decision === "accept" ? <Consequence request={request} /> : <p>{words.declineAbout}</p>}
						<TextArea
							label={words.note}
							name="note"
							optional
							rows={3}
							maxLength={1_000}
							error={error("note")}
						/>
					</>
				)}
			</Form>
		</Dialog>
	);
}

function Consequence({ request }: { readonly request: PlanRequest }) {
	const words = useWords(operatorPlansWords).requests;
	const { count } = useNumbers();
	const when = useTime();
	const { data: plans } = useQuery(allPlansQuery);
	const { data: usage } = useQuery(usageQuery(request.accountId, operatorApi));
	const plan = plans?.items.find(({ id }) => id === request.planId);
	if (plan === undefined || usage === undefined) return null;
	return (
		<p>
			{plan.monthlyRecipients >= usage.limit
				? words.atOnce(count(usage.used), count(plan.monthlyRecipients))
				: words.later(when(usage.renewsAt, "date"), count(usage.limit))}
		</p>
	);
}
