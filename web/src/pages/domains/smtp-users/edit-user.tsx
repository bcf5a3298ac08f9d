/** Makes an SMTP user, or changes one: name, expiry, where it may come from, how fast it may send. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../api/client.ts";
import type { SmtpUser } from "../../../api/schema.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { Input, TextArea } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import { dayAt, momentsOf } from "../../../ui/period.ts";
import { useToast } from "../../../ui/toast.tsx";
import { useReader, useWords } from "../../../words/use-words.ts";
import type { Domain } from "../standing.ts";
import type { WithPassword } from "./new-secret.tsx";
import { lastMomentOf } from "./smtp-user.ts";
import { smtpUserWords } from "./words.ts";

type Fields = Readonly<Record<string, string>>;

/** A day there, to its end: until then the user may log in. */
const endOf = (day: string, timeZone: string): string =>
	momentsOf({ from: day, to: day }, Date.now(), timeZone).to;

function changeOf(fields: Fields, timeZone: string) {
	const { name = "", expires = "", addresses = "", rate = "" } = fields;
	return {
		name: name.trim(),
		expiresAt: expires === "" ? null : endOf(expires, timeZone),
		allowedAddresses: addresses.split(/[\s,;]+/).filter((one) => one !== ""),
		recipientsPerMinute: rate.trim() === "" ? null : Number(rate),
	};
}

export function EditUser({
	domain,
	user,
	onClose,
	onMade,
}: {
	readonly domain: Domain;
	/** The one to change; without it a new one is made. */
	readonly user?: SmtpUser;
	readonly onClose: () => void;
	readonly onMade: (made: WithPassword) => void;
}) {
	const words = useWords(smtpUserWords);
	const { timeZone } = useReader();
	const queries = useQueryClient();
	const say = useToast();
	const [idempotencyKey] = useState(() => crypto.randomUUID());
	const save = async (fields: Fields): Promise<void> => {
		const change = changeOf(fields, timeZone);
		if (user === undefined)
			onMade(
				await api.post<WithPassword>(
					"/v1/smtp-users",
					{ domainId: domain.id, ...change },
					{ idempotencyKey },
				),
			);
		else {
			await api.patch(`/v1/smtp-users/${user.id}`, change);
			say(words.saved);
		}
		onClose();
		await queries.invalidateQueries({ queryKey: ["smtp-users"] });
	};
	const action = user === undefined ? words.create : words.save;
	return (
		<Dialog title={user === undefined ? words.create : words.editOf(user.name)} onClose={onClose}>
			<Form action={action} onSubmit={save}>
				{({ error }) => (
					<>
						<Input
							label={words.name}
							name="name"
							maxLength={200}
							autoComplete="off"
							defaultValue={user?.name ?? ""}
							hint={words.nameHint}
							error={error("name")}
						/>
						{user === undefined && <p className="text-quiet">{words.madeForYou}</p>}
						<details open={user !== undefined}>
							<summary className="link w-fit">{words.limits}</summary>
							<div className="mt-3 grid gap-4">
								<Limits user={user} error={error} timeZone={timeZone} />
							</div>
						</details>
					</>
				)}
			</Form>
		</Dialog>
	);
}

function Limits({
	user,
	error,
	timeZone,
}: {
	readonly user: SmtpUser | undefined;
	readonly error: (field: string) => string | undefined;
	readonly timeZone: string;
}) {
	const words = useWords(smtpUserWords);
	const lastDay = user?.expiresAt ? dayAt(lastMomentOf(user.expiresAt), timeZone) : "";
	return (
		<>
			<Input
				label={words.expires}
				name="expires"
				type="date"
				optional
				defaultValue={lastDay}
				hint={words.expiresHint}
				error={error("expiresAt")}
			/>
			<TextArea
				label={words.addresses}
				name="addresses"
				mono
				optional
				rows={3}
				spellCheck={false}
				placeholder={"192.0.2.10\n2001:db8::/32"}
				defaultValue={user?.allowedAddresses.join("\n") ?? ""}
				hint={words.addressesHint}
				error={error("allowedAddresses")}
			/>
			<Input
				label={words.rate}
				name="rate"
				type="number"
				inputMode="numeric"
				min={1}
				step={1}
				optional
				defaultValue={user?.recipientsPerMinute ?? ""}
				hint={words.rateHint}
				error={error("recipientsPerMinute")}
			/>
		</>
	);
}
