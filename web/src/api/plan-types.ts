/** Plans, what an account has used of its own, and wishes for another one, as the API tells them. */

import type { Account as PlainAccount, Usage as PlainUsage } from "./schema.ts";

export interface Price {
	/** In the currency's smallest unit. */
	readonly amountMinor: number;
	readonly currency: string;
}

/** Null: as the service has it for everybody. */
export interface PlanLimits {
	readonly recipientsPerMinute: number | null;
	readonly domains: number | null;
	readonly smtpUsers: number | null;
	readonly retentionDays: number | null;
}

export interface Plan {
	readonly id: string;
	readonly name: string;
	readonly monthlyRecipients: number;
	readonly price: Price | null;
	/** Whether customers may choose it. */
	readonly listed: boolean;
	readonly position: number;
	readonly limits: PlanLimits;
	readonly stripePriceId: string | null;
}

interface NamedPlan {
	readonly id: string;
	readonly name: string;
}

/** From a billing period on; null: none. */
export interface NextPlan {
	readonly id: string | null;
	readonly name: string | null;
	readonly from: string;
}

export interface Usage extends PlainUsage {
	readonly state: "ok" | "warning" | "exhausted";
	readonly plan: NamedPlan | null;
	readonly nextPlan: NextPlan | null;
}

export interface Account extends PlainAccount {
	readonly plan: NamedPlan | null;
	readonly nextPlan: NextPlan | null;
	readonly timeZone: string;
	readonly contactEmail: string | null;
	readonly billingEmail: string | null;
	/** When everything of it goes; its mail is refused until then. */
	readonly deletesAt: string | null;
}

export interface PlanRequest {
	readonly id: string;
	readonly accountId: string;
	readonly planId: string;
	readonly planName: string;
	readonly state: "pending" | "accepted" | "declined" | "withdrawn";
	/** What the customer wrote. */
	readonly note: string;
	/** What the operator wrote. */
	readonly answer: string;
	readonly requestedBy: string;
	readonly createdAt: string;
	readonly decidedAt: string | null;
}

export interface ChosenPlan {
	readonly outcome: "changed" | "scheduled" | "requested" | "checkout";
	readonly from?: string;
	readonly checkoutUrl?: string;
}
