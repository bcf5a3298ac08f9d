/** Password, QR code with a code of the app, recovery codes: three steps, and it is on after the second. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { CopyableCode } from "../../ui/code.tsx";
import { Input, PasswordInput } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useWords } from "../../words/use-words.ts";
import { profileWords } from "./profile-words.ts";
import { QrCode } from "./qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useExplainPassword } from "./use-explain-password.ts";

interface Offer {
	/** otpauth://totp/… */
	readonly totpURI: string;
	readonly backupCodes: readonly string[];
}

export function EnableTwoFactor({ onDone }: { readonly onDone: () => void }) {
	const words = useWords(profileWords).twoFactor;
	const queries = useQueryClient();
	const explain = useExplainPassword();
	const [offer, setOffer] = useState<Offer | null>(null);
	const [isConfirmed, setConfirmed] = useState(false);
	const ask = async ({ password }: Readonly<Record<string, string>>) =>
		setOffer(await api.post<Offer>("/auth/two-factor/enable", { password }));
	const confirm = async ({ code = "" }: Readonly<Record<string, string>>) => {
		await api.post("/auth/two-factor/verify-totp", { code: code.replace(/\s/g, "") });
		setConfirmed(true);
	};
	const finish = (): void => {
		onDone();
		void queries.invalidateQueries({ queryKey: meQuery.queryKey });
	};
	if (offer === null) {
		return (
			<Form action={words.next} onSubmit={ask} explain={explain}>
				{() => (
					<PasswordInput
						label={words.password}
						hint={words.passwordHint}
						name="password"
						autoComplete="current-password"
					/>
				)}
			</Form>
		);
	}
	if (isConfirmed) return <RecoveryCodes codes={offer.backupCodes} onDone={finish} />;
	const secret = new URL(offer.totpURI).searchParams.get("secret") ?? "";
	return (
		<div className="grid gap-4">
			<p>{words.scan}</p>
			<QrCode text={offer.totpURI} label={words.qr} />
			<details>
				<summary className="text-quiet">{words.byHand}</summary>
				<div className="mt-2">
					<CopyableCode value={secret} what={words.secret} />
				</div>
			</details>
			<Form action={words.confirm} onSubmit={confirm} explain={explain}>
				{() => (
					<Input
						label={words.code}
						name="code"
						mono
						inputMode="numeric"
						autoComplete="one-time-code"
						pattern="[0-9 ]{6,7}"
						maxLength={7}
					/>
				)}
			</Form>
		</div>
	);
}
