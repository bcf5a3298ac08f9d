import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import type { QueueDestination } from "../../api/schema.ts";
import { OperatorNav } from "../../app/operator-nav.tsx";
import { Input, Select } from "../../ui/field.tsx";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { useRowFocus } from "../../ui/row-focus.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useTyped } from "../../ui/typed.ts";
import { useWords } from "../../words/use-words.ts";
import { Refreshed } from "./refreshed.tsx";
import { useRefreshing } from "./refreshing.ts";
import { ActMenu, SteerDialog } from "./steering.tsx";
import { type Act, orders, queueKey, states } from "./types.ts";
import { WhyDestination } from "./why.tsx";
import { queueWords } from "./words.ts";

const route = getRouteApi("/app/operator/queue");

export function QueuePage() {
	const words = useWords(queueWords);
	const search = route.useSearch();
	const [asked, setAsked] = useState<{ readonly act: Act; readonly row: QueueDestination } | null>(null);
	const { stands, refetchInterval, area } = useRefreshing(asked !== null);
	const rowFocus = useRowFocus();
	const { text, state, order } = search;
	const query = { text: text.trim(), state, order };
	const list = usePages<QueueDestination>(queueKey, "/v1/queue", query, operatorApi, { refetchInterval });
	const isNarrowed = query.text !== "" || state !== undefined;
	return (
		<>
			<OperatorNav />
			<PageHeader title={words.title} about={words.about} />
			<div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
				<Filters />
				<Refreshed stands={stands} at={list.dataUpdatedAt} />
			</div>
			<div {...rowFocus}>
				<ListState
					list={list}
					empty={
						isNarrowed ? (
							<Empty title={words.noneFound}>{words.noneFoundAbout}</Empty>
						) : (
							<Empty title={words.none}>{words.noneAbout}</Empty>
						)
					}
				>
					{(rows) => (
						<div {...area}>
							<DestinationTable rows={rows} onAct={(act, row) => setAsked({ act, row })} />
						</div>
					)}
				</ListState>
			</div>
			<MoreButton list={list} />
			{asked !== null && (
				<SteerDialog act={asked.act} whom={{ row: asked.row }} onClose={() => setAsked(null)} />
			)}
		</>
	);
}

function Filters() {
	const words = useWords(queueWords);
	const { text, state = "", order = "recipients" } = route.useSearch();
	const navigate = route.useNavigate();
	const [typed, setTyped] = useTyped(
		text,
		(next) => void navigate({ search: (old) => ({ ...old, text: next }), replace: true }),
	);
	return (
		<search className="flex flex-1 flex-wrap gap-x-4 gap-y-2">
			<div className="min-w-48 flex-1 sm:max-w-64">
				<Input
					type="search"
					label={words.search}
					hideLabel
					placeholder={words.search}
					optional
					maxLength={255}
					value={typed}
					onChange={({ target }) => setTyped(target.value)}
				/>
			</div>
			<Select
				label={words.state}
				hideLabel
				choices={[
					{ value: "", label: words.states.all },
					...states.map((value) => ({ value, label: words.states[value] })),
				]}
				value={state}
				onChange={({ target }) =>
					void navigate({ search: (old) => ({ ...old, state: states.find((one) => one === target.value) }) })
				}
			/>
			<Select
				label={words.order}
				hideLabel
				choices={orders.map((value) => ({ value, label: words.orders[value] }))}
				value={order}
				onChange={({ target }) =>
					void navigate({ search: (old) => ({ ...old, order: orders.find((one) => one === target.value) }) })
				}
			/>
		</search>
	);
}

function DestinationTable({
	rows,
	onAct,
}: {
	readonly rows: readonly QueueDestination[];
	readonly onAct: (act: Act, row: QueueDestination) => void;
}) {
	const words = useWords(queueWords);
	const { column } = words;
	const { count } = useNumbers();
	const number = (value: number) =>
		value === 0 ? (
			<span className="text-quiet">0</span>
		) : (
			<span className="tabular-nums">{count(value)}</span>
		);
	const moment = (at: string | null) =>
		at === null ? <span className="text-quiet">{words.nobody}</span> : <Time at={at} />;
	const columns: readonly Column<QueueDestination>[] = [
		{
			id: "destination",
			header: column.destination,
			cell: ({ id }) => (
				<Link
					to={`/operator/queue/${encodeURIComponent(id)}` as string}
					title={id}
					className="link font-mono wrap-anywhere sm:inline-block sm:max-w-64 sm:truncate sm:align-bottom"
				>
					{id}
				</Link>
			),
		},
		{ id: "why", header: column.why, grow: true, cell: (row) => <WhyDestination row={row} /> },
		{
			id: "waiting",
			header: column.waiting,
			align: "end",
			cell: ({ queued, deferred }) => number(queued + deferred),
		},
		{ id: "held", header: column.held, align: "end", cell: ({ held }) => number(held) },
		{ id: "leased", header: column.leased, align: "end", cell: ({ leased }) => number(leased) },
		{ id: "oldest", header: column.oldest, cell: ({ oldestAt }) => moment(oldestAt) },
		{ id: "next", header: column.next, cell: ({ nextAttemptAt }) => moment(nextAttemptAt) },
		{
			id: "acts",
			header: column.acts,
			hideHeader: true,
			align: "end",
			cell: (row) => <ActMenu whom={{ row }} name={row.id} onAct={(act) => onAct(act, row)} />,
		},
	];
	return <Table label={words.title} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
