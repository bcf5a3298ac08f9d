/** Sends a message as one of the domain's SMTP users, by the rules of SMTP, and shows what becomes of it. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useService, useSession } from "../../../api/me.ts";
import type { SmtpUser } from "../../../api/schema.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Input, Select } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import { useReader, useWords } from "../../../words/use-words.ts";
import type { Domain } from "../standing.ts";
import { type Outcome, sendTest, type Test, useKey } from "./follow.ts";
import { TestResult } from "./test-result.tsx";
import { sendTestWords } from "./words.ts";

interface SendTestProps {
	readonly domain: Domain;
	readonly users: readonly SmtpUser[];
	/** Id of the SMTP user to begin with; any other text for the first. */
	readonly chosen: string;
	readonly onClose: () => void;
}

export function SendTest({ domain, users, chosen, onClose }: SendTestProps) {
	const words = useWords(sendTestWords);
	const queries = useQueryClient();
	const [sent, setSent] = useState<{ readonly test: Test; readonly outcome: Outcome } | null>(null);
	const [last, setLast] = useState<Test>(useFirst(domain, users, chosen));
	const [key, renewKey] = useKey();
	const send = async (fields: Readonly<Record<string, string>>): Promise<void> => {
		const user = users.find(({ id }) => id === fields["user"]);
		const test: Test = {
			smtpUser: user?.username ?? "",
			smtpUserId: user?.id ?? "",
			from: fields["from"]?.trim() ?? "",
			to: fields["to"]?.trim() ?? "",
			subject: fields["subject"] ?? "",
			text: words.text(domain.name),
		};
		setLast(test);
		setSent({ test, outcome: await sendTest(test, key) });
		renewKey();
		await queries.invalidateQueries({ queryKey: ["usage"] });
	};
	return (
		<Dialog title={words.title} onClose={onClose} wide>
			{sent === null ? (
				<Form action={words.send} onSubmit={send}>
					{({ error }) => <Fields users={users} test={last} error={error} />}
				</Form>
			) : (
				<TestResult test={sent.test} outcome={sent.outcome} onAgain={() => setSent(null)} onClose={onClose} />
			)}
		</Dialog>
	);
}

/** What stands in the form at first. */
function useFirst(domain: Domain, users: readonly SmtpUser[], chosen: string): Test {
	const words = useWords(sendTestWords);
	const { tryMode } = useService();
	const { person } = useSession();
	const user = users.find(({ id }) => id === chosen) ?? users[0];
	return {
		smtpUser: user?.username ?? "",
		smtpUserId: user?.id ?? "",
		from: `hello@${domain.name}`,
		to: tryMode ? "ok@client.example" : person.email,
		subject: words.subject(domain.name),
		text: "",
	};
}

/** In the closed internet of try mode the local part chooses what happens. */
const OUTCOMES = ["ok", "greylisted", "unknown-user", "mailbox-full", "reject-content", "slow"] as const;

function Fields({
	users,
	test,
	error,
}: {
	readonly users: readonly SmtpUser[];
	readonly test: Test;
	readonly error: (field: string) => string | undefined;
}) {
	const words = useWords(sendTestWords);
	const { language } = useReader();
	const { tryMode } = useService();
	const [to, setTo] = useState(test.to);
	return (
		<>
			<p className="max-w-prose text-quiet">
				{words.about}{" "}
				<a className="link" href={`/help/why-was-my-email-rejected?lang=${language}`}>
					{words.rules}
				</a>
			</p>
			<Select
				label={words.user}
				name="user"
				defaultValue={test.smtpUserId}
				choices={users.map(({ id, name, username }) => ({ value: id, label: `${name} (${username})` }))}
				error={error("smtpUser")}
			/>
			<Input
				label={words.from}
				name="from"
				mono
				autoComplete="off"
				spellCheck={false}
				defaultValue={test.from}
				hint={words.fromHint}
				error={error("from")}
			/>
			<div className="grid gap-2">
				<Input
					label={words.to}
					name="to"
					mono
					autoComplete="off"
					spellCheck={false}
					value={to}
					onChange={({ target }) => setTo(target.value)}
					error={error("to")}
				/>
				{tryMode && (
					<div className="flex flex-wrap items-center gap-1.5">
						<span className="text-xs text-quiet">{words.tryThese}</span>
						{OUTCOMES.map((outcome) => (
							<Button key={outcome} size="small" onClick={() => setTo(`${outcome}@client.example`)}>
								<code translate="no" className="font-mono font-normal">
									{outcome}@
								</code>
							</Button>
						))}
					</div>
				)}
			</div>
			<Input
				label={words.subjectLabel}
				name="subject"
				maxLength={200}
				defaultValue={test.subject}
				error={error("subject")}
			/>
		</>
	);
}
