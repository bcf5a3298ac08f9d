import { getRouteApi } from "@tanstack/react-router";
import { type Session, useSession } from "../../api/me.ts";
import { DateRange } from "../../ui/date-range.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { dayAt, type Period } from "../../ui/period.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import { Chart, chartKinds } from "./chart.tsx";
import { Checklist, seesChecklist } from "./checklist.tsx";
import { Connect } from "./connect.tsx";
import { DomainsInNeed } from "./domains-in-need.tsx";
import { FigureRow } from "./figure-row.tsx";
import { periodIn, searchOf } from "./periods.ts";
import { Recent } from "./recent.tsx";
import { useStatistics } from "./statistics.ts";
import { TopReasons } from "./top-reasons.tsx";
import { dashboardWords } from "./words.ts";

const route = getRouteApi("/app/");

export function DashboardPage() {
	const words = useWords(dashboardWords);
	const session = useSession();
	const search = route.useSearch();
	const navigate = route.useNavigate();
	const { timeZone } = useReader();
	const period = periodIn(search);
	const choose = (chosen: Period): void =>
		void navigate({ search: { chart: search.chart ?? "", ...searchOf(chosen) } });
	return (
		<>
			<PageHeader
				title={words.title}
				actions={<DateRange period={period} onChange={choose} today={dayAt(Date.now(), timeZone)} />}
			/>
			<div className="grid grid-cols-1 gap-6">
				{seesChecklist(session) && <Checklist />}
				<Numbers period={period} session={session} />
				{session.can("activity:read") && <Recent />}
			</div>
		</>
	);
}

function Numbers({ period, session }: { readonly period: Period; readonly session: Session }) {
	const { chart } = route.useSearch();
	const navigate = route.useNavigate();
	const { data, error, refetch } = useStatistics(period);
	const seesReasons = session.can("activity:read");
	const seesDomains = session.can("domains:read");
	return (
		<>
			{data === undefined ? (
				error ? (
					<Failed error={error} onRetry={refetch} />
				) : (
					<>
						<Skeleton rows={2} className="min-h-61 lg:min-h-33" />
						<Skeleton rows={6} className="min-h-104 sm:min-h-86" />
					</>
				)
			) : (
				<>
					<FigureRow statistics={data} />
					<Chart
						statistics={data}
						kind={chartKinds.find((kind) => kind === chart) ?? "new"}
						onKind={(kind) => void navigate({ search: (old) => ({ ...old, chart: kind }) })}
					/>
				</>
			)}
			<div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
				{seesReasons &&
					(data !== undefined ? (
						<TopReasons statistics={data} period={period} />
					) : (
						error === null && <Skeleton rows={6} />
					))}
				<div className="grid grid-cols-1 gap-6">
					{seesDomains && <DomainsInNeed />}
					<Connect />
				</div>
			</div>
		</>
	);
}
