import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Examination, Finding } from "../../api/schema.ts";
import { OperatorNav } from "../../app/operator-nav.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Time } from "../../ui/time.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { FindingEntry } from "./finding-entry.tsx";
import { doctorWords } from "./words.ts";

/** Worst first. */
const order: readonly Finding["state"][] = ["error", "warning", "not-checked", "ok"];

export function DoctorPage() {
	const words = useWords(doctorWords);
	const { language } = useReader();
	// An examination takes up to half a minute and asks other servers: it is repeated when somebody wants it.
	const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery({
		queryKey: ["doctor", language],
		queryFn: ({ signal }) => api.get<Examination>("/v1/doctor", undefined, signal),
		staleTime: Number.POSITIVE_INFINITY,
		retry: false,
	});
	return (
		<>
			<OperatorNav />
			<PageHeader
				title={words.title}
				about={words.about}
				actions={
					<Button kind="primary" busy={isFetching} onClick={() => void refetch()}>
						{words.again}
					</Button>
				}
			/>
			<div aria-live="polite" aria-busy={isFetching}>
				{isFetching && <p className="mb-4 text-quiet">{words.examining}</p>}
				{error !== null && !isFetching && (
					<div className="mb-4">
						<Failed error={error} onRetry={refetch} />
					</div>
				)}
				{data === undefined ? (
					isFetching && <Skeleton rows={8} />
				) : (
					<Findings examination={data} at={dataUpdatedAt} />
				)}
			</div>
		</>
	);
}

function Findings({ examination, at }: { readonly examination: Examination; readonly at: number }) {
	const words = useWords(doctorWords);
	const { errors, warnings, findings, closedInternet } = examination;
	const kind = errors > 0 ? "error" : warnings > 0 ? "warning" : "good";
	const groups = order
		.map((state) => ({ state, found: findings.filter((finding) => finding.state === state) }))
		.filter(({ found }) => found.length > 0);
	return (
		<div className="grid grid-cols-[minmax(0,1fr)] gap-6">
			<Banner kind={kind}>
				{errors === 0 && warnings === 0 ? words.well : words.trouble(errors, warnings)}{" "}
				<span className="text-quiet">
					{words.examinedAt} <Time at={at} form="time" />
				</span>
			</Banner>
			{closedInternet && <Banner>{words.closedInternet}</Banner>}
			{groups.map(({ state, found }) => (
				<section key={state} aria-label={words.groups[state]}>
					<h2 className="mb-2 text-base">{words.groups[state]}</h2>
					<ul className="sheet divide-y divide-line">
						{found.map((finding) => (
							<FindingEntry key={`${finding.id} ${finding.about} ${finding.found}`} finding={finding} />
						))}
					</ul>
				</section>
			))}
		</div>
	);
}
