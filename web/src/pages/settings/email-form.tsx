/** Another address to sign in with. The answer is the same whoever has it already. */

import { useState } from "react";
import { PASSWORD_CHARACTERS } from "../../../../src/terms/person.ts";
import { api } from "../../api/client.ts";
import type { ApiError } from "../../api/problem.ts";
import type { EmailChange } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Input, PasswordInput } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useTime } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { emailWords } from "./email-words.ts";
import { Section } from "./section.tsx";

export function EmailForm({ email }: { readonly email: string }) {
	const words = useWords(emailWords);
	const when = useTime();
	const [asked, setAsked] = useState<EmailChange | null>(null);
	/** Begins the form anew, so that no password stands in it. */
	const [round, setRound] = useState(0);
	const ask = async ({ email: wanted, password }: Readonly<Record<string, string>>) => {
		setAsked(null);
		setAsked(await api.post<EmailChange>("/v1/me/email", { email: wanted, password }));
		setRound((before) => before + 1);
	};
	const explain = ({ reason }: ApiError) => (reason === "password-wrong" ? words.wrong : undefined);
	return (
		<Section title={words.title} about={words.about(email)}>
			{asked !== null && (
				<div role="status" className="break-words">
					<Banner kind="good">{words.sent(asked.newEmail, when(asked.expiresAt))}</Banner>
				</div>
			)}
			<Form key={round} action={words.act} actionKind="plain" onSubmit={ask} explain={explain}>
				{({ error }) => (
					<>
						<Input
							label={words.address}
							name="email"
							type="email"
							autoComplete="email"
							maxLength={254}
							error={error("email")}
						/>
						<PasswordInput
							label={words.password}
							hint={words.passwordHint}
							name="password"
							autoComplete="current-password"
							maxLength={PASSWORD_CHARACTERS.most}
						/>
					</>
				)}
			</Form>
		</Section>
	);
}
