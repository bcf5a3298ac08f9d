/** Whether the account of this tab may not send at all, and why: on every page. */

import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import type { Session } from "../api/me.ts";
import type { Account } from "../api/schema.ts";
import { Banner } from "../ui/banner.tsx";
import { useTime } from "../ui/time.tsx";
import { useWords } from "../words/use-words.ts";
import { appWords } from "./words.ts";

const AGAIN_MS = 60_000;

export function AccountNote({ session: { account, can } }: { readonly session: Session }) {
	const words = useWords(appWords);
	const when = useTime();
	const { data } = useQuery({
		queryKey: ["account", account?.id],
		queryFn: ({ signal }) => api.get<Account>(`/v1/accounts/${account?.id}`, undefined, signal),
		enabled: account !== null && can("account:read"),
		refetchInterval: AGAIN_MS,
	});
	if (data === undefined || account === null) return null;
	const { suspendedReason, deletesAt } = data;
	return (
		<div className="mb-6 grid gap-3 empty:hidden">
			{typeof deletesAt === "string" && (
				<Banner kind="warning">{words.closing(when(deletesAt, "date"))}</Banner>
			)}
			{suspendedReason !== null && <Banner kind="error">{words.suspended(suspendedReason)}</Banner>}
		</div>
	);
}
