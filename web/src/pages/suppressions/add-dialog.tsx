import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { suppressionKinds } from "../../../../src/terms/suppression.ts";
import { api } from "../../api/client.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Input, Select } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { suppressionsKey } from "./key.ts";
import { suppressionWords } from "./words.ts";

export function AddDialog({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
	const words = useWords(suppressionWords);
	const queries = useQueryClient();
	const say = useToast();
	const [idempotencyKey] = useState(() => crypto.randomUUID());
	const add = async ({ address = "", kind, note = "" }: Readonly<Record<string, string>>) => {
		const body = { address: address.trim(), kind, accountId: account, ...(note === "" ? {} : { note }) };
		await api.post("/v1/suppressions", body, { idempotencyKey });
		onClose();
		say(words.add.done(address.trim()));
		await queries.invalidateQueries({ queryKey: suppressionsKey });
	};
	return (
		<Dialog title={words.add.act} onClose={onClose}>
			<Form action={words.add.act} onSubmit={add}>
				{({ error }) => (
					<>
						<p>{words.add.about}</p>
						<Input
							label={words.address}
							name="address"
							mono
							inputMode="email"
							autoComplete="off"
							maxLength={320}
							error={error("address")}
						/>
						<Select
							label={words.kind}
							name="kind"
							choices={suppressionKinds.map((value) => ({ value, label: words.kinds[value] }))}
							defaultValue="by-hand"
						/>
						<Input label={words.note} name="note" optional maxLength={500} error={error("note")} />
					</>
				)}
			</Form>
		</Dialog>
	);
}
