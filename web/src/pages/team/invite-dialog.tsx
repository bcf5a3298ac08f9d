import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { languageNames } from "../../app/words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Input, Select } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { languages } from "../../words/catalogue.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import { invitationsKey } from "./keys.ts";
import { RoleChoice } from "./role-choice.tsx";
import { teamWords } from "./words.ts";

export function InviteDialog({
	account,
	onClose,
}: {
	readonly account: string;
	readonly onClose: () => void;
}) {
	const words = useWords(teamWords).invite;
	const { language: own } = useReader();
	const queries = useQueryClient();
	const say = useToast();
	const [idempotencyKey] = useState(() => crypto.randomUUID());
	const invite = async ({ email = "", role, language }: Readonly<Record<string, string>>) => {
		await api.post("/v1/invitations", { email, role, language, accountId: account }, { idempotencyKey });
		onClose();
		say(words.sent(email));
		await queries.invalidateQueries({ queryKey: invitationsKey });
	};
	return (
		<Dialog title={words.title} onClose={onClose}>
			<Form action={words.send} onSubmit={invite}>
				{({ error }) => (
					<>
						<Input
							label={words.email}
							hint={words.emailHint}
							name="email"
							type="email"
							autoComplete="off"
							maxLength={254}
							error={error("email")}
						/>
						<RoleChoice chosen="member" />
						<Select
							label={words.language}
							name="language"
							choices={languages.map((value) => ({ value, label: languageNames[value] }))}
							defaultValue={own}
						/>
					</>
				)}
			</Form>
		</Dialog>
	);
}
