/** Making and changing a key. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Permission, permissions } from "../../../../src/terms/permissions.ts";
import { api } from "../../api/client.ts";
import type { ApiKey, ApiKeyWithToken as WithToken } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Input } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { dayAt, startOfDay } from "../../ui/period.ts";
import { useToast } from "../../ui/toast.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { keysKey } from "./keys.ts";
import { PermissionChoice } from "./permission-choice.tsx";
import { presetOf } from "./presets.ts";
import { apiKeyWords } from "./words.ts";

const DAY_MS = 86_400_000;

/** The whole of that day is still within: the end of it, in the reader's time zone. Null without a day. */
function endOfDay(day: string, timeZone: string): string | null {
	if (day === "") return null;
	const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, "2026-11-30".length);
	return new Date(startOfDay(next, timeZone)).toISOString();
}

/** Everything is sent as no list, so that it stays everything. */
const asked = (chosen: readonly Permission[]): readonly Permission[] | null =>
	presetOf(chosen) === "everything" ? null : chosen;

export function KeyForm({
	account,
	apiKey,
	onMade,
	onChanged,
}: {
	readonly account: string;
	/** What is changed; null makes one. */
	readonly apiKey: ApiKey | null;
	readonly onMade: (made: WithToken) => void;
	readonly onChanged: () => void;
}) {
	const words = useWords(apiKeyWords);
	const { timeZone } = useReader();
	const queries = useQueryClient();
	const say = useToast();
	const [idempotencyKey] = useState(() => crypto.randomUUID());
	const [chosen, setChosen] = useState<readonly Permission[]>(
		apiKey === null ? ["messages:send"] : (apiKey.permissions ?? permissions),
	);
	const save = async ({ name, until = "" }: Readonly<Record<string, string>>) => {
		const granted = asked(chosen);
		const expiresAt = endOfDay(until, timeZone);
		if (apiKey === null) {
			const body = {
				name,
				accountId: account,
				...(granted === null ? {} : { permissions: granted }),
				...(expiresAt === null ? {} : { expiresAt }),
			};
			onMade(await api.post<WithToken>("/v1/api-keys", body, { idempotencyKey }));
		} else {
			await api.patch(`/v1/api-keys/${apiKey.id}`, { name, permissions: granted, expiresAt });
			onChanged();
			say(words.changed);
		}
		await queries.invalidateQueries({ queryKey: keysKey });
	};
	const until = apiKey?.expiresAt ?? null;
	return (
		<Form action={apiKey === null ? words.make : words.save} onSubmit={save}>
			{({ error }) => (
				<>
					<Input
						label={words.name}
						hint={words.nameHint}
						name="name"
						maxLength={200}
						defaultValue={apiKey?.name ?? ""}
						error={error("name")}
					/>
					<PermissionChoice chosen={chosen} onChange={setChosen} error={error("permissions")} />
					<Input
						label={words.until}
						hint={words.untilHint}
						name="until"
						type="date"
						optional
						min={apiKey === null ? dayAt(Date.now(), timeZone) : undefined}
						defaultValue={until === null ? "" : dayAt(Date.parse(until) - 1, timeZone)}
						error={error("expiresAt")}
					/>
					{apiKey !== null && <Banner>{words.changeAbout}</Banner>}
				</>
			)}
		</Form>
	);
}
