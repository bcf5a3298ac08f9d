/** What the operator's pages read, about all accounts. */

import { queryOptions } from "@tanstack/react-query";
import { operatorApi } from "./client.ts";
import type { Page } from "./pages.ts";
import type { Account, Plan } from "./schema.ts";

/** Also those that are not listed. */
export const allPlansQuery = queryOptions({
	queryKey: ["operator", "plans"],
	queryFn: ({ signal }) => operatorApi.get<Page<Plan>>("/v1/plans", undefined, signal),
});

export const anAccountQuery = (id: string) =>
	queryOptions({
		queryKey: ["operator", "account", id],
		queryFn: ({ signal }) => operatorApi.get<Account>(`/v1/accounts/${id}`, undefined, signal),
	});
