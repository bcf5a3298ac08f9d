import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { allPlansQuery } from "../../api/operator.ts";
import type { Account } from "../../api/schema.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Input, Select } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { timeZonesWith } from "../../ui/time-zones.ts";
import { browserTimeZone, useWords } from "../../words/use-words.ts";
import { operatorAccountsWords } from "./words.ts";

const text = (value = ""): string | undefined => value.trim() || undefined;

export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
	const words = useWords(operatorAccountsWords).create;
	const queries = useQueryClient();
	const navigate = useNavigate();
	const { data: plans } = useQuery(allPlansQuery);
	const [planId, setPlan] = useState("");
	const idempotencyKey = useRef(crypto.randomUUID()).current;
	const create = async (fields: Readonly<Record<string, string>>): Promise<void> => {
		const wanted = {
			name: fields["name"]?.trim(),
			timeZone: text(fields["timeZone"]),
			contactEmail: text(fields["contactEmail"]),
			...(planId === "" ? { monthlyRecipients: Number(fields["monthlyRecipients"]) } : { planId }),
		};
		const { id } = await operatorApi.post<Account>("/v1/accounts", wanted, { idempotencyKey });
		await queries.invalidateQueries({ queryKey: ["operator"] });
		onClose();
		await navigate({ to: `/operator/accounts/${id}` as string });
	};
	const choices = plans?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
	return (
		<Dialog title={words.title} onClose={onClose}>
			<Form action={words.action} onSubmit={create}>
				{({ error }) => (
					<>
						<Input label={words.name} name="name" maxLength={200} error={error("name")} />
						<Select
							label={words.plan}
							value={planId}
							onChange={({ target }) => setPlan(target.value)}
							choices={[{ value: "", label: words.noPlan }, ...choices]}
							error={error("planId")}
						/>
						{planId === "" && (
							<Input
								label={words.recipients}
								name="monthlyRecipients"
								type="number"
								min={0}
								step={1}
								defaultValue={10_000}
								error={error("monthlyRecipients")}
							/>
						)}
						<Input
							label={words.contact}
							name="contactEmail"
							type="email"
							optional
							error={error("contactEmail")}
						/>
						<Select
							label={words.timeZone}
							hint={words.timeZoneHint}
							name="timeZone"
							choices={timeZonesWith(browserTimeZone())}
							defaultValue={browserTimeZone()}
							error={error("timeZone")}
						/>
					</>
				)}
			</Form>
		</Dialog>
	);
}
