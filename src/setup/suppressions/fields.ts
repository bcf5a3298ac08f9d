/** What may stand in a suppression, whether it comes one by one or in a file. */

import { parsePath } from "../../rfc/address/path.ts";
import { HOUR, type Instant } from "../../terms/clock.ts";
import { type Suppression, suppressionAddress } from "../../terms/suppression.ts";
import { invalidField, type Problem } from "../problem.ts";

/** An address as a person wrote it, spaces around it forgiven, in the form in which it is on the list. */
export function readAddress(written: string): string | Problem {
	const parsed = parsePath(written.trim());
	if (parsed.kind === "invalid")
		return invalidField("address", `The address is not well formed: ${parsed.why}`);
	return suppressionAddress(parsed.path.address, parsed.path.domainAscii);
}

/** A list that was made on another machine may be a little ahead. */
const CLOCK_SKEW_MS = HOUR;

export const sinceTrouble = (since: Instant, now: Instant): Problem | undefined =>
	since >= 0 && since <= now + CLOCK_SKEW_MS
		? undefined
		: invalidField("since", "since is no moment such as 2026-11-24T08:15:30Z, or is in the future");

const CHARACTERS = { reportedBy: 255, reply: 1_000, note: 500 } as const;

/** Each is one line of visible text, or nothing. */
export function textTrouble(texts: Partial<Pick<Suppression, keyof typeof CHARACTERS>>): Problem | undefined {
	for (const field of ["reportedBy", "reply", "note"] as const) {
		const text = texts[field] ?? "";
		if (text.length > CHARACTERS[field])
			return invalidField(field, `The ${field} is longer than ${CHARACTERS[field]} characters`);
		if (/\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u.test(text))
			return invalidField(field, `The ${field} has a line end or a control character in it`);
	}
	return undefined;
}
