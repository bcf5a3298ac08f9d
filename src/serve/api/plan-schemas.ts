/** The shapes of plans and of wishes for them. */

import { z } from "@hono/zod-openapi";
import type { PlanId } from "../../terms/ids.ts";
import { type Plan, type PlanRequest, planRequestStates } from "../../terms/plan.ts";
import { id, moment } from "./schemas.ts";
import { at } from "./views.ts";

const ID = "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX";
const count = z.int().min(0).max(1_000_000_000_000);

const price = z
	.strictObject({
		amountMinor: count.openapi({ description: "In the currency's smallest unit, for each billing period" }),
		currency: z
			.string()
			.regex(/^[A-Z]{3}$/)
			.openapi({ description: "ISO 4217" }),
	})
	.openapi("Price", { example: { amountMinor: 1_900, currency: "EUR" } });

const limit = z.int().nullable().openapi({ description: "Null is what the service has for everybody" });
const limits = z
	.strictObject({
		recipientsPerMinute: limit,
		domains: limit,
		smtpUsers: limit,
		retentionDays: limit,
	})
	.openapi("PlanLimits");

const example = {
	name: "Growth",
	monthlyRecipients: 10_000,
	price: { amountMinor: 1_900, currency: "EUR" },
	listed: true,
	position: 2,
	limits: { recipientsPerMinute: 600, domains: 5, smtpUsers: 20, retentionDays: 30 },
	stripePriceId: null,
};

export const planView = z
	.strictObject({
		id: z.string(),
		name: z.string(),
		monthlyRecipients: z.int(),
		price: price.nullable(),
		listed: z.boolean().openapi({ description: "Whether customers may choose it" }),
		position: z.int(),
		limits,
		stripePriceId: z.string().nullable(),
		createdAt: moment,
	})
	.openapi("Plan", { example: { id: ID, ...example, createdAt: "2026-11-24T08:15:30.000Z" } });

const settings = {
	name: z.string().min(1).max(200),
	monthlyRecipients: count,
	price: price.nullable().optional(),
	listed: z.boolean().optional(),
	position: z.int().optional(),
	limits: limits.partial().optional(),
	stripePriceId: z.string().max(250).nullable().optional(),
};

export const newPlan = z.strictObject(settings).openapi("NewPlan", { example });
export const planChange = z
	.strictObject({ ...settings, name: settings.name.optional(), monthlyRecipients: count.optional() })
	.openapi("PlanChange", { example: { listed: false } });

const note = z.string().max(1_000).optional();

export const planChoice = z
	.strictObject({
		planId: id<PlanId>().nullable().openapi({ description: "Null takes the plan away: the operator only" }),
		note: note.openapi({ description: "For the operator, where the choice becomes a request" }),
		atOnce: z
			.boolean()
			.optional()
			.openapi({ description: "A lower plan too works at once: the operator only" }),
	})
	.openapi("PlanChoice", { example: { planId: ID } });

export const chosenView = z
	.strictObject({
		outcome: z.enum(["changed", "scheduled", "requested", "checkout"]),
		from: moment.optional().openapi({ description: "From when a scheduled plan works" }),
		requestId: z.string().optional(),
		checkoutUrl: z
			.string()
			.optional()
			.openapi({ description: "The page on which the customer confirms and pays" }),
	})
	.openapi("ChosenPlan", { example: { outcome: "scheduled", from: "2026-12-24T08:15:30.000Z" } });

export const newPlanRequest = z
	.strictObject({ planId: id<PlanId>(), note })
	.openapi("NewPlanRequest", { example: { planId: ID, note: "For our winter sale" } });

export const planDecision = z
	.strictObject({ note: note.openapi({ description: "For the customer" }) })
	.openapi("PlanDecision", { example: { note: "Welcome aboard" } });

export const planRequestState = z.enum(planRequestStates);

export const planRequestView = z
	.strictObject({
		id: z.string(),
		accountId: z.string(),
		planId: z.string(),
		planName: z.string(),
		state: planRequestState,
		note: z.string().openapi({ description: "What the customer wrote" }),
		answer: z.string().openapi({ description: "What the operator wrote" }),
		requestedBy: z.string(),
		createdAt: moment,
		decidedAt: moment.nullable(),
	})
	.openapi("PlanRequest");

export const showPlan = (plan: Plan): z.input<typeof planView> => ({
	...plan,
	limits: { ...plan.limits },
	price: plan.price && { ...plan.price },
	createdAt: at(plan.createdAt),
});

export const showPlanRequest = (request: PlanRequest): z.input<typeof planRequestView> => ({
	...request,
	createdAt: at(request.createdAt),
	decidedAt: request.decidedAt === null ? null : at(request.decidedAt),
});
