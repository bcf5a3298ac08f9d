/** The plans that there are: the operator's to make and change. A change holds for all accounts that have the plan. */

import { ID_RANDOM_BYTES, makeId, type PlanId } from "../../terms/ids.ts";
import type { Plan } from "../../terms/plan.ts";
import type { PlanChange, PlanStore } from "../plan-ports.ts";
import type { SetupPorts } from "../ports.ts";
import { notFound, type Problem } from "../problem.ts";
import { planTrouble } from "./fields.ts";

export type NewPlan = Pick<Plan, "name" | "monthlyRecipients"> & PlanChange;

export interface Plans {
	create(wanted: NewPlan): Promise<Plan | Problem>;
	update(id: PlanId, change: PlanChange): Promise<Plan | Problem>;
	/** Undefined when it is gone; "unavailable" while somebody has it: it can be unlisted. */
	remove(id: PlanId): Promise<Problem | undefined>;
	one(id: PlanId): Promise<Plan | undefined>;
	/** All, in their order. */
	list(): Promise<readonly Plan[]>;
}

const noLimits = { recipientsPerMinute: null, domains: null, smtpUsers: null, retentionDays: null };

/** `changed` is called after each change of a plan that accounts may have. */
export function createPlans(
	{ clock, randomBytes }: SetupPorts,
	store: PlanStore,
	changed: (id: PlanId) => void,
): Plans {
	return {
		async create(wanted) {
			const trouble = planTrouble(wanted);
			if (trouble !== undefined) return trouble;
			const createdAt = clock.now();
			const plan: Plan = {
				price: null,
				listed: true,
				position: 0,
				limits: noLimits,
				stripePriceId: null,
				...wanted,
				id: makeId(createdAt, randomBytes(ID_RANDOM_BYTES)),
				createdAt,
			};
			return (await store.insertPlan(plan)) === "taken" ? priceTaken : plan;
		},
		async update(id, change) {
			const trouble = planTrouble(change);
			if (trouble !== undefined) return trouble;
			const plan = await store.updatePlan(id, change);
			changed(id);
			return plan === "taken" ? priceTaken : (plan ?? notFound("plan"));
		},
		async remove(id) {
			const removed = await store.deletePlan(id);
			if (removed === undefined) return notFound("plan");
			return removed === "in-use" ? inUse : undefined;
		},
		one: (id) => store.plan(id),
		list: () => store.plans(),
	};
}

const inUse: Problem = {
	kind: "problem",
	problem: "unavailable",
	detail:
		"Accounts have this plan, will have it or have asked for it. Unlist it, so that nobody else chooses it",
};

const priceTaken: Problem = {
	kind: "problem",
	problem: "taken",
	field: "stripePriceId",
	detail: "Another plan has this price at Stripe",
};
