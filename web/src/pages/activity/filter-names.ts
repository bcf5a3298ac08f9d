/** What can be chosen in the filters, and what ids in the address are called. */

import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { ActivityPage } from "../../api/activity.ts";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import type { Page } from "../../api/pages.ts";
import { readableDomain } from "../../ui/readable-domain.ts";
import { useReader } from "../../words/use-words.ts";
import type { ActivitySearch } from "./filters.ts";

export interface FilterNames {
	readonly reasons: ReadonlyMap<string, string>;
	readonly domain: ReadonlyMap<string, string>;
	readonly smtpUser: ReadonlyMap<string, string>;
	/** They may not all be there yet. */
	readonly isLoading: boolean;
	/** Somebody comes to the filters. Before that only what the address names is asked for. */
	readonly want: () => void;
}

const MOST = 200;
const SELDOM_MS = 60_000;

interface Named {
	readonly id: string;
	readonly name: string;
	readonly username?: string;
}

export function useFilterNames({ reason = [], domain, smtpUser }: ActivitySearch): FilterNames {
	const { can } = useSession();
	const { language } = useReader();
	const [isWanted, setWanted] = useState(false);
	const list = (path: string, isAllowed: boolean, id: string | undefined) => ({
		queryKey: ["filter-choices", path],
		queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Page<Named>>(path, { limit: MOST }, signal),
		enabled: isAllowed && (isWanted || id !== undefined),
		staleTime: SELDOM_MS,
	});
	const domains = useQuery(list("/v1/domains", can("domains:read"), domain));
	const users = useQuery(list("/v1/smtp-users", can("smtp-users:read"), smtpUser));
	const explained = useQuery({
		queryKey: ["filter-choices", "reasons", language],
		queryFn: ({ signal }) =>
			api.get<ActivityPage>(
				"/v1/activity",
				{ status: ["rejected", "deferred", "soft-bounce", "hard-bounce"], limit: MOST },
				signal,
			),
		enabled: isWanted || reason.length > 0,
		staleTime: SELDOM_MS,
	});
	const reasons = new Map(reason.map((id) => [id, id]));
	for (const row of explained.data?.items ?? [])
		if (row.reason !== "") reasons.set(row.reason, row.words?.title ?? row.reason);
	return {
		reasons,
		domain: new Map(domains.data?.items.map(({ id, name }) => [id, readableDomain(name)])),
		smtpUser: new Map(users.data?.items.map(({ id, name, username }) => [id, name || (username ?? id)])),
		isLoading: [domains, users, explained].some((query) => query.isFetching && query.data === undefined),
		want: useCallback(() => setWanted(true), []),
	};
}
