/** The calls about requests for plans: accounts ask, the operator decides. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Problem, type Setup } from "../../setup/index.ts";
import type { PlanRequestFilter } from "../../setup/plan-ports.ts";
import type { AccountId, PlanRequestId } from "../../terms/ids.ts";
import type { PlanRequest } from "../../terms/plan.ts";
import { accountOf, actorOf, maySee, newFor, type Scope } from "./access.ts";
import { given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import {
	newPlanRequest,
	planDecision,
	planRequestState,
	planRequestView,
	showPlanRequest,
} from "./plan-schemas.ts";
import { fromSetup, isApiProblem, nothing } from "./problem.ts";
import { id, page, pageQuery } from "./schemas.ts";

const tag = "Plans";
const params = z.strictObject({ id: id<PlanRequestId>() });
const answer = (request: PlanRequest | Problem) =>
	isProblem(request) ? fromSetup(request) : showPlanRequest(request as PlanRequest);

export const planRequestEndpoints = ({ setup }: ApiDependencies): readonly Endpoint[] => [
	...asking(setup),
	...reading(setup),
	...deciding(setup),
];

/** What is another account's is not there. */
async function visible(setup: Setup, scope: Scope, wanted: PlanRequestId): Promise<PlanRequest | undefined> {
	const request = await setup.planRequests.one(wanted);
	return request !== undefined && maySee(scope, request.accountId) ? request : undefined;
}

const asking = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/plan-requests",
		tag,
		summary: "Ask for a plan",
		description: "The operator decides. One request of an account waits at a time.",
		access: "plans:choose",
		audits: "plan-request.create",
		body: newPlanRequest.extend({ accountId: id<AccountId>().optional() }),
		created: true,
		answers: planRequestView,
		async run({ scope, body: { accountId, planId, note } }) {
			const account = newFor(scope, accountId);
			if (isApiProblem(account)) return account;
			const wanted = { planId, ...(note === undefined ? {} : { note }) };
			return answer(await setup.planRequests.create(account, wanted, actorOf(scope).name));
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/plan-requests/{id}",
		tag,
		summary: "Withdraw a request for a plan",
		access: "plans:choose",
		audits: "plan-request.withdraw",
		params,
		answers: planRequestView,
		async run({ scope, params }) {
			const request = await visible(setup, scope, params.id);
			if (request === undefined) return nothing("plan request");
			return answer(await setup.planRequests.withdraw(request.id));
		},
	}),
];

const reading = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/plan-requests",
		tag,
		summary: "List requests for plans",
		description: "Newest first.",
		access: "plans:read",
		query: z.strictObject({
			...pageQuery,
			account: id<AccountId>().optional(),
			state: planRequestState.optional(),
		}),
		answers: page(planRequestView),
		async run({ scope, query: { limit, cursor, account, state } }) {
			const filter: PlanRequestFilter = given({ accountId: accountOf(scope, account) ?? undefined, state });
			const before = cursor as PlanRequestId | undefined;
			const rows = await setup.planRequests.list(filter, limit + 1, before);
			return pageOf(rows, limit, showPlanRequest);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/plan-requests/{id}",
		tag,
		summary: "Get a request for a plan",
		access: "plans:read",
		params,
		answers: planRequestView,
		async run({ scope, params }) {
			const request = await visible(setup, scope, params.id);
			return request === undefined ? nothing("plan request") : showPlanRequest(request);
		},
	}),
];

const deciding = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/plan-requests/{id}/accept",
		tag,
		summary: "Accept a request for a plan",
		description: "A higher plan works from the next recipient on, a lower one from the next billing period.",
		access: "operator",
		audits: "plan-request.accept",
		params,
		body: planDecision,
		answers: planRequestView,
		run: async ({ params, body }) => answer(await setup.planRequests.accept(params.id, body.note)),
	}),
	endpoint({
		method: "post",
		path: "/v1/plan-requests/{id}/decline",
		tag,
		summary: "Decline a request for a plan",
		access: "operator",
		audits: "plan-request.decline",
		params,
		body: planDecision,
		answers: planRequestView,
		run: async ({ params, body }) => answer(await setup.planRequests.decline(params.id, body.note)),
	}),
];
