/** Rows of plans and of wishes for them, as the terms that they are. */

import type { PlanId } from "../../terms/ids.ts";
import type { Plan, PlanRequest } from "../../terms/plan.ts";
import type { Answer, Parameter } from "./reader.ts";

export const PLAN_COLUMNS = `id, name, monthly_recipients, price_minor, currency, listed, position,
	recipients_per_minute, domains, smtp_users, retention_days, stripe_price_id, created_at`;

const NAMES = PLAN_COLUMNS.split(",").map((column) => column.trim());

export const planRow = (plan: Plan): readonly Parameter[] => [
	plan.id,
	plan.name,
	plan.monthlyRecipients,
	plan.price?.amountMinor ?? null,
	plan.price?.currency ?? null,
	plan.listed ? 1 : 0,
	plan.position,
	plan.limits.recipientsPerMinute,
	plan.limits.domains,
	plan.limits.smtpUsers,
	plan.limits.retentionDays,
	plan.stripePriceId,
	plan.createdAt,
];

/** A plan within the row of something that has it, as JSON. */
export const planWithin = (column: string): string =>
	`(SELECT json_object(${NAMES.map((name) => `'${name}', plan.${name}`).join(", ")})
	FROM plan WHERE plan.id = ${column})`;

/** Null where there was none. */
export const planInside = (json: unknown): Plan | null =>
	typeof json === "string" ? planOf(JSON.parse(json) as Answer) : null;

export const planOf = (row: Answer): Plan => ({
	id: row["id"] as PlanId,
	name: row["name"] as string,
	monthlyRecipients: row["monthly_recipients"] as number,
	price:
		row["currency"] === null
			? null
			: { amountMinor: row["price_minor"] as number, currency: row["currency"] as string },
	listed: row["listed"] === 1,
	position: row["position"] as number,
	limits: {
		recipientsPerMinute: row["recipients_per_minute"] as number | null,
		domains: row["domains"] as number | null,
		smtpUsers: row["smtp_users"] as number | null,
		retentionDays: row["retention_days"] as number | null,
	},
	stripePriceId: row["stripe_price_id"] as string | null,
	createdAt: row["created_at"] as number,
});

export const REQUEST_COLUMNS = `id, account_id, plan_id, plan_name, state, note, answer, requested_by, created_at,
	decided_at`;

export const requestRow = (request: PlanRequest): readonly Parameter[] => [
	request.id,
	request.accountId,
	request.planId,
	request.planName,
	request.state,
	request.note,
	request.answer,
	request.requestedBy,
	request.createdAt,
	request.decidedAt,
];

export const requestOf = (row: Answer): PlanRequest => ({
	id: row["id"] as PlanRequest["id"],
	accountId: row["account_id"] as PlanRequest["accountId"],
	planId: row["plan_id"] as PlanId,
	planName: row["plan_name"] as string,
	state: row["state"] as PlanRequest["state"],
	note: row["note"] as string,
	answer: row["answer"] as string,
	requestedBy: row["requested_by"] as string,
	createdAt: row["created_at"] as number,
	decidedAt: row["decided_at"] as number | null,
});
