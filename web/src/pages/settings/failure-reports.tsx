/** Whether senders are mailed about what could not be delivered (RFC 3464). */

import { Checkbox } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useWords } from "../../words/use-words.ts";
import type { Loaded } from "./account.ts";
import { Section } from "./section.tsx";
import { useAccountChange } from "./use-account-change.ts";
import { accountWords } from "./words.ts";

export function FailureReports({ loaded }: { readonly loaded: Loaded }) {
	const words = useWords(accountWords).reports;
	const { save } = useWords(accountWords);
	const { change, explain } = useAccountChange(loaded);
	return (
		<Section title={words.title}>
			<Form
				action={save}
				actionKind="plain"
				onSubmit={(fields) => change({ sendsDsn: "sendsDsn" in fields })}
				explain={explain}
			>
				{() => (
					<Checkbox
						label={words.label}
						hint={words.hint}
						name="sendsDsn"
						defaultChecked={loaded.data.sendsDsn}
					/>
				)}
			</Form>
		</Section>
	);
}
