/** Keeps a change of the account, unless somebody else has changed it meanwhile. */

import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import type { ApiError } from "../../api/problem.ts";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { accountKey, type Loaded } from "./account.ts";
import { accountWords } from "./words.ts";

export function useAccountChange({ data: { id }, etag }: Loaded) {
	const queries = useQueryClient();
	const say = useToast();
	const words = useWords(accountWords);
	return {
		async change(fields: object): Promise<void> {
			try {
				await api.patch(`/v1/accounts/${id}`, fields, { ifMatch: etag });
			} finally {
				// Also when it was refused: then what others made of it is shown.
				await queries.invalidateQueries({ queryKey: accountKey(id) });
			}
			say(words.kept);
			await Promise.all([
				queries.invalidateQueries({ queryKey: ["account", id] }),
				queries.invalidateQueries({ queryKey: meQuery.queryKey }),
			]);
		},
		explain: (error: ApiError): string | undefined =>
			error.reason === "changed-meanwhile" ? words.changedMeanwhile : undefined,
	};
}
