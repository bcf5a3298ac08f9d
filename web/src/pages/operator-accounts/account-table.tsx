import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { operatorApi } from "../../api/client.ts";
import { usageQuery } from "../../api/plans.ts";
import type { Account } from "../../api/schema.ts";
import { cx } from "../../ui/class-names.ts";
import { useNumbers } from "../../ui/numbers.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { operatorAccountsWords } from "./words.ts";

export function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
	const words = useWords(operatorAccountsWords).list;
	const columns: readonly Column<Account>[] = [
		{
			id: "name",
			header: words.name,
			grow: true,
			cell: ({ id, name }) => (
				<Link to={`/operator/accounts/${id}` as string} className="link wrap-anywhere" title={name}>
					{name}
				</Link>
			),
		},
		{ id: "standing", header: words.standing, cell: (account) => <Standing account={account} /> },
		{ id: "plan", header: words.plan, cell: ({ plan }) => <PlanName name={plan?.name ?? words.noPlan} /> },
		{ id: "used", header: words.used, align: "end", cell: ({ id }) => <Used accountId={id} /> },
		{ id: "created", header: words.created, cell: ({ createdAt }) => <Time at={createdAt} form="date" /> },
	];
	return (
		<div className="sm:sheet">
			<Table label={words.title} columns={columns} rows={accounts} rowKey={({ id }) => id} />
		</div>
	);
}

const PlanName = ({ name }: { readonly name: string }) => (
	<span title={name} className="block max-w-48 truncate max-sm:max-w-none max-sm:whitespace-normal">
		{name}
	</span>
);

export function Standing({ account }: { readonly account: Account }) {
	const words = useWords(operatorAccountsWords).standing;
	const standing =
		account.deletesAt !== null ? "closing" : account.suspendedReason !== null ? "suspended" : "active";
	return (
		<span className={cx("whitespace-nowrap", standing !== "active" && "font-semibold text-red")}>
			{words[standing]}
		</span>
	);
}

function Used({ accountId }: { readonly accountId: string }) {
	const words = useWords(operatorAccountsWords).list;
	const { count, percent } = useNumbers();
	const { data } = useQuery(usageQuery(accountId, operatorApi));
	if (data === undefined) return "…";
	const part = data.limit === 0 ? 0 : data.used / data.limit;
	return (
		<span className={cx("whitespace-nowrap", part >= 1 ? "text-red" : part > 0.8 && "text-amber")}>
			{words.of(count(data.used), count(data.limit))} {data.limit > 0 && `(${percent(part)})`}
		</span>
	);
}
