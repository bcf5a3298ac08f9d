/** The calls about plans: what there is, and what an account chooses. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Setup } from "../../setup/index.ts";
import type { AccountId, PlanId } from "../../terms/ids.ts";
import { type Plan, planAt } from "../../terms/plan.ts";
import { actorOf, maySee, type Scope } from "./access.ts";
import { given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { chosenView, newPlan, planChange, planChoice, planView, showPlan } from "./plan-schemas.ts";
import { type ApiProblem, fromSetup, nothing, problem } from "./problem.ts";
import { accountView, id, page, pageQuery } from "./schemas.ts";
import { at, showAccount } from "./views.ts";

const tag = "Plans";
const params = z.strictObject({ id: id<PlanId>() });
const accountParams = z.strictObject({ id: id<AccountId>() });

export const planEndpoints = ({ setup, now, url }: ApiDependencies): readonly Endpoint[] => [
	...reading(setup, now),
	...changing(setup),
	...choosing(setup, url),
];

const reading = (setup: Setup, now: () => number): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/plans",
		tag,
		summary: "List plans",
		description: "In their order. An account sees those that it may choose, and its own.",
		access: "plans:read",
		query: z.strictObject(pageQuery),
		answers: page(planView),
		async run({ scope, query: { limit, cursor } }) {
			const seen = (await setup.plans.list()).filter(await seenBy(scope, setup, now));
			const before = seen.findIndex(({ id }) => id === cursor);
			return pageOf(seen.slice(before + 1), limit, showPlan);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/plans/{id}",
		tag,
		summary: "Get a plan",
		access: "plans:read",
		params,
		answers: planView,
		async run({ scope, params }) {
			const plan = await setup.plans.one(params.id);
			return plan !== undefined && (await seenBy(scope, setup, now))(plan) ? showPlan(plan) : nothing("plan");
		},
	}),
];

async function seenBy(scope: Scope, setup: Setup, now: () => number): Promise<(plan: Plan) => boolean> {
	if (scope.kind === "operator") return () => true;
	const account = scope.kind === "account" ? await setup.accounts.one(scope.account) : undefined;
	const own = account === undefined ? null : planAt(account, now());
	return ({ listed, id }) => listed || id === own?.id;
}

const noLimits: Plan["limits"] = {
	recipientsPerMinute: null,
	domains: null,
	smtpUsers: null,
	retentionDays: null,
};

const changing = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/plans",
		tag,
		summary: "Create a plan",
		access: "operator",
		audits: "plan.create",
		body: newPlan,
		created: true,
		answers: planView,
		async run({ body: { name, monthlyRecipients, limits, ...more } }) {
			const plan = await setup.plans.create({
				...given(more),
				name,
				monthlyRecipients,
				limits: { ...noLimits, ...given(limits ?? {}) },
			});
			return isProblem(plan) ? fromSetup(plan) : showPlan(plan);
		},
	}),
	endpoint({
		method: "patch",
		path: "/v1/plans/{id}",
		tag,
		summary: "Change a plan",
		description: "It changes for every account that has it, at once. Limits that are not given stay.",
		access: "operator",
		audits: "plan.update",
		params,
		body: planChange,
		answers: planView,
		async run({ params, body: { limits, ...more } }) {
			const before = await setup.plans.one(params.id);
			if (before === undefined) return nothing("plan");
			const plan = await setup.plans.update(params.id, {
				...given(more),
				...(limits === undefined ? {} : { limits: { ...before.limits, ...given(limits) } }),
			});
			return isProblem(plan) ? fromSetup(plan) : showPlan(plan);
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/plans/{id}",
		tag,
		summary: "Remove a plan",
		description: "Refused while an account has it, will have it or has asked for it: unlist it instead.",
		access: "operator",
		audits: "plan.delete",
		params,
		answers: null,
		async run({ params }) {
			const trouble = await setup.plans.remove(params.id);
			return trouble === undefined ? null : fromSetup(trouble);
		},
	}),
];

const choosing = (setup: Setup, url: () => string): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/accounts/{id}/plan",
		tag,
		summary: "Choose an account's plan",
		description: `By the operator: a higher plan works at once, what is used stays counted; a lower one from the next billing
period on. By the account: where plans are paid here, the answer has the page to pay on; else it is a request that the
operator decides.`,
		access: "plans:choose",
		audits: "account.change-plan",
		params: accountParams,
		body: planChoice,
		answers: chosenView,
		async run({ scope, params, body: { planId, note, atOnce = false } }) {
			if (!maySee(scope, params.id)) return nothing("account");
			const plan = planId === null ? null : await setup.plans.one(planId);
			if (plan === undefined) return nothing("plan");
			if (scope.kind === "operator") return decided(setup, params.id, plan, atOnce);
			if (plan === null || atOnce)
				return problem("operator-only", "Only the operator takes a plan away, or lowers it at once");
			return asked(setup, { scope, account: params.id, plan, note, returnUrl: `${url()}/pricing` });
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/accounts/{id}/next-plan",
		tag,
		summary: "Keep the plan: take back one that is scheduled",
		access: "plans:choose",
		audits: "account.keep-plan",
		params: accountParams,
		answers: accountView,
		async run({ scope, params }) {
			if (!maySee(scope, params.id)) return nothing("account");
			const account = await setup.planChanges.keep(params.id);
			return isProblem(account) ? fromSetup(account) : showAccount(account);
		},
	}),
];

type Chosen = z.input<typeof chosenView>;

/** What the operator chooses is done. */
async function decided(
	setup: Setup,
	account: AccountId,
	plan: Plan | null,
	atOnce: boolean,
): Promise<Chosen | ApiProblem> {
	const outcome = await setup.planChanges.change(account, plan, atOnce);
	if (isProblem(outcome)) return fromSetup(outcome);
	return outcome.kind === "scheduled"
		? { outcome: "scheduled", from: at(outcome.from) }
		: { outcome: "changed" };
}

interface Wish {
	readonly scope: Scope;
	readonly account: AccountId;
	readonly plan: Plan;
	readonly note: string | undefined;
	readonly returnUrl: string;
}

/** What the account chooses is paid first, or decided by the operator. */
async function asked(
	setup: Setup,
	{ scope, account, plan, note, returnUrl }: Wish,
): Promise<Chosen | ApiProblem> {
	if (!plan.listed) return nothing("plan");
	if (setup.payments !== null && plan.stripePriceId !== null) {
		const page = await setup.payments.choose(account, plan, returnUrl);
		return isProblem(page) ? fromSetup(page) : { outcome: "checkout", checkoutUrl: page.url };
	}
	const wanted = { planId: plan.id, ...(note === undefined ? {} : { note }) };
	const request = await setup.planRequests.create(account, wanted, actorOf(scope).name);
	return isProblem(request) ? fromSetup(request) : { outcome: "requested", requestId: request.id };
}
