/** A plan is made or changed. A change is for every account that has it, at once. */

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { operatorApi } from "../../api/client.ts";
import { useService } from "../../api/me.ts";
import type { Plan } from "../../api/schema.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Checkbox, Input } from "../../ui/field.tsx";
import { Form, type FormState } from "../../ui/form.tsx";
import { useWords } from "../../words/use-words.ts";
import { amountOf, planOf } from "./plan-fields.ts";
import { operatorPlansWords } from "./words.ts";

interface PlanDialogProps {
	/** Null: a new one. */
	readonly plan: Plan | null;
	/** Where a new one stands. */
	readonly position: number;
	readonly onClose: () => void;
}

export function PlanDialog({ plan, position, onClose }: PlanDialogProps) {
	const words = useWords(operatorPlansWords).plan;
	const queries = useQueryClient();
	const idempotencyKey = useRef(crypto.randomUUID()).current;
	const save = async (fields: Readonly<Record<string, string>>): Promise<void> => {
		const wanted = planOf(fields);
		await (plan === null
			? operatorApi.post("/v1/plans", wanted, { idempotencyKey })
			: operatorApi.patch(`/v1/plans/${plan.id}`, wanted));
		await queries.invalidateQueries({ queryKey: ["operator"] });
		onClose();
	};
	return (
		<Dialog wide title={plan === null ? words.create : words.edit(plan.name)} onClose={onClose}>
			<Form action={plan === null ? words.createAction : words.save} onSubmit={save}>
				{(state) => (
					<>
						{plan !== null && <p className="text-quiet">{words.editAbout}</p>}
						<MainFields plan={plan} state={state} />
						<LimitFields plan={plan} state={state} />
						<OfferFields plan={plan} position={position} state={state} />
					</>
				)}
			</Form>
		</Dialog>
	);
}

interface FieldsProps {
	readonly plan: Plan | null;
	readonly state: FormState;
}

const counted = { type: "number", min: 0, step: 1, inputMode: "numeric" } as const;

function MainFields({ plan, state: { error } }: FieldsProps) {
	const words = useWords(operatorPlansWords).plan;
	return (
		<div className="grid gap-4 sm:grid-cols-2">
			<Input label={words.name} name="name" maxLength={200} defaultValue={plan?.name} error={error("name")} />
			<Input
				label={words.recipients}
				name="monthlyRecipients"
				{...counted}
				defaultValue={plan?.monthlyRecipients}
				error={error("monthlyRecipients")}
			/>
			<Input
				label={words.amount}
				hint={words.amountHint}
				name="amount"
				optional
				inputMode="decimal"
				pattern="[0-9]+([.,][0-9]+)?"
				defaultValue={plan === null ? "" : amountOf(plan)}
				error={error("price.amountMinor") ?? error("price")}
			/>
			<Input
				label={words.currency}
				hint={words.currencyHint}
				name="currency"
				maxLength={3}
				defaultValue={plan?.price?.currency ?? "EUR"}
				error={error("price.currency")}
			/>
		</div>
	);
}

function LimitFields({ plan, state: { error } }: FieldsProps) {
	const words = useWords(operatorPlansWords).plan;
	return (
		<fieldset className="grid gap-4 sm:grid-cols-2">
			<legend className="mb-2 font-semibold">{words.limits}</legend>
			{(["domains", "smtpUsers", "recipientsPerMinute", "retentionDays"] as const).map((name) => (
				<Input
					key={name}
					label={words.limit[name]}
					name={name}
					{...counted}
					optional
					defaultValue={plan?.limits[name] ?? ""}
					error={error(`limits.${name}`)}
				/>
			))}
		</fieldset>
	);
}

function OfferFields({ plan, position, state: { error } }: FieldsProps & { readonly position: number }) {
	const words = useWords(operatorPlansWords).plan;
	const { payment } = useService();
	return (
		<div className="grid items-start gap-4 sm:grid-cols-2">
			<Input
				label={words.position}
				hint={words.positionHint}
				name="position"
				type="number"
				step={1}
				defaultValue={plan?.position ?? position}
				error={error("position")}
			/>
			{payment === "stripe" ? (
				<Input
					label={words.stripe}
					hint={words.stripeHint}
					name="stripePriceId"
					optional
					mono
					defaultValue={plan?.stripePriceId ?? ""}
					error={error("stripePriceId")}
				/>
			) : (
				<input type="hidden" name="stripePriceId" value={plan?.stripePriceId ?? ""} />
			)}
			<Checkbox
				label={words.listed}
				hint={words.listedHint}
				name="listed"
				defaultChecked={plan?.listed ?? true}
			/>
		</div>
	);
}
