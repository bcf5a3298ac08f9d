import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../api/me.ts";
import { usePages } from "../../api/pages.ts";
import type { AuditEntry } from "../../api/schema.ts";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { Entry } from "./entry.tsx";
import { Filters } from "./filters.tsx";
import { queryOf } from "./search.ts";
import { auditWords } from "./words.ts";

const route = getRouteApi("/app/settings-frame/settings/audit");

export function AuditPage() {
	const words = useWords(auditWords);
	const { account } = useSession();
	const { timeZone } = useReader();
	const search = route.useSearch();
	// The moment of opening: another one at each rendering would be another list.
	const [now] = useState(() => Date.now());
	const list = usePages<AuditEntry>(["audit"], "/v1/audit", queryOf(search, now, timeZone));
	return (
		<>
			<PageHeader title={words.title} about={account === null ? words.aboutAll : words.about} />
			<Filters now={now} />
			<ListState list={list} empty={<Empty title={words.none}>{words.noneAbout}</Empty>}>
				{(entries) => (
					<ol aria-label={words.title} className="divide-y divide-line border-y border-line">
						{entries.map((entry) => (
							<Entry key={entry.id} entry={entry} showsAccount={account === null} />
						))}
					</ol>
				)}
			</ListState>
			<MoreButton list={list} />
		</>
	);
}
