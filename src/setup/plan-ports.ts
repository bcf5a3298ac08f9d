/** What plans, wishes for them and payments need from outside. */

import type { Instant } from "../terms/clock.ts";
import type { ServiceEvent } from "../terms/events.ts";
import type { Account } from "../terms/identity.ts";
import type { AccountId, PlanId, PlanRequestId } from "../terms/ids.ts";
import type { Plan, PlanRequest, PlanRequestState } from "../terms/plan.ts";

/** What can be changed of an account; the plans of it must exist. */
export type AccountUpdate = Partial<Omit<Account, "id" | "createdAt" | "periodAnchor">>;

export type PlanChange = Partial<Omit<Plan, "id" | "createdAt">>;

/** All that are given must hold. */
export interface PlanRequestFilter {
	readonly accountId?: AccountId;
	readonly state?: PlanRequestState;
}

/** An account at the payment provider. */
export interface PayingAccount {
	readonly accountId: AccountId;
	readonly customerId: string;
	/** The payment page that may still be used; null: none. */
	readonly sessionId: string | null;
	/** The subscription that counts, as it was read last. */
	readonly subscriptionId: string | null;
	readonly status: string | null;
	readonly priceId: string | null;
}

/** Writes resolve after a synced commit. */
export interface PlanStore {
	/** "taken" when another plan has its price at the payment provider; so with changes. */
	insertPlan(plan: Plan): Promise<"inserted" | "taken">;
	updatePlan(id: PlanId, change: PlanChange): Promise<Plan | "taken" | undefined>;
	/** "in-use" while an account has it, will have it, or has asked for it. */
	deletePlan(id: PlanId): Promise<"deleted" | "in-use" | undefined>;
	plan(id: PlanId): Promise<Plan | undefined>;
	planByPrice(stripePriceId: string): Promise<Plan | undefined>;
	/** All, in their order. */
	plans(): Promise<readonly Plan[]>;

	/** "pending" when the account has another one that waits. */
	insertPlanRequest(
		request: PlanRequest,
		...events: readonly ServiceEvent[]
	): Promise<"inserted" | "pending">;
	/** Decides one that is pending, with what follows for its account, in one commit. */
	decidePlanRequest(
		decision: Pick<PlanRequest, "id" | "state" | "answer" | "decidedAt">,
		change: { readonly accountId: AccountId; readonly update: AccountUpdate },
		...events: readonly ServiceEvent[]
	): Promise<PlanRequest | undefined>;
	planRequest(id: PlanRequestId): Promise<PlanRequest | undefined>;
	/** Newest first; `before` is the last id of the page before. */
	planRequests(
		filter: PlanRequestFilter,
		limit: number,
		before?: PlanRequestId,
	): Promise<readonly PlanRequest[]>;

	/** Accounts whose scheduled plan is due, the longest due first. */
	nextPlansDue(now: Instant, limit: number): Promise<readonly Account[]>;
	/** Accounts that were told of a mark in a period that ends then or earlier, by what is known of its end. */
	renewalsDue(now: Instant, limit: number): Promise<readonly { accountId: AccountId; period: number }[]>;
	/** Told of the renewal: nothing is due any more. */
	renewed(account: AccountId, period: number, ...events: readonly ServiceEvent[]): Promise<void>;
	/** Its end is another one than was known. */
	renewsLater(account: AccountId, period: number, at: Instant): Promise<void>;
	/** Accounts that are to go, the longest due first. */
	deletionsDue(now: Instant, limit: number): Promise<readonly Account[]>;
	/** When the first of all these is due; null: nothing. */
	nextBillingDue(): Promise<Instant | null>;
	/** Usage of all periods of an account, the oldest first. */
	usageOf(account: AccountId): Promise<readonly { readonly period: number; readonly used: number }[]>;
	/** Removes some of what an account leaves behind, not the account; whether there may be more. */
	purge(account: AccountId, limit: number): Promise<boolean>;
	deleteAccount(id: AccountId): Promise<void>;

	payingAccount(id: AccountId): Promise<PayingAccount | undefined>;
	payingCustomer(customerId: string): Promise<PayingAccount | undefined>;
	savePayingAccount(account: PayingAccount): Promise<void>;
	paymentEventSeen(id: string): Promise<boolean>;
	/** Forgets events of before `forget`. */
	notePaymentEvent(id: string, at: Instant, forget: Instant): Promise<void>;
}

/** A subscription at the payment provider, as it is there now. */
export interface Subscription {
	readonly id: string;
	/** "active", "past_due", "canceled", … */
	readonly status: string;
	readonly priceId: string | null;
	readonly itemId: string | null;
	readonly createdAt: Instant;
}

/** What the payment provider tells us of: only whom it is about, since what is true now is asked for. */
export interface PaymentEvent {
	readonly id: string;
	readonly type: string;
	readonly customerId: string | null;
}

/** A payment provider. Rejects when it cannot be reached or does not want to. */
export interface PaymentProvider {
	/** Makes the customer once, however often it is asked. */
	customer(account: Pick<Account, "id" | "name">, email: string | null): Promise<string>;
	/** A page on which the customer subscribes. */
	checkout(wanted: {
		readonly customerId: string;
		readonly accountId: AccountId;
		readonly priceId: string;
		readonly returnUrl: string;
		/** The same for the same wish: a repeated call makes no second page. */
		readonly key: string;
	}): Promise<{ readonly sessionId: string; readonly url: string }>;
	/** The page cannot be used any more; nothing when it was used or is over. */
	expire(sessionId: string): Promise<void>;
	/** The customer's own pages; with a subscription and a price, the one that changes to that price. */
	portal(
		customerId: string,
		returnUrl: string,
		change?: { readonly subscription: Subscription; readonly priceId: string },
	): Promise<string>;
	/** All of a customer that are not long over. */
	subscriptions(customerId: string): Promise<readonly Subscription[]>;
	/** What was paid for time that is left is given back. */
	cancel(subscriptionId: string): Promise<void>;
	/** Undefined when it does not come from the provider, or not just now. */
	event(body: Buffer, signature: string): Promise<PaymentEvent | undefined>;
}
