import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAccountNames } from "../../../api/account-names.ts";
import { api } from "../../../api/client.ts";
import { useSession } from "../../../api/me.ts";
import { ApiError } from "../../../api/problem.ts";
import { Combobox } from "../../../ui/combobox.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Checkbox, Input } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import { useWords } from "../../../words/use-words.ts";
import { domainQuery } from "../domain.ts";
import type { Domain } from "../standing.ts";
import { domainListWords } from "./words.ts";

/** Names, the same in all languages. */
const EXAMPLE = "shop.example";
const USUAL_RETURN_PATH = "bounce";

export function AddDomain({ onClose }: { readonly onClose: () => void }) {
	const words = useWords(domainListWords);
	const queries = useQueryClient();
	const navigate = useNavigate();
	const { account } = useSession();
	const [owner, setOwner] = useState(account?.id ?? "");
	const [idempotencyKey] = useState(() => crypto.randomUUID());
	const [typed, setTyped] = useState("");
	const add = async (fields: Readonly<Record<string, string>>): Promise<void> => {
		const returnPath = fields["returnPath"]?.trim() ?? "";
		const body = {
			name: typed.trim(),
			...(owner === "" ? {} : { accountId: owner }),
			...(returnPath === "" ? {} : { returnPath }),
			...(fields["ed25519"] === "on" ? { ed25519: true } : {}),
		};
		const domain = await api.post<Domain>("/v1/domains", body, { idempotencyKey }).catch((error) => {
			throw isTaken(error)
				? new ApiError(error.status, error.reason, "", [{ field: "name", detail: words.taken(typed.trim()) }])
				: error;
		});
		queries.setQueryData(domainQuery(domain.id).queryKey, domain);
		await queries.invalidateQueries({ queryKey: ["domains"] });
		await navigate({ to: `/domains/${domain.id}` as string });
	};
	return (
		<Dialog title={words.add} onClose={onClose}>
			<Form action={words.add} onSubmit={add}>
				{({ error }) => (
					<>
						<Input
							label={words.domain}
							name="name"
							mono
							placeholder={EXAMPLE}
							autoCapitalize="off"
							autoComplete="off"
							spellCheck={false}
							maxLength={255}
							value={typed}
							onChange={({ target }) => setTyped(target.value)}
							hint={words.nameHint}
							error={error("name")}
						/>
						{account === null && <Owner owner={owner} onChange={setOwner} />}
						<details>
							<summary className="link w-fit">{words.more}</summary>
							<div className="mt-3 grid gap-4">
								<Input
									label={words.returnPath}
									name="returnPath"
									mono
									optional
									placeholder={USUAL_RETURN_PATH}
									maxLength={255}
									hint={words.returnPathHint}
									error={error("returnPath")}
								/>
								<Checkbox name="ed25519" label={words.ed25519} hint={words.ed25519Hint} />
							</div>
						</details>
					</>
				)}
			</Form>
		</Dialog>
	);
}

const isTaken = (error: unknown): error is ApiError => error instanceof ApiError && error.reason === "taken";

/** An operator adds domains for an account. */
function Owner({ owner, onChange }: { readonly owner: string; readonly onChange: (owner: string) => void }) {
	const words = useWords(domainListWords);
	const choices = [...useAccountNames()].map(([value, label]) => ({ value, label }));
	return (
		<Combobox
			label={words.account}
			placeholder={words.chooseAccount}
			choices={choices}
			value={owner}
			onChange={onChange}
		/>
	);
}
