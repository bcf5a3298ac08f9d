/** Plans: how much an account may send in a billing period, and at what price; and the wish to have another one. */

import type { Instant } from "./clock.ts";
import type { AccountId, PlanId, PlanRequestId } from "./ids.ts";

export interface Price {
	/** In the currency's smallest unit, for each billing period: 1900 is EUR 19.00, and JPY 1,900. */
	readonly amountMinor: number;
	/** ISO 4217, "EUR". */
	readonly currency: string;
}

/** Null is what the service has for everybody. */
export interface PlanLimits {
	/** Of all SMTP users of the account together. */
	readonly recipientsPerMinute: number | null;
	readonly domains: number | null;
	readonly smtpUsers: number | null;
	/** Days that Activity is kept. */
	readonly retentionDays: number | null;
}

export interface Plan {
	readonly id: PlanId;
	readonly name: string;
	/** Recipients that may be accepted in a billing period. */
	readonly monthlyRecipients: number;
	/** Null where nothing is said of it. */
	readonly price: Price | null;
	/** Whether customers may choose it; the operator may always. */
	readonly listed: boolean;
	/** Where it stands among the others, the smallest first. */
	readonly position: number;
	readonly limits: PlanLimits;
	/** The recurring price at Stripe that it is paid by. */
	readonly stripePriceId: string | null;
	readonly createdAt: Instant;
}

/** The plan from a moment on; null: none. */
export interface ScheduledPlan {
	readonly plan: Plan | null;
	readonly from: Instant;
}

export const planRequestStates = ["pending", "accepted", "declined", "withdrawn"] as const;
export type PlanRequestState = (typeof planRequestStates)[number];

/** A customer's wish for a plan, for the operator to decide. */
export interface PlanRequest {
	readonly id: PlanRequestId;
	readonly accountId: AccountId;
	readonly planId: PlanId;
	/** As it was called then. */
	readonly planName: string;
	readonly state: PlanRequestState;
	/** What the customer wrote. */
	readonly note: string;
	/** What the operator wrote. */
	readonly answer: string;
	/** Who asked, as people know them. */
	readonly requestedBy: string;
	readonly createdAt: Instant;
	readonly decidedAt: Instant | null;
}

/** An account, as far as plans go. */
export interface HasPlan {
	readonly plan: Plan | null;
	readonly nextPlan: ScheduledPlan | null;
}

/** A scheduled plan works from its moment on, whether or not that was written down by then. */
export const planAt = ({ plan, nextPlan }: HasPlan, at: Instant): Plan | null =>
	nextPlan !== null && at >= nextPlan.from ? nextPlan.plan : plan;

/** Recipients that an account may have accepted in the billing period of that moment. */
export const quotaAt = (account: HasPlan & { readonly monthlyRecipients: number }, at: Instant): number =>
	planAt(account, at)?.monthlyRecipients ?? account.monthlyRecipients;

/** Percent of the quota at which its account is told. */
export const quotaMarks = [80, 90, 100] as const;

/** The highest mark that is reached; 0: none. Nothing is left of a quota of none, and nobody is told of it. */
export function markReached(used: number, limit: number): number {
	if (limit === 0) return 0;
	let reached = 0;
	for (const mark of quotaMarks) if (used * 100 >= mark * limit) reached = mark;
	return reached;
}
