/** All sending domains, what needs somebody first. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api } from "../../../api/client.ts";
import { useSession } from "../../../api/me.ts";
import { type Page, usePages } from "../../../api/pages.ts";
import type { SmtpUser } from "../../../api/schema.ts";
import { Button } from "../../../ui/button.tsx";
import { Input, Select } from "../../../ui/field.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { Empty, ListState, MoreButton } from "../../../ui/list-state.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { useWords } from "../../../words/use-words.ts";
import type { Domain } from "../standing.ts";
import { AddDomain } from "./add-domain.tsx";
import { DomainTable } from "./domain-table.tsx";
import { domainListWords } from "./words.ts";

const route = getRouteApi("/app/domains");
/** As many as one answer holds: what needs somebody should be on the first page. */
const LIMIT = 200;
const AGAIN_MS = 30_000;
const states = ["unverified", "verified"] as const;

export function DomainsPage() {
	const words = useWords(domainListWords);
	const { text, state } = route.useSearch();
	const [isAdding, setAdding] = useState(false);
	const { can } = useSession();
	const verification = states.find((one) => one === state);
	const list = usePages<Domain>(["domains"], "/v1/domains", { text, verification, limit: LIMIT });
	const add = can("domains:write") && (
		<Button kind="primary" onClick={() => setAdding(true)}>
			<Icon name="plus" />
			{words.add}
		</Button>
	);
	const users = useUserCounts();
	const isFiltered = text !== "" || verification !== undefined;
	const hasAny = isFiltered || (list.items !== undefined && list.items.length > 0);
	return (
		<>
			<PageHeader title={words.title} about={words.about} actions={hasAny && add} />
			{hasAny && <Filters />}
			<ListState list={list} empty={<Nothing isFiltered={isFiltered} add={add} />}>
				{(domains) => <DomainTable domains={domains} users={users} />}
			</ListState>
			<MoreButton list={list} />
			{isAdding && <AddDomain onClose={() => setAdding(false)} />}
		</>
	);
}

/** SMTP users of each domain; undefined while that is not known, or when there are too many to count here. */
function useUserCounts(): ReadonlyMap<string, number> | undefined {
	const { can } = useSession();
	const { data } = useQuery({
		queryKey: ["smtp-users", "counts"],
		queryFn: ({ signal }) => api.get<Page<SmtpUser>>("/v1/smtp-users", { limit: LIMIT }, signal),
		enabled: can("smtp-users:read"),
		staleTime: AGAIN_MS,
	});
	if (data === undefined || data.next !== null) return undefined;
	const counts = new Map<string, number>();
	for (const { domainId } of data.items) counts.set(domainId, (counts.get(domainId) ?? 0) + 1);
	return counts;
}

function Filters() {
	const words = useWords(domainListWords);
	const { text, state } = route.useSearch();
	const navigate = route.useNavigate();
	const search = (change: { readonly text?: string; readonly state?: string }): void =>
		void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
	return (
		<search className="mb-4 flex flex-wrap gap-2">
			<div className="w-64 max-sm:w-full">
				<Input
					label={words.find}
					hideLabel
					type="search"
					placeholder={words.find}
					value={text}
					onChange={({ target }) => search({ text: target.value })}
				/>
			</div>
			<div className="w-56 max-sm:w-full">
				<Select
					label={words.state}
					hideLabel
					value={state}
					onChange={({ target }) => search({ state: target.value })}
					choices={[
						{ value: "", label: words.allStates },
						{ value: "unverified", label: words.unverified },
						{ value: "verified", label: words.verified },
					]}
				/>
			</div>
		</search>
	);
}

function Nothing({ isFiltered, add }: { readonly isFiltered: boolean; readonly add: ReactNode }) {
	const words = useWords(domainListWords);
	const navigate = route.useNavigate();
	if (!isFiltered)
		return (
			<Empty title={words.none} action={add}>
				{words.noneAbout}
			</Empty>
		);
	const clear = (
		<Button onClick={() => void navigate({ search: { text: "", state: "" } })}>{words.showAll}</Button>
	);
	return <Empty title={words.noMatch} action={clear} />;
}
