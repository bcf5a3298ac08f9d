/** Everything that is known of one recipient of a message, or of one refusal. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import type { ActivityDetail } from "../../api/activity.ts";
import { ArticleLink, Reason, SupportActions } from "../../ui/activity/reason.tsx";
import { isExplained } from "../../ui/activity/status-with-reason.tsx";
import { beginAtTitle } from "../../ui/begin-at-title.ts";
import { Code } from "../../ui/code.tsx";
import { Skeleton } from "../../ui/list-state.tsx";
import { StatusMark } from "../../ui/marks.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { type Tab, Tabs } from "../../ui/tabs.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { Attachments } from "./attachments.tsx";
import { Authentication } from "./authentication.tsx";
import { Facts } from "./facts.tsx";
import { BackLink, MessageFailed } from "./failed.tsx";
import { Others } from "./others.tsx";
import { rowQuery } from "./queries.ts";
import { Headers, Submission } from "./submission.tsx";
import { Timeline } from "./timeline.tsx";
import { messageWords } from "./words.ts";

const route = getRouteApi("/app/activity/$id");

export function MessagePage() {
	const { id } = route.useParams();
	const { language } = useReader();
	const { data, error, refetch } = useQuery(rowQuery(id, language));
	if (data !== undefined) return <Known key={data.id} row={data} />;
	return error === null ? <Skeleton rows={8} /> : <MessageFailed error={error} onRetry={refetch} />;
}

function Known({ row }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	useEffect(beginAtTitle, []);
	const whom = row.recipient || row.author || row.sender;
	const title = row.subject || (row.message === null ? words.refused(whom) : words.noSubject);
	return (
		<>
			<PageHeader
				title={title}
				back={<BackLink />}
				about={
					<span className="flex flex-wrap items-baseline gap-x-2">
						<StatusMark status={row.status} />
						{row.recipient !== "" && (
							<>
								{words.to} <Code>{row.recipient}</Code>
							</>
						)}
					</span>
				}
			/>
			<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
				<div className="grid min-w-0 gap-6">
					{isExplained(row) && <Why row={row} />}
					<Timeline row={row} />
				</div>
				<div className="grid min-w-0 gap-6">
					<Facts row={row} />
					<Others row={row} />
				</div>
			</div>
			<div className="mt-8">
				<Tabs label={words.more} tabs={tabsOf(row, words.tabs)} />
			</div>
		</>
	);
}

function Why({ row }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	return (
		<section aria-labelledby="why" className="sheet grid gap-3 p-4 sm:p-5">
			<h2 id="why" className="sr-only">
				{words.why}
			</h2>
			<Reason row={row} isWhole />
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<ArticleLink row={row} />
				<SupportActions row={row} />
			</div>
		</section>
	);
}

/** Of a refusal there is only what was said. */
function tabsOf(
	{ session, message, author, reply }: ActivityDetail,
	titles: Readonly<Record<"submission" | "headers" | "authentication" | "attachments", string>>,
): readonly Tab[] {
	const refusal = message === null && reply !== "" ? reply.split("\n") : [];
	const submission = {
		id: "submission",
		title: titles.submission,
		content: <Submission session={session} refusal={refusal} />,
	};
	if (message === null) return [submission];
	const { attachments, header, alignment, notes } = message;
	const count = attachments.length === 0 ? "" : ` (${attachments.length})`;
	return [
		submission,
		{ id: "headers", title: titles.headers, content: <Headers header={header} notes={notes} /> },
		{
			id: "authentication",
			title: titles.authentication,
			content: <Authentication alignment={alignment} author={author} />,
		},
		{
			id: "attachments",
			title: `${titles.attachments}${count}`,
			content: <Attachments attachments={attachments} />,
		},
	];
}
