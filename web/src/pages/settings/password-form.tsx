import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { PASSWORD_CHARACTERS } from "../../../../src/terms/person.ts";
import { api } from "../../api/client.ts";
import { Checkbox, PasswordInput } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { profileWords } from "./profile-words.ts";
import { Section } from "./section.tsx";
import { sessionsKey } from "./sessions.tsx";
import { useExplainPassword } from "./use-explain-password.ts";

/** The API says so as well; said here before anything is sent. */
const LONGEST = 128;

export function PasswordForm() {
	const words = useWords(profileWords).password;
	const queries = useQueryClient();
	const say = useToast();
	const explain = useExplainPassword();
	/** Begins the form anew, so that no password stands in it. */
	const [round, setRound] = useState(0);
	const change = async (fields: Readonly<Record<string, string>>) => {
		const { currentPassword, newPassword } = fields;
		await api.post("/auth/change-password", {
			currentPassword,
			newPassword,
			revokeOtherSessions: "revokeOtherSessions" in fields,
		});
		setRound((before) => before + 1);
		say(words.changed);
		await queries.invalidateQueries({ queryKey: sessionsKey });
	};
	return (
		<Section title={words.title}>
			<Form key={round} action={words.act} actionKind="plain" onSubmit={change} explain={explain}>
				{() => (
					<>
						<PasswordInput
							label={words.current}
							name="currentPassword"
							autoComplete="current-password"
							maxLength={LONGEST}
						/>
						<PasswordInput
							label={words.next}
							hint={words.nextHint(PASSWORD_CHARACTERS.least)}
							name="newPassword"
							autoComplete="new-password"
							minLength={PASSWORD_CHARACTERS.least}
							maxLength={LONGEST}
						/>
						<Checkbox
							label={words.others}
							hint={words.othersHint}
							name="revokeOtherSessions"
							defaultChecked
						/>
					</>
				)}
			</Form>
		</Section>
	);
}
