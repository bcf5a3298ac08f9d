/**
 * An account gets another plan: a higher one at once, and what was used stays used; a lower one, or none, when its next
 * billing period begins. Nobody loses what the present period was begun with, and nobody waits for what is more.
 */

import type { Instant } from "../../terms/clock.ts";
import type { PlanEventData } from "../../terms/events.ts";
import type { Account } from "../../terms/identity.ts";
import type { AccountId, PlanRequestId } from "../../terms/ids.ts";
import { type Plan, planAt, quotaAt, type ScheduledPlan } from "../../terms/plan.ts";
import type { InTurn } from "../../terms/turns.ts";
import { billingPeriod } from "../billing-period.ts";
import type { MakeEvent } from "../events.ts";
import type { AccountUpdate } from "../plan-ports.ts";
import type { SetupStore } from "../ports.ts";
import { notFound, type Problem } from "../problem.ts";

export type Outcome = { readonly kind: "changed" } | { readonly kind: "scheduled"; readonly from: Instant };

export interface PlanChanges {
	/** A plan of null: none. `atOnce` does so also with a lower one. */
	change(account: AccountId, plan: Plan | null, atOnce?: boolean): Promise<Outcome | Problem>;
	/** What is scheduled does not happen. */
	keep(account: AccountId): Promise<Account | Problem>;
	/** A scheduled plan whose time has come is written down; it has worked since. */
	settle(account: AccountId): Promise<void>;
}

export interface PlanChangeParts {
	readonly store: SetupStore;
	readonly now: () => Instant;
	readonly event: MakeEvent;
	readonly inTurn: InTurn<AccountId>;
	readonly changed: (id: AccountId) => void;
}

/** What becomes of an account by another plan. */
export function updateFor(
	account: Account,
	plan: Plan | null,
	now: Instant,
	atOnce = false,
): { readonly update: AccountUpdate; readonly outcome: Outcome } {
	const has = planAt(account, now);
	const quota = plan?.monthlyRecipients ?? account.monthlyRecipients;
	if (atOnce || plan?.id === has?.id || quota >= quotaAt(account, now))
		return { update: { plan, nextPlan: null }, outcome: { kind: "changed" } };
	const from = billingPeriod(account.periodAnchor, account.timeZone, now).renewsAt;
	// What was scheduled and is due already is what the account has.
	return { update: { plan: has, nextPlan: { plan, from } }, outcome: { kind: "scheduled", from } };
}

/** What the account's people and programs are told of it. */
export const planEventData = (
	account: Account,
	plan: Plan | null,
	more: { readonly requestId?: PlanRequestId; readonly note?: string; readonly from?: Instant } = {},
): PlanEventData => ({
	planId: plan?.id ?? null,
	planName: plan?.name ?? "",
	monthlyRecipients: plan?.monthlyRecipients ?? account.monthlyRecipients,
	...more,
});

export function createPlanChanges({ store, now, event, inTurn, changed }: PlanChangeParts): PlanChanges {
	const write = async (
		account: Account,
		update: AccountUpdate,
		told?: PlanEventData,
	): Promise<Account | Problem> => {
		const events = told === undefined ? [] : [event(account.id, "plan.changed", told)];
		const updated = await store.updateAccount(account.id, update, ...events);
		changed(account.id);
		return updated ?? notFound("account");
	};
	return {
		change: (id, plan, atOnce) =>
			inTurn(id, async () => {
				const account = await store.account(id);
				if (account === undefined) return notFound("account");
				const { update, outcome } = updateFor(account, plan, now(), atOnce);
				if (isAsItIs(account, update, now())) return outcome;
				const from = outcome.kind === "scheduled" ? { from: outcome.from } : {};
				const written = await write(account, update, planEventData(account, plan, from));
				return "kind" in written ? written : outcome;
			}),
		keep: (id) =>
			inTurn(id, async () => {
				const account = await store.account(id);
				if (account === undefined) return notFound("account");
				if (account.nextPlan === null || account.nextPlan.from <= now()) return nothingScheduled;
				return write(account, { nextPlan: null }, planEventData(account, account.plan));
			}),
		settle: (id) =>
			inTurn(id, async () => {
				const account = await store.account(id);
				if (account === undefined || account.nextPlan === null || account.nextPlan.from > now()) return;
				const { plan } = account.nextPlan;
				await write(account, { plan, nextPlan: null }, planEventData(account, plan));
			}),
	};
}

/** The same choice again tells nobody anything. */
function isAsItIs(account: Account, { plan, nextPlan }: AccountUpdate, now: Instant): boolean {
	return planAt(account, now)?.id === plan?.id && sameSchedule(pendingOf(account, now), nextPlan ?? null);
}

const pendingOf = ({ nextPlan }: Account, now: Instant): ScheduledPlan | null =>
	nextPlan !== null && nextPlan.from > now ? nextPlan : null;

const sameSchedule = (a: ScheduledPlan | null, b: ScheduledPlan | null): boolean =>
	a === null || b === null ? a === b : a.plan?.id === b.plan?.id && a.from === b.from;

const nothingScheduled: Problem = {
	kind: "problem",
	problem: "unavailable",
	detail: "No other plan is scheduled for the next billing period",
};
