/** The monthly recipients of an account's plan. Exactness is the ledger's and the store's; this only judges. */

import { refuse } from "../terms/refusals/index.ts";
import type { QuotaFacts } from "../terms/submission.ts";
import type { Check } from "./check.ts";

/** At MAIL when nothing is left, at RCPT for those beyond what is left: the same question both times. */
export const quotaLeft: Check<{ readonly quota: QuotaFacts }> = {
	mayRefuse: ["quota-exceeded"],
	decide: ({ quota }) =>
		quota.used < quota.limit
			? undefined
			: refuse("quota-exceeded", {
					used: quota.used,
					limit: quota.limit,
					renewsAt: quota.renewsAt,
				}),
};
