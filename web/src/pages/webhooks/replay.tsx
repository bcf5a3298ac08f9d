/** Sending again: one delivery, or all that were given up since a day. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import type { Webhook } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/field.tsx";
import { Form, useErrorText } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { deliveriesKey } from "./keys.ts";
import { webhookWords } from "./words.ts";

const DAY_MS = 86_400_000;
const spans = [1, 3, 14] as const;

export function ReplayButton({
	id,
	webhook,
	onDone,
}: {
	readonly id: string;
	readonly webhook: Webhook;
	readonly onDone: () => void;
}) {
	const words = useWords(webhookWords).replay;
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const replay = useMutation({
		mutationFn: () => api.post(`/v1/webhook-deliveries/${id}/replay`),
		onSuccess: async () => {
			onDone();
			say(words.begun);
			await Promise.all([
				queries.invalidateQueries({ queryKey: deliveriesKey(webhook.id) }),
				queries.invalidateQueries({ queryKey: ["webhook-delivery", id] }),
			]);
		},
		onError: (error) => say(errorText(error), "failed"),
	});
	return (
		<Button busy={replay.isPending} onClick={() => replay.mutate()}>
			{words.one}
		</Button>
	);
}

export function ReplayFailed({ webhook: { id } }: { readonly webhook: Webhook }) {
	const words = useWords(webhookWords).replay;
	const queries = useQueryClient();
	const say = useToast();
	const [isAsking, setAsking] = useState(false);
	const replay = async ({ days }: Readonly<Record<string, string>>) => {
		const since = new Date(Date.now() - Number(days) * DAY_MS).toISOString();
		const { replayed } = await api.post<{ readonly replayed: number }>(`/v1/webhooks/${id}/replay`, {
			since,
		});
		setAsking(false);
		say(words.done(replayed));
		await queries.invalidateQueries({ queryKey: deliveriesKey(id) });
	};
	return (
		<>
			<Button onClick={() => setAsking(true)}>{words.failed}</Button>
			{isAsking && (
				<Dialog title={words.ask} onClose={() => setAsking(false)}>
					<Form action={words.act} onSubmit={replay}>
						{() => (
							<>
								<p>{words.about}</p>
								<Select
									label={words.since}
									name="days"
									choices={spans.map((days) => ({ value: String(days), label: words.days(days) }))}
								/>
							</>
						)}
					</Form>
				</Dialog>
			)}
		</>
	);
}
