import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { meQuery, type Person } from "../../api/me.ts";
import { useChooseLanguage } from "../../app/reader.tsx";
import { languageNames } from "../../app/words.ts";
import { Input, Select } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { timeZonesWith } from "../../ui/time-zones.ts";
import { useToast } from "../../ui/toast.tsx";
import { languages } from "../../words/catalogue.ts";
import { browserTimeZone, useReader, useWords } from "../../words/use-words.ts";
import { profileWords } from "./profile-words.ts";
import { Section } from "./section.tsx";

export function ProfileForm({ person }: { readonly person: Person }) {
	const words = useWords(profileWords);
	const { language: shown } = useReader();
	const queries = useQueryClient();
	const choose = useChooseLanguage();
	const say = useToast();
	const save = async ({ name, language, timeZone }: Readonly<Record<string, string>>) => {
		await api.patch("/v1/me", { name, language, timeZone });
		await queries.invalidateQueries({ queryKey: meQuery.queryKey });
		const chosen = languages.find((one) => one === language);
		if (chosen !== undefined && chosen !== shown) choose(chosen);
		say(words.kept);
	};
	const zone = person.timeZone || browserTimeZone();
	return (
		<Section title={words.person}>
			<Form action={words.save} onSubmit={save}>
				{({ error }) => (
					<>
						<Input
							label={words.name}
							name="name"
							autoComplete="name"
							maxLength={200}
							defaultValue={person.name}
							error={error("name")}
						/>
						<Select
							// The menu changes it as well.
							key={shown}
							label={words.language}
							hint={words.languageHint}
							name="language"
							choices={languages.map((value) => ({ value, label: languageNames[value] }))}
							defaultValue={shown}
						/>
						<Select
							label={words.timeZone}
							hint={words.timeZoneHint}
							name="timeZone"
							choices={timeZonesWith(zone)}
							defaultValue={zone}
							error={error("timeZone")}
						/>
					</>
				)}
			</Form>
		</Section>
	);
}
