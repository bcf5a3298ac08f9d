import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { meQuery, useSession } from "../../api/me.ts";
import type { Member } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Form } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { teamKey } from "./keys.ts";
import { RoleChoice } from "./role-choice.tsx";
import { teamWords } from "./words.ts";

export function RoleDialog({
	member,
	isLast,
	onClose,
}: {
	readonly member: Member;
	/** The last administrator stays one. */
	readonly isLast: boolean;
	readonly onClose: () => void;
}) {
	const words = useWords(teamWords);
	const { person } = useSession();
	const queries = useQueryClient();
	const say = useToast();
	const change = async ({ role }: Readonly<Record<string, string>>) => {
		await api.patch(`/v1/team/${member.personId}`, { role });
		onClose();
		say(words.change.done(member.name));
		await queries.invalidateQueries({ queryKey: teamKey });
		if (member.personId === person.id) await queries.invalidateQueries({ queryKey: meQuery.queryKey });
	};
	return (
		<Dialog title={words.change.title(member.name)} onClose={onClose}>
			{isLast ? (
				<Banner>{words.last}</Banner>
			) : (
				<Form action={words.change.act} onSubmit={change}>
					{() => (
						<>
							<RoleChoice chosen={member.role} />
							{member.personId === person.id && <Banner kind="warning">{words.change.self}</Banner>}
						</>
					)}
				</Form>
			)}
		</Dialog>
	);
}
