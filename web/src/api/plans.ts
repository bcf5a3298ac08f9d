/** Plans and usage, as they are asked for. */

import { queryOptions } from "@tanstack/react-query";
import { api } from "./client.ts";
import type { Page } from "./pages.ts";
import type { Plan, Usage } from "./schema.ts";

/** Read by the pages of an account, and by those of the operator for any account: `get` says who asks. */
export const usageQuery = (id: string, { get }: Pick<typeof api, "get"> = api) =>
	queryOptions({
		queryKey: ["usage", id],
		queryFn: ({ signal }) => get<Usage>(`/v1/accounts/${id}/usage`, undefined, signal),
	});

export const plansQuery = queryOptions({
	queryKey: ["plans"],
	queryFn: ({ signal }) => api.get<Page<Plan>>("/v1/plans", undefined, signal),
});
