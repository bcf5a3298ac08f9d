/** The account for who may only read it. */

import { useWords } from "../../words/use-words.ts";
import type { AccountSettings } from "./account.ts";
import { Section } from "./section.tsx";
import { accountWords } from "./words.ts";

export function AccountFacts({ account }: { readonly account: AccountSettings }) {
	const words = useWords(accountWords);
	const facts = [
		[words.name, account.name],
		[words.timeZone, account.timeZone],
		[words.contactEmail, account.contactEmail ?? words.none],
		[words.billingEmail, account.billingEmail ?? words.none],
		[words.reports.title, account.sendsDsn ? words.reports.on : words.reports.off],
		[words.extensions.title, account.refusedExtensions.join(", ") || words.none],
	] as const;
	return (
		<Section title={words.facts}>
			<dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
				{facts.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-quiet">{name}</dt>
						<dd className="break-words">{value}</dd>
					</div>
				))}
			</dl>
		</Section>
	);
}
