import { type Refusal, refuse } from "../terms/refusals/index.ts";
import type { RcptFacts } from "../terms/submission.ts";
import type { Suppression } from "../terms/suppression.ts";
import type { Check } from "./check.ts";

/** A hard bounce says which host told us and when; what a reader or a person decided says so. */
export const notSuppressed: Check<RcptFacts> = {
	mayRefuse: ["recipient-does-not-exist", "recipient-suppressed"],
	decide: ({ suppression, recipient }) =>
		suppression === undefined || recipient.kind !== "address"
			? undefined
			: refusalOf(suppression, recipient.address),
};

/** The address is said as the client wrote it, which is how its owner will look for it. */
const refusalOf = ({ kind, since, reportedBy }: Suppression, address: string): Refusal =>
	kind === "hard-bounce"
		? refuse("recipient-does-not-exist", { address, reporter: reportedBy, suppressedAt: since })
		: refuse("recipient-suppressed", { address, suppressedAt: since, origin: kind });
