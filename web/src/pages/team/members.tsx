import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { meQuery, useSession } from "../../api/me.ts";
import { usePages } from "../../api/pages.ts";
import type { Member } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import { useWords } from "../../words/use-words.ts";
import { teamKey } from "./keys.ts";
import { RoleDialog } from "./role-dialog.tsx";
import { teamWords } from "./words.ts";

export function Members({ mayChange }: { readonly mayChange: boolean }) {
	const words = useWords(teamWords);
	const list = usePages<Member>(teamKey, "/v1/team");
	return (
		<section aria-label={words.members}>
			<h2 className="mb-2 text-base">{words.members}</h2>
			<ListState list={list} empty={<Empty title={words.nobody}>{words.nobodyAbout}</Empty>}>
				{(members) => <MemberTable members={members} isWhole={!list.hasNextPage} mayChange={mayChange} />}
			</ListState>
			<MoreButton list={list} />
		</section>
	);
}

interface MemberTableProps {
	readonly members: readonly Member[];
	/** Whether no more of them are on further pages. */
	readonly isWhole: boolean;
	readonly mayChange: boolean;
}

function MemberTable({ members, isWhole, mayChange }: MemberTableProps) {
	const words = useWords(teamWords);
	const [changing, setChanging] = useState<Member | null>(null);
	const [removing, setRemoving] = useState<Member | null>(null);
	const administrators = members.filter(({ role }) => role === "administrator").length;
	const isLast = ({ role }: Member): boolean => isWhole && role === "administrator" && administrators === 1;
	const columns = useFacts();
	const actions: Column<Member> = {
		id: "actions",
		header: words.actions,
		hideHeader: true,
		align: "end",
		cell: (member) => (
			<Acts
				member={member}
				isLast={isLast(member)}
				onChange={() => setChanging(member)}
				onRemove={() => setRemoving(member)}
			/>
		),
	};
	return (
		<>
			<Table
				label={words.members}
				columns={mayChange ? [...columns, actions] : columns}
				rows={members}
				rowKey={({ personId }) => personId}
			/>
			{changing !== null && (
				<RoleDialog member={changing} isLast={isLast(changing)} onClose={() => setChanging(null)} />
			)}
			{removing !== null && <RemoveDialog member={removing} onClose={() => setRemoving(null)} />}
		</>
	);
}

function useFacts(): readonly Column<Member>[] {
	const words = useWords(teamWords);
	const { person } = useSession();
	return [
		{
			id: "who",
			header: words.who,
			cell: ({ personId, name, email }) => (
				<span className="block min-w-0">
					<span className="font-semibold break-words">{name}</span>
					{personId === person.id && <span className="text-quiet"> ({words.you})</span>}
					<span className="block text-xs wrap-anywhere text-quiet">{email}</span>
				</span>
			),
		},
		{ id: "role", header: words.role, cell: ({ role }) => words.roles[role] },
		{
			id: "last",
			header: words.lastSignIn,
			cell: ({ lastSignInAt }) =>
				lastSignInAt === null ? (
					<span className="text-quiet">{words.never}</span>
				) : (
					<Time at={lastSignInAt} />
				),
		},
		{
			id: "two-factor",
			header: words.twoFactor,
			cell: ({ twoFactor }) => (
				<span className={twoFactor ? "text-green" : "text-quiet"}>{twoFactor ? words.on : words.off}</span>
			),
		},
	];
}

function Acts({
	member,
	isLast,
	onChange,
	onRemove,
}: {
	readonly member: Member;
	readonly isLast: boolean;
	readonly onChange: () => void;
	readonly onRemove: () => void;
}) {
	const words = useWords(teamWords);
	const say = useToast();
	const remove = (
		// Not disabled, which would keep the reason from the keyboard.
		<Button
			size="small"
			kind={isLast ? "plain" : "danger"}
			aria-disabled={isLast || undefined}
			className={isLast ? "opacity-60" : ""}
			// A tap shows no tooltip.
			onClick={() => (isLast ? say(words.last, "failed") : onRemove())}
		>
			{words.remove.act}
			<span className="sr-only">: {member.name}</span>
		</Button>
	);
	return (
		<span className="inline-flex gap-2 max-sm:flex-wrap sm:justify-end">
			<Button size="small" onClick={onChange}>
				{words.change.act}
				<span className="sr-only">: {member.name}</span>
			</Button>
			{isLast ? <Tooltip text={words.last}>{remove}</Tooltip> : remove}
		</span>
	);
}

function RemoveDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
	const words = useWords(teamWords).remove;
	const { person } = useSession();
	const queries = useQueryClient();
	const remove = async (): Promise<void> => {
		await api.delete(`/v1/team/${member.personId}`);
		await queries.invalidateQueries({ queryKey: teamKey });
		if (member.personId === person.id) await queries.invalidateQueries({ queryKey: meQuery.queryKey });
	};
	return (
		<ConfirmDialog title={words.ask(member.name)} action={words.act} onConfirm={remove} onClose={onClose}>
			{member.personId === person.id ? words.self : words.about(member.name)}
		</ConfirmDialog>
	);
}
