/** Who was asked to join and has not answered. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import type { usePages } from "../../api/pages.ts";
import type { Invitation } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { useErrorText } from "../../ui/form.tsx";
import { ListState, MoreButton } from "../../ui/list-state.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time, useTime } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWho } from "../../ui/who.ts";
import { useWords } from "../../words/use-words.ts";
import { invitationsKey } from "./keys.ts";
import { teamWords } from "./words.ts";

interface InvitationsProps {
	readonly list: ReturnType<typeof usePages<Invitation>>;
	readonly mayChange: boolean;
}

export function Invitations({ list, mayChange }: InvitationsProps) {
	const words = useWords(teamWords).invitations;
	return (
		<section aria-label={words.title}>
			<h2 className="mb-2 text-base">{words.title}</h2>
			<ListState list={list} empty={<p className="text-quiet">{words.none}</p>}>
				{(invitations) => <InvitationTable invitations={invitations} mayChange={mayChange} />}
			</ListState>
			<MoreButton list={list} />
		</section>
	);
}

function InvitationTable({
	invitations,
	mayChange,
}: {
	readonly invitations: readonly Invitation[];
	readonly mayChange: boolean;
}) {
	const all = useWords(teamWords);
	const words = all.invitations;
	const when = useTime();
	const who = useWho();
	const [withdrawing, setWithdrawing] = useState<Invitation | null>(null);
	const columns: readonly Column<Invitation>[] = [
		{
			id: "who",
			header: words.who,
			cell: ({ email }) => <span className="font-semibold wrap-anywhere">{email}</span>,
		},
		{ id: "role", header: all.role, cell: ({ role }) => all.roles[role] },
		{
			id: "by",
			header: words.by,
			cell: ({ invitedBy }) => <span className="break-words">{who(invitedBy)}</span>,
		},
		{
			id: "state",
			header: words.state,
			cell: ({ expiresAt }) =>
				Date.parse(expiresAt) > Date.now() ? (
					<span title={when(expiresAt, "exact")}>
						{words.pending} <Time at={expiresAt} />
					</span>
				) : (
					<span className="text-amber">{words.expired}</span>
				),
		},
	];
	const actions: Column<Invitation> = {
		id: "actions",
		header: all.actions,
		hideHeader: true,
		align: "end",
		cell: (invitation) => (
			<span className="inline-flex gap-2 max-sm:flex-wrap sm:justify-end">
				<Resend invitation={invitation} />
				<Button size="small" kind="danger" onClick={() => setWithdrawing(invitation)}>
					{words.withdraw}
					<span className="sr-only">: {invitation.email}</span>
				</Button>
			</span>
		),
	};
	return (
		<>
			<Table
				label={words.title}
				columns={mayChange ? [...columns, actions] : columns}
				rows={invitations}
				rowKey={({ id }) => id}
			/>
			{withdrawing !== null && <Withdraw invitation={withdrawing} onClose={() => setWithdrawing(null)} />}
		</>
	);
}

function Resend({ invitation: { id, email } }: { readonly invitation: Invitation }) {
	const words = useWords(teamWords).invitations;
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const resend = useMutation({
		mutationFn: () => api.post(`/v1/invitations/${id}/resend`),
		onSuccess: async () => {
			say(words.resent(email));
			await queries.invalidateQueries({ queryKey: invitationsKey });
		},
		onError: (error) => say(errorText(error), "failed"),
	});
	return (
		<Button size="small" busy={resend.isPending} onClick={() => resend.mutate()}>
			{words.resend}
			<span className="sr-only">: {email}</span>
		</Button>
	);
}

function Withdraw({
	invitation: { id, email },
	onClose,
}: {
	readonly invitation: Invitation;
	readonly onClose: () => void;
}) {
	const words = useWords(teamWords).invitations;
	const queries = useQueryClient();
	const withdraw = async (): Promise<void> => {
		await api.delete(`/v1/invitations/${id}`);
		await queries.invalidateQueries({ queryKey: invitationsKey });
	};
	return (
		<ConfirmDialog title={words.ask(email)} action={words.withdraw} onConfirm={withdraw} onClose={onClose}>
			{words.withdrawAbout}
		</ConfirmDialog>
	);
}
