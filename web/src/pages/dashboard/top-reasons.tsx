/** Why mail was refused most often, and the way out of each. */

import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import type { Page } from "../../api/pages.ts";
import type { Activity, Explanation } from "../../api/schema.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import type { Period } from "../../ui/period.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import { searchOf } from "./periods.ts";
import type { Compared } from "./statistics.ts";
import { dashboardWords } from "./words.ts";

const SHOWN = 5;
const FRESH_MS = 60_000;

export function TopReasons({
	statistics,
	period,
}: {
	readonly statistics: Compared;
	readonly period: Period;
}) {
	const words = useWords(dashboardWords).reasons;
	const { count } = useNumbers();
	const reasons = statistics.topReasons.slice(0, SHOWN);
	const explained = useExplained(reasons.map(({ reason }) => reason));
	return (
		<section className="sheet p-4 sm:p-5" aria-labelledby="reasons-title">
			<h2 id="reasons-title" className="text-base">
				{words.title}
			</h2>
			{reasons.length === 0 && <p className="mt-2 text-quiet">{words.none}</p>}
			<ol className="mt-1 divide-y divide-line">
				{reasons.map(({ reason, count: times }, index) => {
					const found = explained[index];
					const said = found === "coming" ? undefined : found;
					return (
						<li key={reason} className="grid gap-1 py-3">
							<p className="flex items-baseline justify-between gap-4">
								<span className="font-semibold">
									{found === "coming" ? <Coming /> : (said?.title ?? reason)}
								</span>
								<span className="whitespace-nowrap tabular-nums">{count(times)}</span>
							</p>
							{said !== undefined && said.remedy !== "" && <p className="text-quiet">{said.remedy}</p>}
							<p className="flex flex-wrap gap-x-4 gap-y-1">
								<HelpLink to={said?.help ?? `/help/${reason}`}>
									{words.fix}
									<span className="sr-only">: {said?.title ?? reason}</span>
								</HelpLink>
								<Link
									to={"/activity" as string}
									search={{ status: "rejected", reason, ...searchOf(period) } as never}
									className="link"
								>
									{words.show(times)}
									<span className="sr-only">: {said?.title ?? reason}</span>
								</Link>
							</p>
						</li>
					);
				})}
			</ol>
		</section>
	);
}

/** Where the words will be, so that no code shows up for a moment. */
const Coming = () => (
	<span aria-hidden="true" className="inline-block h-2.5 w-48 max-w-full rounded-full bg-line" />
);

interface Said {
	readonly title: string;
	/** "" where nothing is known of what happened. */
	readonly remedy: string;
	readonly help: string;
}

/**
 * In the reader's words: those of the newest refusal, which name what was wrong, or of the catalogue, where Activity
 * no longer has one.
 */
function useExplained(reasons: readonly string[]): readonly (Said | "coming" | undefined)[] {
	const { language } = useReader();
	return useQueries({
		queries: reasons.map((reason) => ({
			queryKey: ["last-activity", reason, language],
			queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Said> => {
				const query = { status: "rejected", reason, limit: 1 };
				const { items } = await api.get<Page<Activity>>("/v1/activity", query, signal);
				const words = items[0]?.words;
				if (words != null) return words;
				const known = await api.get<Explanation>("/v1/explain", { text: `[${reason}]` }, signal);
				return { ...known, remedy: "" };
			},
			staleTime: FRESH_MS,
		})),
		combine: (results) => results.map(({ data, isPending }) => data ?? (isPending ? "coming" : undefined)),
	});
}
