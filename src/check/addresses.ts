/** Addresses of the envelope: well formed, and in an alphabet that was asked for. */

import { type Refusal, refuse } from "../terms/refusals/index.ts";
import type { MailFacts, ParsedAddress, RcptFacts } from "../terms/submission.ts";
import type { Check } from "./check.ts";

/** RFC 5321 §4.1.2. The null reverse-path is well formed. */
export const reversePathWellFormed: Check<MailFacts> = {
	mayRefuse: ["sender-address-invalid"],
	decide: ({ reversePath }) =>
		reversePath.kind === "invalid"
			? refuse("sender-address-invalid", { address: reversePath.raw, problem: reversePath.why })
			: undefined,
};

/** RFC 5321 §4.1.2. A recipient is never the null path. */
export const recipientWellFormed: Check<RcptFacts> = {
	mayRefuse: ["recipient-address-invalid"],
	decide: ({ recipient }) => {
		if (recipient.kind === "address") return undefined;
		const [address, problem] =
			recipient.kind === "null" ? ["", "it is empty"] : [recipient.raw, recipient.why];
		return refuse("recipient-address-invalid", { address, problem });
	},
};

/** RFC 6531 §3.5: a non-ASCII address needs the SMTPUTF8 parameter at MAIL. */
export const reversePathNeedsNoUtf8: Check<MailFacts> = {
	mayRefuse: ["address-needs-smtputf8"],
	decide: ({ reversePath, smtpUtf8 }) => utf8Needed(reversePath, smtpUtf8),
};

export const recipientNeedsNoUtf8: Check<RcptFacts> = {
	mayRefuse: ["address-needs-smtputf8"],
	decide: ({ recipient, smtpUtf8 }) => utf8Needed(recipient, smtpUtf8),
};

const utf8Needed = (path: ParsedAddress, smtpUtf8: boolean): Refusal | undefined =>
	path.kind === "address" && path.needsSmtpUtf8 && !smtpUtf8
		? refuse("address-needs-smtputf8", { address: path.address })
		: undefined;
