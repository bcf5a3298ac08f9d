/** The last ten rows of Activity. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import type { Page } from "../../api/pages.ts";
import type { Activity } from "../../api/schema.ts";
import { StatusWithReason, useReasonsSoon } from "../../ui/activity/status-with-reason.tsx";
import { reasonWords } from "../../ui/activity/words.ts";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Code } from "../../ui/code.tsx";
import { Empty, ListState } from "../../ui/list-state.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { dashboardWords } from "./words.ts";

const ROWS = 10;
const AGAIN_MS = 15_000;

export function Recent() {
	const words = useWords(dashboardWords).recent;
	const { language } = useReader();
	useReasonsSoon();
	const { data, error, refetch } = useQuery({
		queryKey: ["last-activity", language],
		queryFn: ({ signal }) => api.get<Page<Activity>>("/v1/activity", { limit: ROWS }, signal),
		refetchInterval: AGAIN_MS,
	});
	const columns: readonly Column<Activity>[] = [
		{ id: "time", header: words.time, cell: ({ at }) => <Time at={at} /> },
		{
			id: "status",
			header: words.status,
			narrow: "corner",
			cell: (row) => <StatusWithReason row={row} open={<Details row={row} />} />,
		},
		{
			id: "recipient",
			header: words.recipient,
			narrow: "bare",
			cell: ({ recipient }) => <Cut text={recipient} />,
		},
		{
			id: "subject",
			header: words.subject,
			grow: true,
			narrow: "bare",
			cell: ({ subject }) => subject || "–",
		},
		{
			id: "sender",
			header: words.sender,
			narrow: "bare",
			cell: ({ author, sender }) => <Cut text={author || sender} isQuiet />,
		},
	];
	return (
		<section aria-labelledby="recent-title">
			<div className="mb-2 flex flex-wrap items-baseline justify-between gap-4">
				<h2 id="recent-title" className="text-base">
					{words.title}
				</h2>
				<Link to={"/activity" as string} className="link">
					{words.all}
				</Link>
			</div>
			<ListState
				list={{ items: data?.items, error, refetch }}
				empty={
					<Empty title={words.none} action={<ToDomains />}>
						{words.noneAbout}
					</Empty>
				}
			>
				{(rows) => (
					<div className="sm:sheet">
						<Table label={words.title} columns={columns} rows={rows} rowKey={({ id }) => id} />
					</div>
				)}
			</ListState>
		</section>
	);
}

/** Where a test can be sent from. */
function ToDomains() {
	const words = useWords(dashboardWords).recent;
	const { can } = useSession();
	if (!can("domains:read")) return null;
	return (
		<Link to={"/domains" as string} className={buttonClass()}>
			{words.toDomains}
		</Link>
	);
}

function Details({ row: { id, messageId } }: { readonly row: Activity }) {
	const words = useWords(reasonWords);
	return (
		<Link to={"/activity/$id" as string} params={{ id } as object} className="link">
			{messageId === null ? words.openRefusal : words.open}
		</Link>
	);
}

/** An address of any length; whole on hover and on a narrow screen. */
const Cut = ({ text, isQuiet = false }: { readonly text: string; readonly isQuiet?: boolean }) => (
	<span
		title={text}
		className={cx(
			"block max-w-56 truncate max-sm:max-w-none max-sm:wrap-anywhere max-sm:whitespace-normal",
			isQuiet && "text-quiet",
		)}
	>
		{text === "" ? "–" : <Code>{text}</Code>}
	</span>
);
