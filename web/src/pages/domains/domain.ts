/** How a sending domain is asked for. */

import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import type { Domain } from "./standing.ts";

const SOON_MS = 5_000;
const CALM_MS = 30_000;

/**
 * Asked for again while it is looked at, and the service takes that as a wish: as long as somebody looks, it looks the
 * records up every minute.
 */
export const domainQuery = (id: string) =>
	queryOptions({
		queryKey: ["domain", id],
		queryFn: ({ signal }) => api.get<Domain>(`/v1/domains/${id}`, undefined, signal),
		refetchInterval: ({ state }) =>
			state.data?.records.every((record) => record.state === "valid") ? CALM_MS : SOON_MS,
	});

const route = getRouteApi("/app/domains/$domainId");

/** The domain of this page. */
export const useDomain = (): Domain => useSuspenseQuery(domainQuery(route.useParams().domainId)).data;
