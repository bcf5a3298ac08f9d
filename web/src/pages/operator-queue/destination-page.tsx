import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import type { Account, QueueDestination, QueuedRecipient } from "../../api/schema.ts";
import { OperatorNav } from "../../app/operator-nav.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import { Empty, Failed, ListState, MoreButton, Skeleton } from "../../ui/list-state.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { useRowFocus } from "../../ui/row-focus.ts";
import { Time } from "../../ui/time.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { RecipientTable } from "./recipient-table.tsx";
import { Refreshed } from "./refreshed.tsx";
import { useRefreshing } from "./refreshing.ts";
import { actsFor, SteerDialog } from "./steering.tsx";
import { type Act, pathOf, queueKey, recipientStates } from "./types.ts";
import { Heard } from "./why.tsx";
import { queueWords } from "./words.ts";

const route = getRouteApi("/app/operator/queue/$destination");

/** For a list to choose from; an operator with more of them comes from the account's own page. */
const MOST_ACCOUNTS = 200;

interface Asked {
	readonly act: Act;
	readonly recipient?: QueuedRecipient;
}

export function DestinationPage() {
	const words = useWords(queueWords);
	const { language } = useReader();
	const { destination } = route.useParams();
	const { account: accountId, state } = route.useSearch();
	const [asked, setAsked] = useState<Asked | null>(null);
	const rowFocus = useRowFocus();
	const { stands, refetchInterval, area } = useRefreshing(asked !== null);
	const {
		data: row,
		error,
		refetch,
		dataUpdatedAt,
	} = useQuery({
		queryKey: [...queueKey, destination, language],
		queryFn: ({ signal }) => operatorApi.get<QueueDestination>(pathOf(destination), undefined, signal),
		refetchInterval,
	});
	const list = usePages<QueuedRecipient>(
		[...queueKey, destination, "recipients"],
		pathOf(destination, "/recipients"),
		{ account: accountId, state },
		operatorApi,
		{ refetchInterval },
	);
	const accounts = usePages<Account>(
		["operator", "accounts"],
		"/v1/accounts",
		{ limit: MOST_ACCOUNTS },
		operatorApi,
	).items;
	const account = accounts?.find(({ id }) => id === accountId);
	const whom = row && { row, account, recipient: asked?.recipient };
	return (
		<>
			<OperatorNav />
			<PageHeader
				title={destination}
				back={
					<Link to={"/operator/queue" as string} className="link">
						{words.toQueue}
					</Link>
				}
				actions={row && <Acts whom={{ row, account }} onAct={(act) => setAsked({ act })} />}
			/>
			{row !== undefined ? (
				<Facts row={row} />
			) : error === null ? (
				<Skeleton rows={3} />
			) : (
				<Failed error={error} onRetry={refetch} />
			)}
			<section aria-labelledby="recipients">
				<div className="mt-8 mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
					<h2 id="recipients" className="text-lg">
						{words.recipients}
					</h2>
					<Filters accounts={accounts ?? []} />
					<Refreshed stands={stands} at={dataUpdatedAt} />
				</div>
				<div {...rowFocus}>
					{row !== undefined && (
						<ListState
							list={list}
							empty={<Empty title={words.noRecipients}>{words.noRecipientsAbout}</Empty>}
						>
							{(rows) => (
								<div {...area}>
									<RecipientTable
										row={row}
										rows={rows}
										accounts={accounts ?? []}
										onAct={(act, recipient) => setAsked({ act, recipient })}
									/>
								</div>
							)}
						</ListState>
					)}
				</div>
				<MoreButton list={list} />
			</section>
			{asked !== null && whom !== undefined && (
				<SteerDialog act={asked.act} whom={whom} onClose={() => setAsked(null)} />
			)}
		</>
	);
}

const Acts = ({
	whom,
	onAct,
}: {
	readonly whom: { readonly row: QueueDestination; readonly account: Account | undefined };
	readonly onAct: (act: Act) => void;
}) => {
	const words = useWords(queueWords);
	return actsFor(whom).map((act) => (
		<Button key={act} kind={act === "cancel" ? "danger" : "plain"} onClick={() => onAct(act)}>
			{words.acts[act].act}
		</Button>
	));
};

function Facts({ row }: { readonly row: QueueDestination }) {
	const words = useWords(queueWords);
	const { count } = useNumbers();
	const { pause, lastDeferral } = row;
	return (
		<div className="grid gap-4">
			{pause !== null && (
				<Banner kind="warning">
					<p className="font-semibold">
						{words.pausedBy(pause.by)}, <Time at={pause.since} />
					</p>
					<p>{words.pausedAbout}</p>
					{pause.note !== "" && <p>{words.pausedNote(pause.note)}</p>}
				</Banner>
			)}
			<dl className="sheet grid grid-cols-2 gap-4 p-4 sm:grid-cols-3 lg:grid-cols-6">
				<Fact name={words.states.queued}>{count(row.queued)}</Fact>
				<Fact name={words.states.deferred}>{count(row.deferred)}</Fact>
				<Fact name={words.column.held}>{count(row.held)}</Fact>
				<Fact name={words.column.leased}>{count(row.leased)}</Fact>
				<Fact name={words.column.oldest}>
					{row.oldestAt === null ? words.nobody : <Time at={row.oldestAt} />}
				</Fact>
				<Fact name={words.column.next}>
					{row.nextAttemptAt === null ? words.nobody : <Time at={row.nextAttemptAt} form="moment" />}
				</Fact>
			</dl>
			{lastDeferral !== null && (
				<section className="sheet grid gap-1 p-4" aria-labelledby="heard">
					<h2 id="heard" className="text-xs font-normal text-quiet">
						{words.lastHeard}
					</h2>
					<Heard
						words={lastDeferral.words}
						fallback={lastDeferral.cause}
						reply={lastDeferral.reply}
						at={lastDeferral.at}
					/>
				</section>
			)}
		</div>
	);
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
	<div className="min-w-0">
		<dt className="text-xs text-quiet">{name}</dt>
		<dd className="text-base font-semibold tabular-nums">{children}</dd>
	</div>
);

function Filters({ accounts }: { readonly accounts: readonly Account[] }) {
	const words = useWords(queueWords);
	const { account, state = "" } = route.useSearch();
	const navigate = route.useNavigate();
	return (
		<search className="flex flex-1 flex-wrap gap-x-4 gap-y-2">
			<Select
				label={words.state}
				hideLabel
				choices={[
					{ value: "", label: words.states.all },
					...recipientStates.map((value) => ({ value, label: words.states[value] })),
				]}
				value={state}
				onChange={({ target }) =>
					void navigate({
						search: (old) => ({ ...old, state: recipientStates.find((one) => one === target.value) }),
					})
				}
			/>
			<Select
				label={words.account}
				hideLabel
				choices={[
					{ value: "", label: words.allAccounts },
					...accounts.map(({ id, name }) => ({ value: id, label: name })),
				]}
				value={account}
				onChange={({ target }) => void navigate({ search: (old) => ({ ...old, account: target.value }) })}
			/>
		</search>
	);
}
