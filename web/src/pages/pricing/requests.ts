/** The account's own wishes for a plan: the newest one says how things stand. */

import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../api/pages.ts";
import type { PlanRequest } from "../../api/schema.ts";

const AGAIN_MS = 30_000;

/** The operator may decide while one looks. */
export const newestRequestQuery = queryOptions({
	queryKey: ["plan-requests", "newest"],
	queryFn: async ({ signal }): Promise<PlanRequest | null> => {
		const { items } = await api.get<Page<PlanRequest>>("/v1/plan-requests", { limit: 1 }, signal);
		return items[0] ?? null;
	},
	refetchInterval: AGAIN_MS,
});

export function usePendingRequest(): PlanRequest | undefined {
	const { data } = useQuery(newestRequestQuery);
	return data?.state === "pending" ? data : undefined;
}
