import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { allPlansQuery } from "../../api/operator.ts";
import type { Plan } from "../../api/schema.ts";
import { OperatorNav } from "../../app/operator-nav.tsx";
import { PlanFacts, usePrice } from "../../plans/plan-facts.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { useErrorText } from "../../ui/form.tsx";
import { Empty, ListState } from "../../ui/list-state.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { PlanDialog } from "./plan-dialog.tsx";
import { operatorPlansWords } from "./words.ts";

type Open =
	| { readonly act: "edit"; readonly plan: Plan | null }
	| { readonly act: "delete"; readonly plan: Plan };

export function OperatorPlansPage() {
	const words = useWords(operatorPlansWords).plans;
	const { data, error, refetch } = useQuery(allPlansQuery);
	const [open, setOpen] = useState<Open | null>(null);
	const create = (
		<Button kind="primary" onClick={() => setOpen({ act: "edit", plan: null })}>
			{words.create}
		</Button>
	);
	return (
		<>
			<OperatorNav />
			<PageHeader title={words.title} about={words.about} actions={create} />
			<ListState
				list={{ items: data?.items, error, refetch }}
				empty={<Empty title={words.none}>{words.noneAbout}</Empty>}
			>
				{(plans) => <PlanTable plans={plans} onOpen={setOpen} />}
			</ListState>
			{open?.act === "edit" && (
				<PlanDialog plan={open.plan} position={(data?.items.length ?? 0) + 1} onClose={() => setOpen(null)} />
			)}
			{open?.act === "delete" && <DeleteDialog plan={open.plan} onClose={() => setOpen(null)} />}
		</>
	);
}

function PlanTable({
	plans,
	onOpen,
}: {
	readonly plans: readonly Plan[];
	readonly onOpen: (open: Open) => void;
}) {
	const words = useWords(operatorPlansWords).plans;
	const price = usePrice();
	const { count } = useNumbers();
	const columns: readonly Column<Plan>[] = [
		{ id: "name", header: words.name, cell: ({ name }) => <b className="wrap-break-word">{name}</b> },
		{
			id: "recipients",
			header: words.recipients,
			align: "end",
			cell: ({ monthlyRecipients }) => count(monthlyRecipients),
		},
		{
			id: "price",
			header: words.price,
			cell: (plan) => <span className="sm:whitespace-nowrap">{price(plan)}</span>,
		},
		{ id: "limits", header: words.limits, cell: (plan) => <PlanFacts plan={plan} /> },
		{
			id: "listed",
			header: words.listed,
			cell: ({ listed }) => (
				<span className="sm:whitespace-nowrap">{listed ? words.offered : words.hidden}</span>
			),
		},
		{
			id: "acts",
			header: words.acts,
			hideHeader: true,
			cell: (plan) => (
				<span className="flex flex-wrap gap-2 sm:flex-nowrap sm:justify-end">
					<Button size="small" onClick={() => onOpen({ act: "edit", plan })}>
						{words.edit}
						<span className="sr-only">: {plan.name}</span>
					</Button>
					<ListButton plan={plan} />
					<Button size="small" kind="danger" onClick={() => onOpen({ act: "delete", plan })}>
						{words.delete}
						<span className="sr-only">: {plan.name}</span>
					</Button>
				</span>
			),
		},
	];
	return (
		<div className="sm:sheet">
			<Table label={words.title} columns={columns} rows={plans} rowKey={({ id }) => id} />
		</div>
	);
}

function ListButton({ plan }: { readonly plan: Plan }) {
	const words = useWords(operatorPlansWords).plans;
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const [isBusy, setBusy] = useState(false);
	const turn = async (): Promise<void> => {
		setBusy(true);
		try {
			await operatorApi.patch(`/v1/plans/${plan.id}`, { listed: !plan.listed });
			await queries.invalidateQueries({ queryKey: ["operator", "plans"] });
		} catch (error) {
			say(errorText(error), "failed");
		}
		setBusy(false);
	};
	return (
		<Button size="small" busy={isBusy} onClick={() => void turn()}>
			{plan.listed ? words.hide : words.offer}
			<span className="sr-only">: {plan.name}</span>
		</Button>
	);
}

function DeleteDialog({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
	const words = useWords(operatorPlansWords).plans;
	const queries = useQueryClient();
	const remove = async (): Promise<void> => {
		await operatorApi.delete(`/v1/plans/${plan.id}`);
		await queries.invalidateQueries({ queryKey: ["operator", "plans"] });
	};
	return (
		<ConfirmDialog
			title={words.deleteTitle(plan.name)}
			action={words.delete}
			onConfirm={remove}
			onClose={onClose}
		>
			{words.deleteAbout}
		</ConfirmDialog>
	);
}
