/** For an operator who sees all accounts: which ones there are. */

import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";
import { useSession } from "../../../api/me.ts";
import type { Page } from "../../../api/pages.ts";
import type { Account } from "../../../api/schema.ts";

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
