/** What became of a sample: its row of Activity as it stands now, its reason, and what was said at the door. */

import { useQuery } from "@tanstack/react-query";
import type { ActivityRow } from "../../api/activity.ts";
import { operatorApi } from "../../api/client.ts";
import { usageQuery } from "../../api/plans.ts";
import type { SentSample } from "../../api/schema.ts";
import { ArticleLink } from "../../ui/activity/reason.tsx";
import { StatusWithReason } from "../../ui/activity/status-with-reason.tsx";
import { Spinner } from "../../ui/button.tsx";
import { CodeBlock } from "../../ui/code.tsx";
import { QuotaBar } from "../../ui/quota-bar.tsx";
import { useWords } from "../../words/use-words.ts";
import { rowOf, transcriptOf } from "./samples.ts";
import { SamplesLink, useSamplesAccount } from "./samples-account.tsx";
import { tryWords } from "./words.ts";

const SOON_MS = 1_000;
const CALM_MS = 5_000;
/** Bounces and complaints of the closed internet come back within seconds. */
const LIVELY_MS = 15_000;

/** Asked again: a refusal is written down a moment later, and a delivery may turn into a bounce. */
function useRow(sent: SentSample, at: number): ActivityRow | undefined {
	const wanted = rowOf(sent);
	const { data } = useQuery({
		queryKey: ["operator", "try", "row", sent.sample, at],
		queryFn: ({ signal }) =>
			operatorApi.get<{ readonly items: readonly ActivityRow[] }>(
				"/v1/activity",
				{ ...wanted, limit: 1 },
				signal,
			),
		enabled: wanted !== undefined,
		refetchInterval: () => (Date.now() - at < LIVELY_MS ? SOON_MS : CALM_MS),
	});
	return data?.items[0];
}

export function SampleResult({ sent, at }: { readonly sent: SentSample; readonly at: number }) {
	const words = useWords(tryWords).result;
	const row = useRow(sent, at);
	const isOfQuota = sent.sample.startsWith("quota-");
	const isUnfinished = sent.sample === "quota-exceeded" && sent.messages > 1 && !isRefused(sent);
	return (
		<div className="mt-2 grid gap-2 border-l-2 border-accent pl-3">
			<div role="status" aria-label={words.label} className="flex flex-wrap items-center gap-x-4 gap-y-1">
				{row === undefined ? (
					<span className="inline-flex items-center gap-2 text-quiet">
						<Spinner /> {words.waiting}
					</span>
				) : (
					<>
						<StatusWithReason row={row} open={<RowLink row={row} />} />
						<RowLink row={row} />
						<ArticleLink row={row} words={words.article} />
					</>
				)}
				<span className="text-quiet">
					{(sent.accepted > 0 || sent.messages > 1) && words.taken(sent.accepted, sent.messages)}
				</span>
			</div>
			{isUnfinished && <p>{words.again}</p>}
			{isOfQuota && <Quota />}
			<details>
				<summary className="link w-fit">
					{sent.messages > 1 ? words.conversationLast : words.conversation}
				</summary>
				<div className="mt-2 min-w-0">
					<CodeBlock label={words.conversation}>{transcriptOf(sent)}</CodeBlock>
				</div>
			</details>
		</div>
	);
}

const isRefused = (sent: SentSample): boolean => "reason" in (rowOf(sent) ?? {});

/** The bar at the top of the page may be out of sight. */
function Quota() {
	const words = useWords(tryWords).result;
	const { data } = useQuery(usageQuery(useSamplesAccount().id, operatorApi));
	if (data === undefined) return null;
	return <QuotaBar use={data} action={<SamplesLink to="/pricing">{words.plans}</SamplesLink>} />;
}

function RowLink({ row }: { readonly row: ActivityRow }) {
	const words = useWords(tryWords).result;
	return <SamplesLink to={`/activity/${row.id}`}>{words.row}</SamplesLink>;
}
