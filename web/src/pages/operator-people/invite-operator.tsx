import { useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { languageNames } from "../../app/words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Input, Select } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { languages } from "../../words/catalogue.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import { peopleWords } from "./words.ts";

/** Somebody who is to run the service as well: the role that belongs to no account. */
export function InviteOperator({ onClose }: { readonly onClose: () => void }) {
	const words = useWords(peopleWords).invite;
	const { language: own } = useReader();
	const say = useToast();
	const [idempotencyKey] = useState(() => crypto.randomUUID());
	const invite = async ({ email = "", language }: Readonly<Record<string, string>>) => {
		await operatorApi.post("/v1/invitations", { email, role: "operator", language }, { idempotencyKey });
		onClose();
		say(words.sent(email));
	};
	return (
		<Dialog title={words.act} onClose={onClose}>
			<Form action={words.send} onSubmit={invite}>
				{({ error }) => (
					<>
						<p>{words.about}</p>
						<Input
							label={words.email}
							name="email"
							type="email"
							autoComplete="off"
							maxLength={254}
							error={error("email")}
						/>
						<Select
							label={words.language}
							name="language"
							choices={languages.map((value) => ({ value, label: languageNames[value] }))}
							defaultValue={own}
						/>
					</>
				)}
			</Form>
		</Dialog>
	);
}
