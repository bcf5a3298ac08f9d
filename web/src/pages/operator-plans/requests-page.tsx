import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import type { PlanRequest } from "../../api/schema.ts";
import { OperatorNav } from "../../app/operator-nav.tsx";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Time } from "../../ui/time.tsx";
import { useWho } from "../../ui/who.ts";
import { useWords } from "../../words/use-words.ts";
import { DecisionDialog } from "./decision-dialog.tsx";
import { AccountLine } from "./request-account.tsx";
import { operatorPlansWords } from "./words.ts";

const route = getRouteApi("/app/operator/plan-requests");

export function PlanRequestsPage() {
	const words = useWords(operatorPlansWords).requests;
	const { state } = route.useSearch();
	const navigate = route.useNavigate();
	const isAll = state === "all";
	const list = usePages<PlanRequest>(
		["operator", "plan-requests"],
		"/v1/plan-requests",
		isAll ? {} : { state: "pending" },
		operatorApi,
	);
	return (
		<>
			<OperatorNav />
			<PageHeader
				title={words.title}
				about={words.about}
				actions={
					<Select
						label={words.which}
						hideLabel
						value={isAll ? "all" : "pending"}
						choices={[
							{ value: "pending", label: words.waiting },
							{ value: "all", label: words.all },
						]}
						onChange={({ target }) =>
							void navigate({ search: { state: target.value === "all" ? "all" : "" } })
						}
					/>
				}
			/>
			<ListState
				list={list}
				empty={<Empty title={isAll ? words.none : words.noneWaits}>{words.noneAbout}</Empty>}
			>
				{(requests) => (
					<ul className="grid gap-4">
						{requests.map((request) => (
							<RequestSheet key={request.id} request={request} />
						))}
					</ul>
				)}
			</ListState>
			<MoreButton list={list} />
		</>
	);
}

function RequestSheet({ request }: { readonly request: PlanRequest }) {
	const words = useWords(operatorPlansWords).requests;
	const [decision, decide] = useState<"accept" | "decline" | null>(null);
	const who = useWho();
	const isPending = request.state === "pending";
	return (
		<li className="sheet flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-4 sm:p-5">
			<div className="grid min-w-0 gap-1">
				<h2 className="text-base wrap-anywhere">
					<AccountLine accountId={request.accountId} planName={request.planName} />
				</h2>
				<p className="text-quiet">
					{words.by(who(request.requestedBy))} <Time at={request.createdAt} />
				</p>
				{request.note !== "" && (
					<blockquote className="mt-1 max-w-prose border-l-2 border-edge pl-3 wrap-anywhere whitespace-pre-line">
						{request.note}
					</blockquote>
				)}
				{!isPending && (
					<p>
						{words.states[request.state]} {request.decidedAt !== null && <Time at={request.decidedAt} />}
						{request.answer !== "" && ` · ${request.answer}`}
					</p>
				)}
			</div>
			{isPending && (
				<div className="flex flex-wrap gap-2">
					<Button onClick={() => decide("accept")}>
						{words.accept}
						<span className="sr-only">: {request.planName}</span>
					</Button>
					<Button kind="danger" onClick={() => decide("decline")}>
						{words.decline}
						<span className="sr-only">: {request.planName}</span>
					</Button>
				</div>
			)}
			{decision !== null && (
				<DecisionDialog request={request} decision={decision} onClose={() => decide(null)} />
			)}
		</li>
	);
}
