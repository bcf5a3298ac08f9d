import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import { usePages } from "../../api/pages.ts";
import type { ApiKey, ApiKeyWithToken as WithToken } from "../../api/schema.ts";
import { AccountNeeded } from "../../app/account-needed.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog, Dialog } from "../../ui/dialog.tsx";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { KeyForm } from "./key-form.tsx";
import { KeyTable } from "./key-table.tsx";
import { keysKey } from "./keys.ts";
import { TokenShown } from "./token-shown.tsx";
import { apiKeyWords } from "./words.ts";

export function ApiKeysPage() {
	const words = useWords(apiKeyWords);
	return <AccountNeeded title={words.title}>{({ id }) => <Keys key={id} account={id} />}</AccountNeeded>;
}

type Doing =
	| { readonly act: "make" }
	| { readonly act: "show"; readonly made: WithToken }
	| { readonly act: "change" | "remove"; readonly apiKey: ApiKey };

function Keys({ account }: { readonly account: string }) {
	const words = useWords(apiKeyWords);
	const { can } = useSession();
	const list = usePages<ApiKey>(keysKey, "/v1/api-keys");
	const [doing, setDoing] = useState<Doing | null>(null);
	const mayChange = can("api-keys:write");
	const make = mayChange && (
		<Button kind="primary" onClick={() => setDoing({ act: "make" })}>
			{words.make}
		</Button>
	);
	return (
		<>
			<PageHeader
				title={words.title}
				about={
					<>
						{words.about}{" "}
						<a href="/v1/docs" className="link">
							{words.reference}
						</a>
					</>
				}
				actions={list.items?.length === 0 ? null : make}
			/>
			<ListState
				list={list}
				empty={
					<Empty title={words.none} action={make}>
						{words.noneAbout}
					</Empty>
				}
			>
				{(keys) => (
					<KeyTable
						keys={keys}
						mayChange={mayChange}
						onChange={(apiKey) => setDoing({ act: "change", apiKey })}
						onRemove={(apiKey) => setDoing({ act: "remove", apiKey })}
					/>
				)}
			</ListState>
			<MoreButton list={list} />
			<KeyDialogs account={account} doing={doing} onNext={setDoing} />
		</>
	);
}

function KeyDialogs({
	account,
	doing,
	onNext,
}: {
	readonly account: string;
	readonly doing: Doing | null;
	readonly onNext: (doing: Doing | null) => void;
}) {
	const words = useWords(apiKeyWords);
	const queries = useQueryClient();
	const close = (): void => onNext(null);
	if (doing === null) return null;
	if (doing.act === "show") {
		return (
			<Dialog title={words.token.title(doing.made.name)} onClose={close} wide>
				<TokenShown made={doing.made} onDone={close} />
			</Dialog>
		);
	}
	if (doing.act === "remove") {
		const { id, name } = doing.apiKey;
		const remove = async (): Promise<void> => {
			await api.delete(`/v1/api-keys/${id}`);
			await queries.invalidateQueries({ queryKey: keysKey });
		};
		return (
			<ConfirmDialog
				title={words.remove.ask(name)}
				action={words.remove.act}
				onConfirm={remove}
				onClose={close}
			>
				{words.remove.about}
			</ConfirmDialog>
		);
	}
	const apiKey = doing.act === "change" ? doing.apiKey : null;
	return (
		<Dialog title={apiKey === null ? words.make : words.changeTitle(apiKey.name)} onClose={close}>
			<KeyForm
				account={account}
				apiKey={apiKey}
				onMade={(made) => onNext({ act: "show", made })}
				onChanged={close}
			/>
		</Dialog>
	);
}
