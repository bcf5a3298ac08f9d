/** For pages about one account: an operator who looks at all of them is asked to choose one. */

import type { ReactNode } from "react";
import type { ActingAccount } from "../api/account-choice.ts";
import { useSession } from "../api/me.ts";
import { Empty } from "../ui/list-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { useWords } from "../words/use-words.ts";
import { appWords } from "./words.ts";

export function AccountNeeded({
	title,
	children,
}: {
	/** Of the page, which is shown in either case. */
	readonly title: string;
	readonly children: (account: ActingAccount) => ReactNode;
}) {
	const words = useWords(appWords).settings;
	const { account } = useSession();
	if (account !== null) return children(account);
	return (
		<>
			<PageHeader title={title} />
			<Empty title={words.chooseAccount}>{words.chooseAccountAbout}</Empty>
		</>
	);
}
