/** Making and changing a webhook. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { webhookEventTypes as eventTypes } from "../../../../src/terms/webhook.ts";
import { api } from "../../api/client.ts";
import type { Webhook, WebhookWithSecret as WithSecret } from "../../api/schema.ts";
import { Checkbox, Input } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { webhookKey, webhooksKey } from "./keys.ts";
import { webhookWords } from "./words.ts";

const groups = [...new Set(eventTypes.map((type) => type.slice(0, type.indexOf("."))))];
/** What most want to hear of: the rest is as much as there is mail. */
const usual: readonly string[] = ["message.bounced", "message.complained", "domain.broken"];

export function WebhookForm({
	account,
	webhook,
	onMade,
	onChanged,
}: {
	readonly account: string;
	/** What is changed; null makes one. */
	readonly webhook: Webhook | null;
	readonly onMade: (made: WithSecret) => void;
	readonly onChanged: () => void;
}) {
	const words = useWords(webhookWords);
	const queries = useQueryClient();
	const say = useToast();
	const [idempotencyKey] = useState(() => crypto.randomUUID());
	const save = async (fields: Readonly<Record<string, string>>, data: FormData) => {
		const { url, description } = fields;
		const body = { url, description, eventTypes: data.getAll("eventType") };
		if (webhook === null) {
			onMade(await api.post<WithSecret>("/v1/webhooks", { ...body, accountId: account }, { idempotencyKey }));
		} else {
			await api.patch(`/v1/webhooks/${webhook.id}`, { ...body, enabled: "enabled" in fields });
			onChanged();
			say(words.changed);
			await queries.invalidateQueries({ queryKey: webhookKey(webhook.id) });
		}
		await queries.invalidateQueries({ queryKey: webhooksKey });
	};
	return (
		<Form action={webhook === null ? words.make : words.save} onSubmit={save}>
			{({ error }) => (
				<>
					<Input
						label={words.url}
						hint={words.urlHint}
						name="url"
						type="url"
						mono
						maxLength={2_000}
						placeholder={words.urlExample}
						defaultValue={webhook?.url ?? ""}
						error={error("url")}
					/>
					<Input
						label={words.description}
						name="description"
						optional
						maxLength={500}
						defaultValue={webhook?.description ?? ""}
						error={error("description")}
					/>
					<EventChoice chosen={webhook?.eventTypes ?? usual} error={error("eventTypes")} />
					{webhook !== null && (
						<Checkbox
							label={words.enabled}
							hint={words.enabledHint}
							name="enabled"
							defaultChecked={webhook.enabled}
						/>
					)}
				</>
			)}
		</Form>
	);
}

function EventChoice({
	chosen,
	error,
}: {
	readonly chosen: readonly string[];
	readonly error: string | undefined;
}) {
	const words = useWords(webhookWords);
	return (
		<fieldset className="grid gap-3">
			<legend className="mb-1 text-sm font-semibold">{words.events}</legend>
			{groups.map((group) => (
				<div key={group} className="grid gap-1">
					{eventTypes
						.filter((type) => type.startsWith(`${group}.`))
						.map((type) => (
							<Checkbox
								key={type}
								label={
									<>
										{words.eventTypes[type]}{" "}
										<code translate="no" className="font-mono text-xs text-quiet">
											{type}
										</code>
									</>
								}
								name="eventType"
								value={type}
								defaultChecked={chosen.includes(type)}
							/>
						))}
				</div>
			))}
			{error !== undefined && <p className="text-xs text-red">{error}</p>}
		</fieldset>
	);
}
