/** The second factor: a code of the app (TOTP, RFC 6238), or one of the recovery codes. */

import { useEffect, useRef, useState } from "react";
import { api } from "../../api/client.ts";
import type { ApiError } from "../../api/problem.ts";
import { Input } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useWords } from "../../words/use-words.ts";
import { signInWords } from "./words.ts";

const TOO_MANY = 429;
const FAULTS_FROM = 500;

export function SecondStep({
	onDone,
	onBack,
}: {
	readonly onDone: () => Promise<unknown>;
	readonly onBack: () => void;
}) {
	const words = useWords(signInWords).second;
	const [isRecovery, setRecovery] = useState(false);
	const title = useRef<HTMLHeadingElement>(null);
	useEffect(() => title.current?.focus(), []);
	const verify = async ({ code = "" }: Readonly<Record<string, string>>) => {
		const path = isRecovery ? "/auth/two-factor/verify-backup-code" : "/auth/two-factor/verify-totp";
		await api.post(path, { code: code.replaceAll(" ", "") });
		await onDone();
	};
	const explain = ({ status }: ApiError): string | undefined => {
		if (status === 0 || status === TOO_MANY || status >= FAULTS_FROM) return undefined;
		return isRecovery ? words.wrongRecovery : words.wrong;
	};
	return (
		<div className="grid gap-4">
			<h1 ref={title} tabIndex={-1} className="text-lg outline-none">
				{words.title}
			</h1>
			<p>{isRecovery ? words.recoveryAbout : words.about}</p>
			<Form
				key={String(isRecovery)}
				action={words.act}
				onSubmit={verify}
				explain={explain}
				aside={
					<button type="button" className="link" onClick={() => setRecovery(!isRecovery)}>
						{isRecovery ? words.useApp : words.useRecovery}
					</button>
				}
			>
				{() => (
					<Input
						label={isRecovery ? words.recovery : words.code}
						name="code"
						mono
						autoComplete="one-time-code"
						inputMode={isRecovery ? "text" : "numeric"}
						spellCheck={false}
					/>
				)}
			</Form>
			<button type="button" className="link justify-self-start text-xs" onClick={onBack}>
				{words.back}
			</button>
		</div>
	);
}
