/** Types of attachments that this account does not want to send: an account can narrow the accept list, never widen it. */

import { acceptedTypes } from "../../../../src/terms/attachments.ts";
import { Input } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { HelpLink } from "../../ui/help-link.tsx";
import { useWords } from "../../words/use-words.ts";
import type { Loaded } from "./account.ts";
import { Section } from "./section.tsx";
import { useAccountChange } from "./use-account-change.ts";
import { accountWords } from "./words.ts";

const groups = [...new Set(acceptedTypes.map(({ group }) => group))];
const known = new Set(acceptedTypes.map(({ extension }) => extension));

export function RefusedExtensions({ loaded }: { readonly loaded: Loaded }) {
	const words = useWords(accountWords).extensions;
	const { save } = useWords(accountWords);
	const { change, explain } = useAccountChange(loaded);
	const refused = loaded.data.refusedExtensions;
	const keep = (fields: Readonly<Record<string, string>>, data: FormData) => {
		const others = (fields["others"] ?? "")
			.split(/[\s,;]+/)
			.map((text) => text.replace(/^\.+/, "").toLowerCase());
		const chosen = data.getAll("extension").map(String);
		return change({ refusedExtensions: [...new Set([...chosen, ...others])].filter((one) => one !== "") });
	};
	return (
		<Section title={words.title} about={words.about}>
			<Form action={save} actionKind="plain" onSubmit={keep} explain={explain}>
				{({ error }) => (
					<>
						{groups.map((group) => (
							<fieldset key={group}>
								<legend className="text-xs text-quiet">{words.groups[group]}</legend>
								<div className="mt-1 flex flex-wrap gap-1.5">
									{acceptedTypes
										.filter((type) => type.group === group)
										.map(({ extension }) => (
											<Extension
												key={extension}
												extension={extension}
												isRefused={refused.includes(extension)}
											/>
										))}
								</div>
							</fieldset>
						))}
						<Input
							label={words.others}
							hint={words.othersHint}
							name="others"
							mono
							optional
							defaultValue={refused.filter((extension) => !known.has(extension)).join(" ")}
							error={error("refusedExtensions")}
						/>
						<p>
							<HelpLink to="/help/accepted-attachments">{words.help}</HelpLink>
						</p>
					</>
				)}
			</Form>
		</Section>
	);
}

const Extension = ({ extension, isRefused }: { readonly extension: string; readonly isRefused: boolean }) => (
	<label
		translate="no"
		className="flex cursor-pointer items-center gap-1.5 rounded-sm border border-line px-2 py-0.5 font-mono text-xs has-checked:border-red/60 has-checked:bg-red-soft has-checked:line-through pointer-coarse:min-h-9"
	>
		<input
			type="checkbox"
			name="extension"
			value={extension}
			defaultChecked={isRefused}
			className="size-3.5 accent-red"
		/>
		{extension}
	</label>
);
