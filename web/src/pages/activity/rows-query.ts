/** The rows of a query, a page after the other: asked for by the route, so that they are on their way while the page is drawn. */

import { infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import type { ActivityPage } from "../../api/activity.ts";
import { api } from "../../api/client.ts";
import { meQuery, sessionOf } from "../../api/me.ts";
import { currentLanguage } from "../../app/preferences.ts";
import type { Language } from "../../words/catalogue.ts";
import { browserTimeZone } from "../../words/use-words.ts";
import { type ActivityQuery, type ActivitySearch, queryOf } from "./filters.ts";

/** Other pages keep rows in shapes of their own, under other keys. */
export const LISTS = ["activity", "pages"] as const;

const ROWS_AT_ONCE = 100;

export const loadRows = (query: ActivityQuery, cursor: string, signal?: AbortSignal): Promise<ActivityPage> =>
	api.get<ActivityPage>(
		"/v1/activity",
		{ ...query, limit: ROWS_AT_ONCE, ...(cursor === "" ? {} : { cursor }) },
		signal,
	);

export const rowsQuery = (query: ActivityQuery, language: Language) =>
	infiniteQueryOptions({
		queryKey: [...LISTS, query, language] as const,
		queryFn: ({ pageParam, signal }) => loadRows(query, pageParam, signal),
		initialPageParam: "",
		getNextPageParam: ({ next }) => next ?? undefined,
		// What changes comes in live.
		staleTime: Number.POSITIVE_INFINITY,
	});

/** Nothing waits for it, and the page shows what went wrong. */
export function askForRows(queries: QueryClient, search: ActivitySearch): void {
	const me = queries.getQueryData(meQuery.queryKey);
	const session = me && sessionOf(me);
	if (!session?.can("activity:read")) return;
	const query = queryOf(search, Date.now(), session.person.timeZone || browserTimeZone());
	void queries.prefetchInfiniteQuery(rowsQuery(query, currentLanguage()));
}
