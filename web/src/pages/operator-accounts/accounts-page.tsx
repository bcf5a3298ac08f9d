import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import type { Account } from "../../api/schema.ts";
import { OperatorNav } from "../../app/operator-nav.tsx";
import { Button } from "../../ui/button.tsx";
import { Input } from "../../ui/field.tsx";
import { Empty, ListState } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { uiWords } from "../../ui/words.ts";
import { useWords } from "../../words/use-words.ts";
import { AccountTable } from "./account-table.tsx";
import { CreateDialog } from "./create-dialog.tsx";
import { operatorAccountsWords } from "./words.ts";

const route = getRouteApi("/app/operator/accounts");

/** Asked for at once, so that a search has them; shown fewer, since each row asks for its usage. */
const ASKED = 200;
const SHOWN = 25;

export function AccountsPage() {
	const words = useWords(operatorAccountsWords).list;
	const { text = "" } = route.useSearch();
	const navigate = route.useNavigate();
	const [isCreating, setCreating] = useState(false);
	const list = usePages<Account>(["operator", "accounts"], "/v1/accounts", { limit: ASKED }, operatorApi);
	const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
	useEffect(() => {
		if (text !== "" && hasNextPage && !isFetchingNextPage) void fetchNextPage();
	}, [text, hasNextPage, isFetchingNextPage, fetchNextPage]);
	return (
		<>
			<OperatorNav />
			<PageHeader
				title={words.title}
				actions={
					<Button kind="primary" onClick={() => setCreating(true)}>
						{words.create}
					</Button>
				}
			/>
			<div className="mb-4 max-w-sm">
				<Input
					type="search"
					label={words.search}
					hideLabel
					placeholder={words.search}
					optional
					value={text}
					onChange={({ target }) => void navigate({ search: { text: target.value }, replace: true })}
				/>
			</div>
			<ListState list={list} empty={<Empty title={words.none}>{words.noneAbout}</Empty>}>
				{(accounts) => (
					<Found key={text} accounts={accounts.filter((one) => isFound(one, text))} list={list} />
				)}
			</ListState>
			{isCreating && <CreateDialog onClose={() => setCreating(false)} />}
		</>
	);
}

const isFound = ({ id, name, contactEmail, billingEmail }: Account, text: string): boolean =>
	[id, name, contactEmail, billingEmail].some((one) =>
		one?.toLowerCase().includes(text.trim().toLowerCase()),
	);

function Found({
	accounts,
	list: { hasNextPage, isFetchingNextPage, fetchNextPage },
}: {
	readonly accounts: readonly Account[];
	readonly list: {
		readonly hasNextPage: boolean;
		readonly isFetchingNextPage: boolean;
		fetchNextPage(): unknown;
	};
}) {
	const words = useWords(operatorAccountsWords).list;
	const { more } = useWords(uiWords);
	const [shown, setShown] = useState(SHOWN);
	if (accounts.length === 0 && !hasNextPage) return <Empty title={words.nothingFound} />;
	const showMore = (): void => {
		setShown(shown + SHOWN);
		if (shown + SHOWN >= accounts.length && hasNextPage) void fetchNextPage();
	};
	return (
		<>
			<AccountTable accounts={accounts.slice(0, shown)} />
			{(accounts.length > shown || hasNextPage) && (
				<div className="mt-4 flex justify-center">
					<Button busy={isFetchingNextPage} onClick={showMore}>
						{more}
					</Button>
				</div>
			)}
		</>
	);
}
