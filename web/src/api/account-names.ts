/** For an operator who sees all accounts: which ones there are. */

import { useQuery } from "@tanstack/react-query";
import { api } from "./client.ts";
import { useSession } from "./me.ts";
import type { Page } from "./pages.ts";
import type { Account } from "./schema.ts";

const LIMIT = 200;

export function useAccountNames(): ReadonlyMap<string, string> {
	const { account, isOperator } = useSession();
	const { data } = useQuery({
		queryKey: ["accounts", "names"],
		queryFn: ({ signal }) => api.get<Page<Account>>("/v1/accounts", { limit: LIMIT }, signal),
		enabled: isOperator && account === null,
	});
	return new Map(data?.items.map(({ id, name }) => [id, name]));
}
