/** The recipients of a destination, each with its message, and what can be done to it. */

import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { switchAccount, useSession } from "../../api/me.ts";
import type { Account, QueueDestination, QueuedRecipient } from "../../api/schema.ts";
import { readableAddress } from "../../ui/readable-domain.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { ActMenu } from "./steering.tsx";
import type { Act } from "./types.ts";
import { WhyRecipient } from "./why.tsx";
import { queueWords } from "./words.ts";

export function RecipientTable({
	row: destination,
	rows,
	accounts,
	onAct,
}: {
	readonly row: QueueDestination;
	readonly rows: readonly QueuedRecipient[];
	readonly accounts: readonly Account[];
	readonly onAct: (act: Act, recipient: QueuedRecipient) => void;
}) {
	const words = useWords(queueWords);
	const { column } = words;
	const nameOf = (id: string): string => accounts.find((one) => one.id === id)?.name ?? words.nobody;
	const columns: readonly Column<QueuedRecipient>[] = [
		{ id: "recipient", header: column.recipient, cell: (row) => <OpenMessage row={row} /> },
		{ id: "state", header: column.state, cell: (row) => <WhyRecipient row={row} /> },
		{
			id: "message",
			header: column.message,
			grow: true,
			cell: ({ subject, sender }) => (
				<>
					{subject === "" ? <span className="text-quiet">{words.noSubject}</span> : subject}{" "}
					<span className="text-quiet">
						{sender === "" ? words.nullSender : words.from(readableAddress(sender))}
					</span>
				</>
			),
		},
		{
			id: "account",
			header: column.account,
			cell: ({ accountId }) => (
				<span className="sm:inline-block sm:max-w-40 sm:truncate sm:align-bottom">{nameOf(accountId)}</span>
			),
		},
		{ id: "attempts", header: column.attempts, align: "end", cell: ({ attempts }) => attempts },
		{
			id: "next",
			header: column.next,
			cell: ({ nextAttemptAt }) =>
				nextAttemptAt === null ? (
					<span className="text-quiet">{words.nobody}</span>
				) : (
					<Time at={nextAttemptAt} />
				),
		},
		{
			id: "acts",
			header: column.acts,
			hideHeader: true,
			align: "end",
			cell: (recipient) => (
				<ActMenu
					whom={{ row: destination, recipient }}
					name={readableAddress(recipient.recipient)}
					onAct={(act) => onAct(act, recipient)}
				/>
			),
		},
	];
	return <Table label={words.recipients} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** A message of another account than this tab acts for is looked at among all accounts. */
function OpenMessage({ row }: { readonly row: QueuedRecipient }) {
	const words = useWords(queueWords);
	const queries = useQueryClient();
	const navigate = useNavigate();
	const { account } = useSession();
	const to = `/activity/${row.id}`;
	const open = async (): Promise<void> => {
		if (account !== null && account.id !== row.accountId) await switchAccount(queries, null);
		await navigate({ to: to as string });
	};
	return (
		<a
			href={to}
			title={row.recipient}
			className="link wrap-anywhere sm:inline-block sm:max-w-72 sm:truncate sm:align-bottom"
			aria-label={`${words.open}: ${readableAddress(row.recipient)}`}
			onClick={(event) => {
				if (event.ctrlKey || event.metaKey || event.shiftKey) return;
				event.preventDefault();
				void open();
			}}
		>
			{readableAddress(row.recipient)}
		</a>
	);
}
