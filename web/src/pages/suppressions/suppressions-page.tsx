import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { pathWith } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import { usePages } from "../../api/pages.ts";
import type { Suppression } from "../../api/schema.ts";
import { AccountNeeded } from "../../app/account-needed.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { HelpLink } from "../../ui/help-link.tsx";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { AddDialog } from "./add-dialog.tsx";
import { Filters } from "./filters.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { suppressionsKey } from "./key.ts";
import { SuppressionTable } from "./suppression-table.tsx";
import { suppressionWords } from "./words.ts";

export function SuppressionsPage() {
	const words = useWords(suppressionWords);
	return (
		<AccountNeeded title={words.title}>{({ id }) => <Suppressions key={id} account={id} />}</AccountNeeded>
	);
}

const route = getRouteApi("/app/settings-frame/settings/suppressions");

function Suppressions({ account }: { readonly account: string }) {
	const words = useWords(suppressionWords);
	const { can } = useSession();
	// Only these: an address may carry words that are none of ours.
	const { search, kind } = route.useSearch();
	const filters = { ...(search !== undefined && { search }), ...(kind && { kind }) };
	const list = usePages<Suppression>(suppressionsKey, "/v1/suppressions", filters);
	const [doing, setDoing] = useState<"add" | "import" | null>(null);
	const mayChange = can("suppressions:write");
	const isFiltered = search !== undefined || kind !== undefined;
	const actions = (
		<>
			<a
				className={buttonClass()}
				href={pathWith("/v1/suppressions.csv", { ...filters, account })}
				download="suppressions.csv"
			>
				{words.export}
			</a>
			{mayChange && <Button onClick={() => setDoing("import")}>{words.import.act}</Button>}
			{mayChange && (
				<Button kind="primary" onClick={() => setDoing("add")}>
					{words.add.act}
				</Button>
			)}
		</>
	);
	const about = (
		<>
			{words.about} <HelpLink to="/help/recipient-suppressed">{words.help}</HelpLink>
		</>
	);
	return (
		<>
			<PageHeader title={words.title} about={about} actions={actions} />
			<Filters />
			<ListState
				list={list}
				empty={
					isFiltered ? (
						<Empty title={words.noMatch}>{words.noMatchAbout}</Empty>
					) : (
						<Empty title={words.none}>{words.noneAbout}</Empty>
					)
				}
			>
				{(rows) => <SuppressionTable rows={rows} mayChange={mayChange} />}
			</ListState>
			<MoreButton list={list} />
			{doing === "add" && <AddDialog account={account} onClose={() => setDoing(null)} />}
			{doing === "import" && <ImportDialog onClose={() => setDoing(null)} />}
		</>
	);
}
