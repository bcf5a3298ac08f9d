/** What may stand in an account, in the form in which it is stored. */

import { parsePath } from "../rfc/address/path.ts";
import { EXTENSION } from "../terms/attachments.ts";
import { timeZoneNamed } from "./billing-period.ts";
import { countTrouble, invalidField, nameTrouble, type Problem } from "./problem.ts";

export interface AccountChange {
	readonly name?: string;
	readonly monthlyRecipients?: number;
	readonly sendsDsn?: boolean;
	/** Extensions of attachments that it takes off the accept list; all of them. */
	readonly refusedExtensions?: readonly string[];
	/** Borders of billing periods move with it; what was used of the present one stays used. */
	readonly timeZone?: string;
	readonly contactEmail?: string | null;
	readonly billingEmail?: string | null;
}

export function checkAccount<Change extends AccountChange>(change: Change): Change | Problem {
	const { name, monthlyRecipients, refusedExtensions, timeZone } = change;
	const zone = timeZone === undefined ? undefined : timeZoneNamed(timeZone);
	const trouble =
		(name === undefined ? undefined : nameTrouble("name", name)) ??
		(monthlyRecipients === undefined ? undefined : countTrouble("monthlyRecipients", monthlyRecipients, 0)) ??
		(refusedExtensions === undefined ? undefined : extensionsTrouble(refusedExtensions)) ??
		(timeZone !== undefined && zone === undefined
			? invalidField("timeZone", `${timeZone.slice(0, 64)} is no time zone such as Europe/Paris`)
			: undefined) ??
		emailTrouble("contactEmail", change.contactEmail) ??
		emailTrouble("billingEmail", change.billingEmail);
	if (trouble !== undefined) return trouble;
	return zone === undefined ? change : { ...change, timeZone: zone };
}

function emailTrouble(field: string, address: string | null | undefined): Problem | undefined {
	if (address === undefined || address === null) return undefined;
	const parsed = parsePath(address);
	return parsed.kind === "invalid"
		? invalidField(field, `The address is not well formed: ${parsed.why}`)
		: undefined;
}

const MOST_EXTENSIONS = 200;

function extensionsTrouble(extensions: readonly string[]): Problem | undefined {
	if (extensions.length > MOST_EXTENSIONS)
		return invalidField("refusedExtensions", `There are more than ${MOST_EXTENSIONS}`);
	const wrong = extensions.find((extension) => !EXTENSION.test(extension));
	return wrong === undefined
		? undefined
		: invalidField(
				"refusedExtensions",
				`${wrong} is no extension such as zip, in lower case and without its dot`,
			);
}
