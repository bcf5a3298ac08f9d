/** The quota of the account for which this tab acts. An operator who sees all accounts has none. */

import { useQuery } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { api } from "../api/client.ts";
import type { Session } from "../api/me.ts";
import type { Usage } from "../api/schema.ts";
import { QuotaBar } from "../ui/quota-bar.tsx";
import { useWords } from "../words/use-words.ts";
import { appWords } from "./words.ts";

const AGAIN_MS = 60_000;
const HIGH = 0.8;

export function QuotaLine({ session }: { readonly session: Session }) {
	const words = useWords(appWords);
	const { routesByPath } = useRouter();
	const { account } = session;
	const { data: usage } = useQuery({
		queryKey: ["usage", account?.id],
		queryFn: ({ signal }) => api.get<Usage>(`/v1/accounts/${account?.id}/usage`, undefined, signal),
		enabled: account !== null,
		refetchInterval: AGAIN_MS,
	});
	if (account === null) return null;
	const isHigh = usage !== undefined && usage.used > usage.limit * HIGH;
	const plans = isHigh && "/pricing" in routesByPath && session.can("plans:read") && (
		<Link to={"/pricing" as string} className="link">
			{words.seePlans}
		</Link>
	);
	return (
		<div className="border-t border-line">
			<div className="mx-auto min-h-8 max-w-7xl px-4 py-1.5 sm:px-6">
				{usage !== undefined && <QuotaBar use={usage} action={plans} />}
			</div>
		</div>
	);
}
