/** What is known of a domain's DMARC policy and of its mail before it is judged: values, nothing looked up here. */

import type { SendingDomain } from "../../terms/identity.ts";
import { purposeOf, type Selector } from "../keys/selectors.ts";

/** The TXT records at a name; null when no answer came. */
export type Texts = readonly string[] | null;

/** Whether receivers find the mail of a domain authenticated as that very domain or one below it, before any policy. */
export interface MailFacts {
	/** It is signed, as exactly the domain, by a key that is seen. */
	readonly isSigned: boolean;
	/** It leaves with an envelope sender at the return-path host, whose SPF record is ours. */
	readonly hasReturnPath: boolean;
}

export interface DmarcFacts {
	readonly domain: string;
	readonly mail: MailFacts;
	/** At `_dmarc.` of each domain of the walk, as resolvers know it. */
	readonly walk: readonly { readonly domain: string; readonly texts: Texts }[];
	/** At `_dmarc.` of the domain, from its own servers; null when none answers for it. */
	readonly own: Texts;
	/** Where records stand that got a wrong name; asked only when the domain has none that counts. */
	readonly misplaced: {
		/** At the domain itself. */
		readonly atDomain: readonly string[];
		/** At `_dmarc.` of the domain with the domain appended once more. */
		readonly appended: readonly string[];
	};
}

/** `usesReturnPaths`: the inbound door is open, so that mail leaves with envelope senders of ours. */
export function mailFacts({ records, activeSelector }: SendingDomain, usesReturnPaths: boolean): MailFacts {
	const isValid = (wanted: string | undefined): boolean =>
		records.some(({ purpose, state }) => purpose === wanted && state === "valid");
	return {
		isSigned: activeSelector !== null && isValid(purposeOf[activeSelector as Selector]),
		hasReturnPath: usesReturnPaths && isValid("return-path"),
	};
}
