/** One domain: its name, how it stands, and the links to its parts. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useLocation } from "@tanstack/react-router";
import { useSession } from "../../api/me.ts";
import { ApiError } from "../../api/problem.ts";
import { useCurrentInView } from "../../ui/current-in-view.ts";
import { Empty, Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { readableDomain } from "../../ui/readable-domain.ts";
import { useWords } from "../../words/use-words.ts";
import { domainQuery } from "./domain.ts";
import { type Domain, standingOf } from "./standing.ts";
import { StandingMark } from "./standing-mark.tsx";
import { domainWords } from "./words.ts";

const route = getRouteApi("/app/domains/$domainId");
const NOT_FOUND = 404;

export function DomainPage() {
	const words = useWords(domainWords);
	const { data: domain, error, refetch } = useQuery(domainQuery(route.useParams().domainId));
	const back = (
		<Link to="/domains" search={{ text: "", state: "" }} className="link">
			{words.backToDomains}
		</Link>
	);
	if (domain === undefined && error instanceof ApiError && error.status === NOT_FOUND)
		return (
			<>
				<PageHeader title={words.gone} back={back} />
				<Empty title={words.gone} action={back}>
					{words.goneAbout}
				</Empty>
			</>
		);
	if (domain === undefined)
		return (
			<>
				<PageHeader title={words.domains} back={back} />
				{error ? <Failed error={error} onRetry={refetch} /> : <Skeleton />}
			</>
		);
	return (
		<>
			<PageHeader
				title={readableDomain(domain.name)}
				back={back}
				about={<StandingMark standing={standingOf(domain, Date.now())} />}
			/>
			<Parts domain={domain} />
			<Outlet />
		</>
	);
}

function Parts({ domain: { id } }: { readonly domain: Domain }) {
	const words = useWords(domainWords).parts;
	const { can } = useSession();
	const nav = useCurrentInView(useLocation().pathname);
	const shown = (["records", "smtp-users", "connect", "keys"] as const).filter(
		(part) => part === "records" || part === "keys" || can("smtp-users:read"),
	);
	return (
		<nav
			ref={nav}
			aria-label={words.label}
			className="relative mb-6 flex gap-4 overflow-x-auto border-b border-line max-sm:-mx-4 max-sm:px-3 sm:-ml-1"
		>
			{shown.map((part) => (
				<Link
					key={part}
					to={(part === "records" ? `/domains/${id}` : `/domains/${id}/${part}`) as string}
					activeOptions={{ exact: true, includeSearch: false }}
					activeProps={{ className: "border-accent font-semibold text-ink", "aria-current": "page" }}
					inactiveProps={{ className: "border-transparent text-quiet hover:text-ink" }}
					className="-mb-px flex items-center border-b-2 px-1 py-2 whitespace-nowrap outline-offset-[-2px] pointer-coarse:min-h-11"
				>
					{words[part]}
				</Link>
			))}
		</nav>
	);
}
