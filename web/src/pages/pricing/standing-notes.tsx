/** What is under way: a wish that waits or was answered, and the plan that comes next. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import type { PlanRequest, Usage } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { Time, useTime } from "../../ui/time.tsx";
import { useWho } from "../../ui/who.ts";
import { useWords } from "../../words/use-words.ts";
import { newestRequestQuery } from "./requests.ts";
import { pricingWords } from "./words.ts";

interface NotesProps {
	readonly accountId: string;
	readonly usage: Usage;
}

export function StandingNotes({ accountId, usage }: NotesProps) {
	const { data: request } = useQuery(newestRequestQuery);
	return (
		<div className="grid grid-cols-1 gap-3 empty:hidden" aria-live="polite">
			{request?.state === "pending" && <PendingNote request={request} />}
			{request?.state === "declined" && <DeclinedNote request={request} />}
			{usage.nextPlan !== null && <NextNote accountId={accountId} next={usage.nextPlan} />}
		</div>
	);
}

function PendingNote({ request }: { readonly request: PlanRequest }) {
	const words = useWords(pricingWords).pending;
	const who = useWho();
	const { can } = useSession();
	const queries = useQueryClient();
	const [isAsked, ask] = useState(false);
	const withdraw = async (): Promise<void> => {
		await api.delete(`/v1/plan-requests/${request.id}`);
		await queries.invalidateQueries({ queryKey: ["plan-requests"] });
	};
	return (
		<Banner
			action={
				can("plans:choose") && (
					<Button size="small" onClick={() => ask(true)}>
						{words.withdraw}
					</Button>
				)
			}
		>
			<p className="font-semibold">{words.title(request.planName)}</p>
			<p>
				{words.by(who(request.requestedBy))} <Time at={request.createdAt} />
			</p>
			{request.note !== "" && <Quote text={request.note} />}
			{isAsked && (
				<ConfirmDialog
					title={words.withdrawTitle(request.planName)}
					action={words.withdraw}
					onConfirm={withdraw}
					onClose={() => ask(false)}
				>
					{words.withdrawAbout}
				</ConfirmDialog>
			)}
		</Banner>
	);
}

function DeclinedNote({ request }: { readonly request: PlanRequest }) {
	const words = useWords(pricingWords);
	return (
		<Banner kind="warning">
			<p>
				{words.declined(request.planName)} <Time at={request.decidedAt ?? request.createdAt} form="date" />
			</p>
			{request.answer !== "" && <Quote text={request.answer} />}
		</Banner>
	);
}

const Quote = ({ text }: { readonly text: string }) => (
	<blockquote className="mt-1 border-l-2 border-edge pl-3 wrap-anywhere whitespace-pre-line">
		{text}
	</blockquote>
);

function NextNote({
	accountId,
	next,
}: {
	readonly accountId: string;
	readonly next: NonNullable<Usage["nextPlan"]>;
}) {
	const words = useWords(pricingWords).nextPlan;
	const { can } = useSession();
	const when = useTime();
	const queries = useQueryClient();
	const [isAsked, ask] = useState(false);
	const from = when(next.from, "date");
	const name = next.name ?? words.none;
	const keep = async (): Promise<void> => {
		await api.delete(`/v1/accounts/${accountId}/next-plan`);
		await queries.invalidateQueries({ queryKey: ["usage"] });
	};
	return (
		<Banner
			action={
				can("plans:choose") && (
					<Button size="small" onClick={() => ask(true)}>
						{words.keep}
					</Button>
				)
			}
		>
			<p>{words.about(name, from)}</p>
			{isAsked && (
				<ConfirmDialog
					title={words.keep}
					action={words.keep}
					kind="primary"
					onConfirm={keep}
					onClose={() => ask(false)}
				>
					{words.keepAbout(name, from)}
				</ConfirmDialog>
			)}
		</Banner>
	);
}
