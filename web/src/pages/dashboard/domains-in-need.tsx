/** Domains that cannot send, or soon will not. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { RecordMark } from "../../ui/marks.tsx";
import { readableDomain } from "../../ui/readable-domain.ts";
import { useTime } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { type Domain, domainsQuery, needOf } from "./set-up.ts";
import { dashboardWords } from "./words.ts";

const SHOWN = 5;

export function DomainsInNeed() {
	const words = useWords(dashboardWords).domains;
	const { data, error, refetch } = useQuery(domainsQuery);
	const inNeed = data?.items.filter((domain) => needOf(domain) !== null) ?? [];
	return (
		<section className="sheet p-4 sm:p-5" aria-labelledby="domains-title">
			<h2 id="domains-title" className="text-base">
				{words.title}
			</h2>
			{data === undefined && (
				<div className="mt-3">
					{error ? <Failed error={error} onRetry={refetch} /> : <Skeleton rows={2} />}
				</div>
			)}
			{data !== undefined && inNeed.length === 0 && (
				<p className="mt-2 text-quiet">{data.items.length === 0 ? words.noDomain : words.none}</p>
			)}
			<ul className="mt-1 divide-y divide-line">
				{inNeed.slice(0, SHOWN).map((domain) => (
					<DomainLine key={domain.id} domain={domain} />
				))}
			</ul>
			{inNeed.length > SHOWN && (
				<Link to={"/domains" as string} className="link">
					{words.all(inNeed.length)}
				</Link>
			)}
		</section>
	);
}

function DomainLine({ domain }: { readonly domain: Domain }) {
	const words = useWords(dashboardWords).domains;
	const when = useTime();
	const need = needOf(domain);
	const stops = typeof domain.stopsAt === "string" ? when(domain.stopsAt, "date-time") : "";
	const wrong = domain.records.filter(({ required, state }) => required && state !== "valid");
	return (
		<li className="grid gap-1 py-3">
			<Link to={`/domains/${domain.id}` as string} className="link w-fit font-semibold wrap-anywhere">
				{readableDomain(domain.name)}
			</Link>
			{need !== null && <p>{need === "breaking" ? words.breaking(stops) : words[need]}</p>}
			<ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
				{wrong.map(({ name, purpose, state }) => (
					<li key={name} className="flex items-baseline gap-1.5">
						<span className="text-quiet">{words.purpose[purpose]}</span> <RecordMark state={state} />
					</li>
				))}
			</ul>
		</li>
	);
}
