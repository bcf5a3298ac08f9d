import { Input, Select } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { timeZonesWith } from "../../ui/time-zones.ts";
import { useWords } from "../../words/use-words.ts";
import type { Loaded } from "./account.ts";
import { Section } from "./section.tsx";
import { useAccountChange } from "./use-account-change.ts";
import { accountWords } from "./words.ts";

const orNull = (text = ""): string | null => (text.trim() === "" ? null : text.trim());

export function AccountForm({ loaded }: { readonly loaded: Loaded }) {
	const words = useWords(accountWords);
	const { data: account } = loaded;
	const { change, explain } = useAccountChange(loaded);
	const save = ({ name, timeZone, contactEmail, billingEmail }: Readonly<Record<string, string>>) =>
		change({
			name,
			timeZone,
			contactEmail: orNull(contactEmail),
			billingEmail: orNull(billingEmail),
		});
	return (
		<Section title={words.facts}>
			<Form action={words.save} onSubmit={save} explain={explain}>
				{({ error }) => (
					<>
						<Input
							label={words.name}
							name="name"
							maxLength={200}
							defaultValue={account.name}
							error={error("name")}
						/>
						<Select
							label={words.timeZone}
							hint={words.timeZoneHint}
							name="timeZone"
							choices={timeZonesWith(account.timeZone)}
							defaultValue={account.timeZone}
							error={error("timeZone")}
						/>
						<Input
							label={words.contactEmail}
							hint={words.contactHint}
							name="contactEmail"
							type="email"
							optional
							defaultValue={account.contactEmail ?? ""}
							error={error("contactEmail")}
						/>
						<Input
							label={words.billingEmail}
							hint={words.billingHint}
							name="billingEmail"
							type="email"
							optional
							defaultValue={account.billingEmail ?? ""}
							error={error("billingEmail")}
						/>
					</>
				)}
			</Form>
		</Section>
	);
}
