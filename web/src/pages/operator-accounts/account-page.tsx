import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { operatorApi, pathWith } from "../../api/client.ts";
import { switchAccount, useSession } from "../../api/me.ts";
import { anAccountQuery } from "../../api/operator.ts";
import { usageQuery } from "../../api/plans.ts";
import type { Account } from "../../api/schema.ts";
import { OperatorNav } from "../../app/operator-nav.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { QuotaBar } from "../../ui/quota-bar.tsx";
import { Time, useTime } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { Standing } from "./account-table.tsx";
import { DeletePart, SuspendPart } from "./life-parts.tsx";
import { PlanPart } from "./plan-part.tsx";
import { operatorAccountsWords } from "./words.ts";

const route = getRouteApi("/app/operator/accounts/$accountId");

export function AccountPage() {
	const words = useWords(operatorAccountsWords);
	const { accountId } = route.useParams();
	const { data: account, error, refetch } = useQuery(anAccountQuery(accountId));
	return (
		<>
			<OperatorNav />
			<PageHeader
				title={account?.name ?? words.account.title}
				back={
					<Link to={"/operator/accounts" as string} className="link">
						{words.list.title}
					</Link>
				}
				actions={account && <Acts account={account} />}
			/>
			{account === undefined ? (
				error ? (
					<Failed error={error} onRetry={refetch} />
				) : (
					<Skeleton />
				)
			) : (
				<Parts account={account} />
			)}
		</>
	);
}

function Acts({ account: { id, name } }: { readonly account: Account }) {
	const words = useWords(operatorAccountsWords).account;
	const queries = useQueryClient();
	const router = useRouter();
	const actAs = async (): Promise<void> => {
		await switchAccount(queries, { id, name });
		await router.navigate({ to: "/" as string });
		await router.invalidate();
	};
	return (
		<>
			<a className={buttonClass()} href={pathWith(`/v1/accounts/${id}/export`)} download={`${id}.ndjson`}>
				{words.export}
			</a>
			<Button kind="primary" onClick={() => void actAs()}>
				{words.actAs}
			</Button>
		</>
	);
}

function Parts({ account }: { readonly account: Account }) {
	const words = useWords(operatorAccountsWords).account;
	const when = useTime();
	const { data: usage } = useQuery(usageQuery(account.id, operatorApi));
	const { account: acting } = useSession();
	// Whoever acts for it reads that above, as on every page.
	const isSaid = acting?.id === account.id;
	return (
		<div className="grid grid-cols-1 gap-6">
			{account.suspendedReason !== null && !isSaid && (
				<Banner kind="error">{words.suspendedFor(account.suspendedReason)}</Banner>
			)}
			{account.deletesAt !== null && !isSaid && (
				<Banner kind="warning">{words.closing(when(account.deletesAt, "date-time"))}</Banner>
			)}
			<div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
				<section className="sheet grid gap-3 p-5" aria-labelledby="facts">
					<h2 id="facts" className="text-base">
						{words.facts}
					</h2>
					{usage !== undefined && <QuotaBar use={usage} />}
					<Facts account={account} />
				</section>
				{usage !== undefined && <PlanPart account={account} usage={usage} />}
				<SuspendPart account={account} />
				<DeletePart account={account} />
			</div>
		</div>
	);
}

function Facts({ account }: { readonly account: Account }) {
	const words = useWords(operatorAccountsWords).account;
	const lines = [
		[words.standing, <Standing key="standing" account={account} />],
		[words.contact, account.contactEmail ?? words.notGiven],
		[words.billing, account.billingEmail ?? words.notGiven],
		[words.timeZone, account.timeZone],
		[words.created, <Time key="created" at={account.createdAt} form="date" />],
		[words.id, <Code key="id">{account.id}</Code>],
	] as const;
	return (
		<dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[auto_1fr]">
			{lines.map(([name, value]) => (
				<div key={name} className="contents">
					<dt className="text-quiet">{name}</dt>
					<dd className="wrap-anywhere max-sm:mb-1">{value}</dd>
				</div>
			))}
		</dl>
	);
}
