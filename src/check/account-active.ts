import type { Sender } from "../terms/identity.ts";
import { refuse } from "../terms/refusals/index.ts";
import type { Check } from "./check.ts";

/** What its administrators have asked for, or the operator. */
const CLOSING = "The account is being deleted";

/** A suspension works at once, also in sessions that were authenticated before it. */
export const accountActive: Check<{ readonly sender: Sender }> = {
	mayRefuse: ["account-suspended"],
	decide: ({ sender: { account } }) =>
		account.suspendedReason === null && account.deletesAt === null
			? undefined
			: refuse("account-suspended", { operatorReason: account.suspendedReason ?? CLOSING }),
};
