/** Where nobody is paid here, a customer's choice of a plan is a wish that the operator grants or declines. */

import type { Instant } from "../../terms/clock.ts";
import { type AccountId, ID_RANDOM_BYTES, makeId, type PlanId, type PlanRequestId } from "../../terms/ids.ts";
import { type PlanRequest, planAt } from "../../terms/plan.ts";
import type { InTurn } from "../../terms/turns.ts";
import type { MakeEvent } from "../events.ts";
import type { PlanRequestFilter, PlanStore } from "../plan-ports.ts";
import type { SetupStore } from "../ports.ts";
import { invalidField, notFound, type Problem } from "../problem.ts";
import { planEventData, updateFor } from "./changes.ts";

export interface PlanRequests {
	/** `by` is who asks, as people know them. One wish of an account waits at a time. */
	create(
		account: AccountId,
		wanted: { readonly planId: PlanId; readonly note?: string },
		by: string,
	): Promise<PlanRequest | Problem>;
	/** The account gets the plan: a higher one at once, a lower one in its next billing period. */
	accept(id: PlanRequestId, note?: string): Promise<PlanRequest | Problem>;
	decline(id: PlanRequestId, note?: string): Promise<PlanRequest | Problem>;
	withdraw(id: PlanRequestId): Promise<PlanRequest | Problem>;
	one(id: PlanRequestId): Promise<PlanRequest | undefined>;
	list(filter: PlanRequestFilter, limit: number, before?: PlanRequestId): Promise<readonly PlanRequest[]>;
}

export interface PlanRequestParts {
	readonly store: SetupStore;
	readonly plans: PlanStore;
	readonly now: () => Instant;
	readonly randomBytes: (count: number) => Buffer;
	readonly event: MakeEvent;
	readonly inTurn: InTurn<AccountId>;
	readonly changed: (id: AccountId) => void;
}

const NOTE_CHARACTERS = 1_000;

export function createPlanRequests(parts: PlanRequestParts): PlanRequests {
	const { plans } = parts;
	return {
		...asking(parts),
		accept: (id, note = "") => decide(parts, id, "accepted", note),
		decline: (id, note = "") => decide(parts, id, "declined", note),
		withdraw: (id) => decide(parts, id, "withdrawn", ""),
		one: (id) => plans.planRequest(id),
		list: (filter, limit, before) => plans.planRequests(filter, limit, before),
	};
}

const asking = ({
	store,
	plans,
	now,
	randomBytes,
	event,
}: PlanRequestParts): Pick<PlanRequests, "create"> => ({
	async create(accountId, { planId, note = "" }, requestedBy) {
		const trouble = noteTrouble(note);
		if (trouble !== undefined) return trouble;
		const account = await store.account(accountId);
		if (account === undefined) return notFound("account");
		const plan = await plans.plan(planId);
		if (plan === undefined || !plan.listed) return notFound("plan");
		const createdAt = now();
		if (planAt(account, createdAt)?.id === planId) return hasIt(plan.name);
		const request: PlanRequest = {
			id: makeId(createdAt, randomBytes(ID_RANDOM_BYTES)),
			accountId,
			planId,
			planName: plan.name,
			state: "pending",
			note,
			answer: "",
			requestedBy,
			createdAt,
			decidedAt: null,
		};
		const data = planEventData(account, plan, { requestId: request.id, ...(note === "" ? {} : { note }) });
		const inserted = await plans.insertPlanRequest(request, event(accountId, "plan.requested", data));
		return inserted === "pending" ? waits : request;
	},
});

async function decide(
	{ store, plans, now, event, inTurn, changed }: PlanRequestParts,
	id: PlanRequestId,
	state: "accepted" | "declined" | "withdrawn",
	answer: string,
): Promise<PlanRequest | Problem> {
	const trouble = noteTrouble(answer);
	if (trouble !== undefined) return trouble;
	const asked = await plans.planRequest(id);
	if (asked === undefined) return notFound("plan request");
	return inTurn(asked.accountId, async () => {
		const account = await store.account(asked.accountId);
		const request = await plans.planRequest(id);
		if (request === undefined || account === undefined) return notFound("plan request");
		if (request.state !== "pending") return decided(request.state);
		const plan = await plans.plan(request.planId);
		if (plan === undefined) return notFound("plan");
		const { update, outcome } = updateFor(account, plan, now());
		const more = {
			requestId: id,
			...(answer === "" ? {} : { note: answer }),
			...(state === "accepted" && outcome.kind === "scheduled" ? { from: outcome.from } : {}),
		};
		const type = { accepted: "plan.changed", declined: "plan.declined", withdrawn: null } as const;
		const told = type[state];
		const written = await plans.decidePlanRequest(
			{ id, state, answer, decidedAt: now() },
			{ accountId: account.id, update: state === "accepted" ? update : {} },
			...(told === null ? [] : [event(account.id, told, planEventData(account, plan, more))]),
		);
		changed(account.id);
		return written ?? notFound("plan request");
	});
}

/** Text of several lines, for people. */
const noteTrouble = (note: string): Problem | undefined =>
	note.length > NOTE_CHARACTERS
		? invalidField("note", `The note is longer than ${NOTE_CHARACTERS} characters`)
		: /[^\P{Cc}\n\r\t]/u.test(note)
			? invalidField("note", "The note has a control character in it")
			: undefined;

const unavailable = (detail: string): Problem => ({ kind: "problem", problem: "unavailable", detail });

const hasIt = (name: string): Problem => unavailable(`The account has the plan ${name} already`);
const waits = unavailable("Another plan was asked for and is not decided yet: withdraw that request first");
const decided = (state: string): Problem => unavailable(`The request was ${state} already`);
