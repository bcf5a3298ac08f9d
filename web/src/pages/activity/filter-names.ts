/** What can be chosen in the filters, and what ids in the address are called. */

import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { ActivityPage } from "../../api/activity.ts";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import type { Page } from "../../api/pages.ts";
import type { HelpArticles } from "../../api/schema.ts";
import { readableDomain } from "../../ui/readable-domain.ts";
import { useReader } from "../../words/use-words.ts";
import type { ActivitySearch } from "./filters.ts";
import { catalogueReasons, type ReasonChoice, seenReasons } from "./reason-choices.ts";

export interface FilterNames {
	/** Of those that are chosen, and all that can be. */
	readonly reasons: ReadonlyMap<string, string>;
	/** Of the newest rows, and the others that there are. */
	readonly seen: readonly ReasonChoice[];
	readonly others: readonly ReasonChoice[];
	readonly domain: ReadonlyMap<string, string>;
	readonly smtpUser: ReadonlyMap<string, string>;
	/** They may not all be there yet. */
	readonly isLoading: boolean;
	/** Somebody comes to the filters. Before that only what the address names is asked for. */
	readonly want: () => void;
	/** Somebody opens the list of reasons. Before that the catalogue is only asked for names that no row has. */
	readonly wantReasons: () => void;
}

const MOST = 200;
const SELDOM_MS = 60_000;

interface Named {
	readonly id: string;
	readonly name: string;
	readonly username?: string;
}

export function useFilterNames({ status, reason = [], domain, smtpUser }: ActivitySearch): FilterNames {
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
	const [areReasonsWanted, setReasonsWanted] = useState(false);
	const rows = explained.data?.items ?? [];
	const named = seenReasons(rows);
	const isUnnamed = explained.data !== undefined && reason.some((id) => !named.has(id));
	const catalogue = useQuery({
		queryKey: ["filter-choices", "catalogue", language],
		queryFn: ({ signal }) => api.get<HelpArticles>("/v1/help", undefined, signal),
		enabled: areReasonsWanted || isUnnamed,
		staleTime: Number.POSITIVE_INFINITY,
	});
	const all = catalogue.data === undefined ? [] : catalogueReasons(catalogue.data);
	const seen = seenReasons(rows, status);
	const others = catalogue.data === undefined ? [] : catalogueReasons(catalogue.data, status);
	return {
		reasons: new Map([
			...reason.map((id) => [id, id] as const),
			...all.map(({ value, label }) => [value, label] as const),
			...named,
		]),
		seen: [...seen].map(([value, label]) => ({ value, label })),
		others: others.filter(({ value }) => !seen.has(value)),
		domain: new Map(domains.data?.items.map(({ id, name }) => [id, readableDomain(name)])),
		smtpUser: new Map(users.data?.items.map(({ id, name, username }) => [id, name || (username ?? id)])),
		isLoading: [domains, users, explained, catalogue].some(
			(query) => query.isFetching && query.data === undefined,
		),
		want: useCallback(() => setWanted(true), []),
		wantReasons: useCallback(() => setReasonsWanted(true), []),
	};
}
