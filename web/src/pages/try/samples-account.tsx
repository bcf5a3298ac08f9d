/** Samples are one account's. Who acts for another one is told so, and comes to that account by the page's links. */

import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { createContext, type MouseEvent, type ReactNode, use } from "react";
import { switchAccount, useSession } from "../../api/me.ts";
import type { TrySamples } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../../words/use-words.ts";
import { tryWords } from "./words.ts";

type SamplesAccount = TrySamples["account"];

const Context = createContext<SamplesAccount>({ id: "", name: "" });
export const SamplesAccountProvider = Context.Provider;
export const useSamplesAccount = (): SamplesAccount => use(Context);

/** Whether this tab acts for another account, and what ends that. */
function useElsewhere() {
	const samples = useSamplesAccount();
	const { account } = useSession();
	const queries = useQueryClient();
	return {
		isElsewhere: account !== null && account.id !== samples.id,
		come: () => switchAccount(queries, samples),
	};
}

export function SamplesAccountNote() {
	const words = useWords(tryWords);
	const { name } = useSamplesAccount();
	const { isElsewhere, come } = useElsewhere();
	const router = useRouter();
	const act = async (): Promise<void> => {
		await come();
		await router.invalidate();
	};
	if (!isElsewhere) return null;
	return (
		<Banner
			action={
				<Button size="small" onClick={() => void act()}>
					{words.actFor(name)}
				</Button>
			}
		>
			{words.elsewhere(name)}
		</Banner>
	);
}

/** Leads to a page of the samples' account. */
export function SamplesLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
	const { isElsewhere, come } = useElsewhere();
	const router = useRouter();
	const follow = async (event: MouseEvent): Promise<void> => {
		if (!isElsewhere) return;
		event.preventDefault();
		await come();
		await router.navigate({ to });
		await router.invalidate();
	};
	return (
		<Link to={to} className="link" onClick={(event) => void follow(event)}>
			{children}
		</Link>
	);
}
