/** The quota of the account for which this tab acts. An operator who sees all accounts has none. */

import { useQuery } from "@tanstack/react-query";
import { Link, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Session } from "../api/me.ts";
import { usageQuery } from "../api/plans.ts";
import { QuotaBar } from "../ui/quota-bar.tsx";
import { useWords } from "../words/use-words.ts";
import { appWords } from "./words.ts";

const AGAIN_MS = 60_000;
const HIGH = 0.8;

export function QuotaLine({ session }: { readonly session: Session }) {
	const words = useWords(appWords);
	const { routesByPath } = useRouter();
	const { account } = session;
	const page = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
	const { data: usage, refetch } = useQuery({
		...usageQuery(account?.id ?? ""),
		enabled: account !== null,
		refetchInterval: AGAIN_MS,
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: another page is why it is asked for again.
	useEffect(() => {
		if (account !== null) void refetch({ cancelRefetch: false });
	}, [page, account?.id, refetch]);
	if (account === null) return null;
	const isHigh = usage !== undefined && (usage.limit === 0 || usage.used > usage.limit * HIGH);
	const plans = isHigh && "/pricing" in routesByPath && session.can("plans:read") && (
		<Link to={"/pricing" as string} className="link">
			{words.seePlans}
		</Link>
	);
	return (
		<div className="border-t border-line">
			<div className="mx-auto min-h-9 max-w-7xl px-4 py-1.5 sm:px-6">
				{usage !== undefined && <QuotaBar use={usage} action={plans} />}
			</div>
		</div>
	);
}
