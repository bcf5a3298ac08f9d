/** SMTP users as these pages see them. */

import { usePages } from "../../../api/pages.ts";
import type { SmtpUser } from "../../../api/schema.ts";

const PAGE = 100;

export const useSmtpUsers = (domainId: string) =>
	usePages<SmtpUser>(["smtp-users", domainId], "/v1/smtp-users", { domain: domainId, limit: PAGE });

type UserState = "active" | "disabled" | "expired";

export function stateOf({ disabled, expiresAt }: SmtpUser, now: number): UserState {
	if (disabled) return "disabled";
	return expiresAt !== null && Date.parse(expiresAt) <= now ? "expired" : "active";
}

/** The last moment at which it works: on the last day, not on the one that begins when it ends. */
export const lastMomentOf = (expiresAt: string): number => Date.parse(expiresAt) - 1;
