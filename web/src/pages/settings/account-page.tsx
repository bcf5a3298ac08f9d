import { useQuery } from "@tanstack/react-query";
import type { ActingAccount } from "../../api/account-choice.ts";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import { AccountNeeded } from "../../app/account-needed.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { type AccountSettings, accountKey, type Loaded } from "./account.ts";
import { AccountFacts } from "./account-facts.tsx";
import { AccountForm } from "./account-form.tsx";
import { DeleteAccount } from "./delete-account.tsx";
import { ExportAccount } from "./export-account.tsx";
import { FailureReports } from "./failure-reports.tsx";
import { RefusedExtensions } from "./refused-extensions.tsx";
import { accountWords } from "./words.ts";

export function AccountPage() {
	const words = useWords(accountWords);
	return (
		<AccountNeeded title={words.title}>
			{(account) => <Settings key={account.id} {...account} />}
		</AccountNeeded>
	);
}

function Settings({ id }: ActingAccount) {
	const words = useWords(accountWords);
	const { data, error, refetch } = useQuery({
		queryKey: accountKey(id),
		queryFn: ({ signal }) => api.getTagged<AccountSettings>(`/v1/accounts/${id}`, undefined, signal),
	});
	return (
		<>
			<PageHeader title={words.title} about={words.about} />
			{data !== undefined ? (
				<Parts loaded={data} />
			) : error ? (
				<Failed error={error} onRetry={refetch} />
			) : (
				<Skeleton />
			)}
		</>
	);
}

function Parts({ loaded }: { readonly loaded: Loaded }) {
	const { can } = useSession();
	if (!can("account:write")) return <AccountFacts account={loaded.data} />;
	// While it is being deleted it can be read, exported and restored.
	if (loaded.data.deletesAt != null) {
		return (
			<div className="grid gap-6">
				<DeleteAccount account={loaded.data} />
				<AccountFacts account={loaded.data} />
				<ExportAccount id={loaded.data.id} />
			</div>
		);
	}
	return (
		<div className="grid gap-6">
			<AccountForm loaded={loaded} />
			<FailureReports loaded={loaded} />
			<RefusedExtensions loaded={loaded} />
			<ExportAccount id={loaded.data.id} />
			<DeleteAccount account={loaded.data} />
		</div>
	);
}
