import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { PasswordInput } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { profileWords } from "./profile-words.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useExplainPassword } from "./use-explain-password.ts";

interface Step {
	readonly onDone: () => void;
}

export function DisableTwoFactor({ onDone }: Step) {
	const words = useWords(profileWords).twoFactor;
	const queries = useQueryClient();
	const say = useToast();
	const explain = useExplainPassword();
	const disable = async ({ password }: Readonly<Record<string, string>>) => {
		await api.post("/auth/two-factor/disable", { password });
		onDone();
		say(words.disabled);
		await queries.invalidateQueries({ queryKey: meQuery.queryKey });
	};
	return (
		<div className="grid gap-4">
			<p>{words.disableAbout}</p>
			<Form action={words.disable} actionKind="danger" onSubmit={disable} explain={explain}>
				{() => <PasswordInput label={words.password} name="password" autoComplete="current-password" />}
			</Form>
		</div>
	);
}

export function NewCodes({ onDone }: Step) {
	const words = useWords(profileWords).twoFactor;
	const explain = useExplainPassword();
	const [codes, setCodes] = useState<readonly string[] | null>(null);
	const make = async ({ password }: Readonly<Record<string, string>>) => {
		const { backupCodes } = await api.post<{ readonly backupCodes: readonly string[] }>(
			"/auth/two-factor/generate-backup-codes",
			{ password },
		);
		setCodes(backupCodes);
	};
	if (codes !== null) return <RecoveryCodes codes={codes} onDone={onDone} />;
	return (
		<div className="grid gap-4">
			<p>{words.newCodesAbout}</p>
			<Form action={words.newCodes} onSubmit={make} explain={explain}>
				{() => <PasswordInput label={words.password} name="password" autoComplete="current-password" />}
			</Form>
		</div>
	);
}
