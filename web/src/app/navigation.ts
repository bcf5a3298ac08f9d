/** Where one can go from every page. What has no page (yet), or is not for this person, is not shown. */

import type { Permission } from "../api/me.ts";

interface Place<Word extends string> {
	readonly word: Word;
	readonly to: string;
	readonly needs: Permission | "operator" | null;
	/** In try mode only. */
	readonly toTry?: true;
}

export const tabs: readonly Place<"dashboard" | "activity" | "domains" | "pricing" | "try">[] = [
	{ word: "dashboard", to: "/", needs: "dashboard:read" },
	{ word: "activity", to: "/activity", needs: "activity:read" },
	{ word: "domains", to: "/domains", needs: "domains:read" },
	{ word: "pricing", to: "/pricing", needs: "plans:read" },
	{ word: "try", to: "/try", needs: "operator", toTry: true },
];

export const menuPlaces: readonly Place<
	"suppressions" | "webhooks" | "apiKeys" | "team" | "audit" | "settings" | "operator"
>[] = [
	{ word: "suppressions", to: "/suppressions", needs: "suppressions:read" },
	{ word: "webhooks", to: "/webhooks", needs: "webhooks:read" },
	{ word: "apiKeys", to: "/api-keys", needs: "api-keys:read" },
	{ word: "team", to: "/team", needs: "team:read" },
	{ word: "audit", to: "/audit", needs: "audit:read" },
	{ word: "settings", to: "/settings", needs: null },
	{ word: "operator", to: "/operator", needs: "operator" },
];

/** The parts of the operator area. */
export const operatorPlaces: readonly Place<"accounts" | "plans" | "planRequests">[] = [
	{ word: "accounts", to: "/operator/accounts", needs: "operator" },
	{ word: "planRequests", to: "/operator/plan-requests", needs: "operator" },
	{ word: "plans", to: "/operator/plans", needs: "operator" },
];
