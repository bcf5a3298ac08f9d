import { Link } from "@tanstack/react-router";
import { useAccountNames } from "../../../api/account-names.ts";
import { useSession } from "../../../api/me.ts";
import { RecordMark } from "../../../ui/marks.tsx";
import { useNumbers } from "../../../ui/numbers.ts";
import { readableDomain } from "../../../ui/readable-domain.ts";
import { type Column, Table } from "../../../ui/table.tsx";
import { Time } from "../../../ui/time.tsx";
import { useWords } from "../../../words/use-words.ts";
import { byNeed, type Domain, standingOf, troubled } from "../standing.ts";
import { StandingMark } from "../standing-mark.tsx";
import { domainWords } from "../words.ts";
import { domainListWords } from "./words.ts";

export function DomainTable({
	domains,
	users,
}: {
	readonly domains: readonly Domain[];
	readonly users: ReadonlyMap<string, number> | undefined;
}) {
	const words = useWords(domainListWords);
	const { count } = useNumbers();
	const { account } = useSession();
	const names = useAccountNames();
	const now = Date.now();
	const columns: readonly Column<Domain>[] = [
		{
			id: "name",
			header: words.domain,
			cell: ({ id, name }) => (
				<Link
					to={`/domains/${id}` as string}
					className="font-semibold text-ink hover:text-accent hover:underline max-sm:break-all"
				>
					{readableDomain(name)}
				</Link>
			),
			grow: true,
		},
		{
			id: "state",
			header: words.state,
			narrow: "bare",
			cell: (domain) => <StandingMark standing={standingOf(domain, now)} />,
		},
		{ id: "attention", header: words.attention, cell: (domain) => <Attention domain={domain} /> },
	];
	const owner: Column<Domain> = {
		id: "account",
		header: words.account,
		cell: ({ accountId }) => (
			<span className="block max-w-40 truncate whitespace-nowrap">{names.get(accountId) ?? accountId}</span>
		),
	};
	const counts: Column<Domain> = {
		id: "users",
		header: words.users,
		align: "end",
		cell: ({ id }) => count(users?.get(id) ?? 0),
	};
	const checked: Column<Domain> = {
		id: "checked",
		header: words.checked,
		cell: ({ checkedAt }) =>
			checkedAt === null ? <span className="text-quiet">–</span> : <Time at={checkedAt} />,
	};
	return (
		<Table
			label={words.title}
			columns={[
				...columns,
				...(account === null ? [owner] : []),
				...(users === undefined ? [] : [counts]),
				checked,
			]}
			rows={byNeed(domains, now)}
			rowKey={({ id }) => id}
		/>
	);
}

/** The worst of it, and how many more there are. */
function Attention({ domain }: { readonly domain: Domain }) {
	const words = useWords(domainListWords);
	const { purpose } = useWords(domainWords);
	const standing = standingOf(domain, Date.now());
	const [first, ...others] = troubled(domain);
	if (standing === "vouched") return <span className="whitespace-nowrap text-quiet">{words.vouched}</span>;
	if (standing === "new") return <span className="whitespace-nowrap text-quiet">{words.publish}</span>;
	if (first === undefined) return <span className="text-quiet">{words.nothing}</span>;
	return (
		<span className="inline-flex items-baseline gap-x-2 whitespace-nowrap max-sm:flex-wrap">
			<span>{purpose[first.purpose]}</span>
			<RecordMark state={first.state} />
			{others.length > 0 && <span className="text-quiet">{words.andMore(others.length)}</span>}
		</span>
	);
}
