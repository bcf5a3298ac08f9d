/** From what the service holds to what the API shows: moments as RFC 3339, secrets left out. */

import type { z } from "@hono/zod-openapi";
import type { Instant } from "../../terms/clock.ts";
import type { Account, ApiKey, SmtpUser } from "../../terms/identity.ts";
import type { Plan } from "../../terms/plan.ts";
import type { Language } from "../../terms/refusals/index.ts";
import type { Suppression } from "../../terms/suppression.ts";
import type * as shapes from "./schemas.ts";
import type { suppressionView } from "./suppression-schemas.ts";

type Shape<Name extends keyof typeof shapes> = (typeof shapes)[Name] extends z.ZodType
	? z.input<(typeof shapes)[Name]>
	: never;

export const at = (moment: Instant): string => new Date(moment).toISOString();
export const atOrNull = (moment: Instant | null): string | null => (moment === null ? null : at(moment));

export const planName = (plan: Plan | null): { id: string; name: string } | null =>
	plan && { id: plan.id, name: plan.name };

/** Null also where it has become the plan that the account has. */
export function nextPlanView({ nextPlan }: Account, now: Instant) {
	if (nextPlan === null || nextPlan.from <= now) return null;
	const { plan, from } = nextPlan;
	return { id: plan?.id ?? null, name: plan?.name ?? null, from: at(from) };
}

export const showAccount = (account: Account): Shape<"accountView"> => ({
	...account,
	plan: planName(account.plan),
	nextPlan: nextPlanView(account, 0),
	deletesAt: atOrNull(account.deletesAt),
	refusedExtensions: [...account.refusedExtensions],
	periodAnchor: at(account.periodAnchor),
	createdAt: at(account.createdAt),
});

export function showSmtpUser({ passwordHash: _, ...user }: SmtpUser): Shape<"smtpUserView"> {
	const { lastConnection, lastFailure } = user;
	return {
		...user,
		allowedAddresses: [...user.allowedAddresses],
		expiresAt: atOrNull(user.expiresAt),
		createdAt: at(user.createdAt),
		lastConnection: lastConnection === null ? null : { ...lastConnection, at: at(lastConnection.at) },
		lastFailure: lastFailure === null ? null : { ...lastFailure, at: at(lastFailure.at) },
	};
}

export const showApiKey = ({ hash: _, permissions, ...key }: ApiKey): Shape<"apiKeyView"> => ({
	...key,
	permissions: permissions === null ? null : [...permissions],
	expiresAt: atOrNull(key.expiresAt),
	createdAt: at(key.createdAt),
	lastUsedAt: atOrNull(key.lastUsedAt),
});

export const showSuppression = (suppression: Suppression): z.input<typeof suppressionView> => ({
	...suppression,
	since: at(suppression.since),
});

export interface Reader {
	readonly language: Language;
	/** Where this service's pages are, without a final slash. */
	readonly helpUrl: string;
}
