/** The end of an account: its mail stops at once, everything of it goes when the grace time is over. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useService } from "../../api/me.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Input } from "../../ui/field.tsx";
import { Form, useErrorText } from "../../ui/form.tsx";
import { useSpan } from "../../ui/span.ts";
import { useTime } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import type { AccountSettings } from "./account.ts";
import { Section } from "./section.tsx";
import { accountWords } from "./words.ts";

export function DeleteAccount({ account }: { readonly account: AccountSettings }) {
	const words = useWords(accountWords).deletion;
	const span = useSpan()(useService().deletionGraceMs);
	const [isAsking, setAsking] = useState(false);
	if (account.deletesAt != null) return <Restore account={account} until={account.deletesAt} />;
	return (
		<Section title={words.title} about={words.about(span)}>
			<div>
				<Button kind="danger" onClick={() => setAsking(true)}>
					{words.act}
				</Button>
			</div>
			{isAsking && <DeleteDialog account={account} onClose={() => setAsking(false)} />}
		</Section>
	);
}

/** The name is typed, so that it is not the wrong account and not a slip of the hand. */
function DeleteDialog({
	account: { id, name },
	onClose,
}: {
	readonly account: AccountSettings;
	readonly onClose: () => void;
}) {
	const words = useWords(accountWords).deletion;
	const queries = useQueryClient();
	const span = useSpan()(useService().deletionGraceMs);
	const [typed, setTyped] = useState("");
	const remove = async ({ reason = "" }: Readonly<Record<string, string>>) => {
		if (typed.trim() !== name) throw new Error("the name is not the account's");
		await api.post(`/v1/accounts/${id}/delete`, reason === "" ? {} : { reason });
		onClose();
		await queries.invalidateQueries();
	};
	return (
		<Dialog title={words.ask(name)} onClose={onClose}>
			<div className="grid gap-4">
				<ul className="list-disc space-y-1 pl-5">
					{[words.stops, words.stays, words.goes(span), words.audit].map((line) => (
						<li key={line}>{line}</li>
					))}
				</ul>
				<Form
					action={words.act}
					actionKind="danger"
					onSubmit={remove}
					aside={<Button onClick={onClose}>{words.keep}</Button>}
				>
					{() => (
						<>
							<Input label={words.reason} name="reason" maxLength={300} optional />
							<Input
								label={words.typeName(name)}
								name="confirmation"
								autoComplete="off"
								value={typed}
								pattern={escaped(name)}
								title={words.typeName(name)}
								onChange={({ target }) => setTyped(target.value)}
							/>
						</>
					)}
				</Form>
			</div>
		</Dialog>
	);
}

/** As a pattern that matches this and nothing else, spaces around it aside. */
const escaped = (text: string): string => `\\s*${text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}\\s*`;

function Restore({ account, until }: { readonly account: AccountSettings; readonly until: string }) {
	const words = useWords(accountWords).deletion;
	const when = useTime();
	const say = useToast();
	const errorText = useErrorText();
	const queries = useQueryClient();
	const restore = useMutation({
		mutationFn: () => api.post(`/v1/accounts/${account.id}/restore`),
		onSuccess: async () => {
			say(words.restored);
			await queries.invalidateQueries();
		},
		onError: (error) => say(errorText(error), "failed"),
	});
	return (
		// That it is being deleted stands above, as on every page.
		<Section title={words.restore} about={words.restoreAbout(when(until, "exact"))}>
			<div>
				<Button kind="primary" busy={restore.isPending} onClick={() => restore.mutate()}>
					{words.restore}
				</Button>
			</div>
		</Section>
	);
}
