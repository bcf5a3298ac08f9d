import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import type { Suppression } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { readableAddress } from "../../ui/readable-domain.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { suppressionsKey } from "./key.ts";
import { suppressionWords } from "./words.ts";

export function SuppressionTable({
	rows,
	mayChange,
}: {
	readonly rows: readonly Suppression[];
	readonly mayChange: boolean;
}) {
	const words = useWords(suppressionWords);
	const [removing, setRemoving] = useState<Suppression | null>(null);
	const columns: readonly Column<Suppression>[] = [
		{
			id: "address",
			header: words.address,
			grow: true,
			cell: (row) => (
				<span className="block min-w-0 max-sm:wrap-anywhere">
					<span translate="no" title={row.address} className="font-mono text-xs">
						{readableAddress(row.address)}
					</span>
					<Why row={row} />
				</span>
			),
		},
		{
			id: "kind",
			header: words.kind,
			cell: ({ kind }) => <span className="sm:whitespace-nowrap">{words.kinds[kind]}</span>,
		},
		{ id: "since", header: words.since, cell: ({ since }) => <Time at={since} /> },
	];
	const actions: Column<Suppression> = {
		id: "actions",
		header: words.actions,
		hideHeader: true,
		align: "end",
		cell: (row) => (
			<Button size="small" onClick={() => setRemoving(row)}>
				{words.remove.act}
				<span className="sr-only">: {readableAddress(row.address)}</span>
			</Button>
		),
	};
	return (
		<>
			<Table
				label={words.title}
				columns={mayChange ? [...columns, actions] : columns}
				rows={rows}
				rowKey={({ id }) => id}
			/>
			{removing !== null && <RemoveDialog row={removing} onClose={() => setRemoving(null)} />}
		</>
	);
}

/** Who said so and what; a note of somebody's comes first. */
function Why({ row: { note, reply, reportedBy } }: { readonly row: Suppression }) {
	const words = useWords(suppressionWords);
	const by = (words.actors as Readonly<Record<string, string>>)[reportedBy] ?? reportedBy;
	const text = [note, reply].filter((one) => one !== "").join(" · ");
	return (
		<span
			title={text === "" ? undefined : text}
			className="block truncate text-xs text-quiet max-sm:whitespace-normal"
		>
			{words.saidBy(by)}
			{text !== "" && ` · ${text}`}
		</span>
	);
}

function RemoveDialog({ row, onClose }: { readonly row: Suppression; readonly onClose: () => void }) {
	const words = useWords(suppressionWords).remove;
	const queries = useQueryClient();
	const remove = async (): Promise<void> => {
		await api.delete(`/v1/suppressions/${row.id}`);
		await queries.invalidateQueries({ queryKey: suppressionsKey });
	};
	return (
		<ConfirmDialog
			title={words.ask(readableAddress(row.address))}
			action={words.act}
			onConfirm={remove}
			onClose={onClose}
		>
			<div className="grid gap-2">
				<p>{words.about}</p>
				<p>{words.because[row.kind]}</p>
			</div>
		</ConfirmDialog>
	);
}
