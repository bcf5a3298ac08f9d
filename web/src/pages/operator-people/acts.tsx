/** What an operator may do with a person, each asked about before. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { meQuery, useSession } from "../../api/me.ts";
import type { Person } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { useWords } from "../../words/use-words.ts";
import { peopleKey } from "./keys.ts";
import { peopleWords } from "./words.ts";

type Act = "promote" | "demote" | "suspend" | "resume" | "endSessions" | "remove";

const calls: Readonly<Record<Act, (id: string) => Promise<unknown>>> = {
	promote: (id) => api.patch(`/v1/people/${id}`, { operator: true }),
	demote: (id) => api.patch(`/v1/people/${id}`, { operator: false }),
	suspend: (id) => api.post(`/v1/people/${id}/suspend`),
	resume: (id) => api.post(`/v1/people/${id}/resume`),
	endSessions: (id) => api.post(`/v1/people/${id}/end-sessions`),
	remove: (id) => api.delete(`/v1/people/${id}`),
};

export function Acts({ person }: { readonly person: Person }) {
	const words = useWords(peopleWords);
	const { person: own } = useSession();
	const queries = useQueryClient();
	const [act, setAct] = useState<Act | null>(null);
	const isOwn = own.id === person.id;
	const first: readonly Act[] = [
		person.operator ? "demote" : "promote",
		person.suspendedAt === null ? "suspend" : "resume",
		"endSessions",
	];
	const confirm = async (): Promise<void> => {
		if (act === null) return;
		await calls[act](person.id);
		await queries.invalidateQueries({ queryKey: peopleKey });
		if (isOwn) await queries.invalidateQueries({ queryKey: meQuery.queryKey });
	};
	return (
		<>
			<Menu
				align="end"
				trigger={
					<Button size="small">
						{words.actions}
						<span className="sr-only">: {person.name}</span>
						<Icon name="chevron" className="size-3.5" />
					</Button>
				}
			>
				{first.map((one) => (
					<MenuItem key={one} onSelect={() => setAct(one)}>
						{words.acts[one].act}
					</MenuItem>
				))}
				<MenuLine />
				<MenuItem danger onSelect={() => setAct("remove")}>
					{words.acts.remove.act}
				</MenuItem>
			</Menu>
			{act !== null && (
				<ConfirmDialog
					title={words.acts[act].ask(person.name)}
					action={words.acts[act].act}
					onConfirm={confirm}
					onClose={() => setAct(null)}
				>
					{words.acts[act].about}
					{isOwn && ` ${words.own}`}
				</ConfirmDialog>
			)}
		</>
	);
}
