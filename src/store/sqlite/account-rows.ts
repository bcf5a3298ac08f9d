/** Rows of accounts, each with its plan inside, as the terms that they are. */

import type { Account } from "../../terms/identity.ts";
import { planInside, planWithin } from "./plan-rows.ts";
import type { Answer, Parameter } from "./reader.ts";

export const ACCOUNT_COLUMNS = `id, name, suspended_reason, monthly_recipients, period_anchor, sends_dsn,
	refused_extensions, created_at, time_zone, contact_email, billing_email, deletes_at, plan_id, next_plan_id,
	next_plan_from`;

/** As they are read: plans as they stand now. */
export const ACCOUNT_VIEW = `${ACCOUNT_COLUMNS}, ${planWithin("account.plan_id")} AS plan,
	${planWithin("account.next_plan_id")} AS next_plan`;

export const accountRow = (account: Account): readonly Parameter[] => [
	account.id,
	account.name,
	account.suspendedReason,
	account.monthlyRecipients,
	account.periodAnchor,
	account.sendsDsn ? 1 : 0,
	JSON.stringify(account.refusedExtensions),
	account.createdAt,
	account.timeZone,
	account.contactEmail,
	account.billingEmail,
	account.deletesAt,
	account.plan?.id ?? null,
	account.nextPlan?.plan?.id ?? null,
	account.nextPlan?.from ?? null,
];

export const accountOf = (row: Answer): Account => ({
	id: row["id"] as Account["id"],
	name: row["name"] as string,
	suspendedReason: row["suspended_reason"] as string | null,
	monthlyRecipients: row["monthly_recipients"] as number,
	plan: planInside(row["plan"]),
	nextPlan:
		row["next_plan_from"] === null
			? null
			: { plan: planInside(row["next_plan"]), from: row["next_plan_from"] as number },
	periodAnchor: row["period_anchor"] as number,
	timeZone: row["time_zone"] as string,
	contactEmail: row["contact_email"] as string | null,
	billingEmail: row["billing_email"] as string | null,
	deletesAt: row["deletes_at"] as number | null,
	sendsDsn: row["sends_dsn"] === 1,
	refusedExtensions: JSON.parse(row["refused_extensions"] as string) as Account["refusedExtensions"],
	createdAt: row["created_at"] as number,
});

/** The columns of a change; those that are undefined stay as they are. */
export const accountColumns = (
	change: Partial<Account>,
): Readonly<Record<string, Parameter | undefined>> => ({
	name: change.name,
	suspended_reason: change.suspendedReason,
	monthly_recipients: change.monthlyRecipients,
	sends_dsn: change.sendsDsn === undefined ? undefined : Number(change.sendsDsn),
	refused_extensions:
		change.refusedExtensions === undefined ? undefined : JSON.stringify(change.refusedExtensions),
	time_zone: change.timeZone,
	contact_email: change.contactEmail,
	billing_email: change.billingEmail,
	deletes_at: change.deletesAt,
	plan_id: change.plan === undefined ? undefined : (change.plan?.id ?? null),
	next_plan_id: change.nextPlan === undefined ? undefined : (change.nextPlan?.plan?.id ?? null),
	next_plan_from: change.nextPlan === undefined ? undefined : (change.nextPlan?.from ?? null),
});
