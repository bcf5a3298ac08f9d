/** Where one can go from every page. What has no page (yet), or is not for this person, is not shown. */

import type { Permission } from "../api/who.ts";

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
	"suppressions" | "webhooks" | "apiKeys" | "team" | "audit" | "settings" | "profile" | "operator" | "help"
>[] = [
	{ word: "suppressions", to: "/settings/suppressions", needs: "suppressions:read" },
	{ word: "webhooks", to: "/settings/webhooks", needs: "webhooks:read" },
	{ word: "apiKeys", to: "/settings/api-keys", needs: "api-keys:read" },
	{ word: "team", to: "/settings/team", needs: "team:read" },
	{ word: "audit", to: "/settings/audit", needs: "audit:read" },
	{ word: "settings", to: "/settings", needs: "account:read" },
	{ word: "profile", to: "/settings/profile", needs: null },
	{ word: "operator", to: "/operator", needs: "operator" },
	{ word: "help", to: "/guide", needs: null },
];

/** Settings, as they are listed beside each other. */
export const settingsPlaces: readonly Place<
	"account" | "profile" | "team" | "apiKeys" | "webhooks" | "suppressions" | "audit"
>[] = [
	{ word: "account", to: "/settings", needs: "account:read" },
	{ word: "profile", to: "/settings/profile", needs: null },
	{ word: "team", to: "/settings/team", needs: "team:read" },
	{ word: "apiKeys", to: "/settings/api-keys", needs: "api-keys:read" },
	{ word: "webhooks", to: "/settings/webhooks", needs: "webhooks:read" },
	{ word: "suppressions", to: "/settings/suppressions", needs: "suppressions:read" },
	{ word: "audit", to: "/settings/audit", needs: "audit:read" },
];

/** The parts of the operator area. */
export const operatorPlaces: readonly Place<
	"accounts" | "plans" | "planRequests" | "people" | "queue" | "doctor"
>[] = [
	{ word: "accounts", to: "/operator/accounts", needs: "operator" },
	{ word: "planRequests", to: "/operator/plan-requests", needs: "operator" },
	{ word: "plans", to: "/operator/plans", needs: "operator" },
	{ word: "people", to: "/operator/people", needs: "operator" },
	{ word: "queue", to: "/operator/queue", needs: "operator" },
	{ word: "doctor", to: "/operator/doctor", needs: "operator" },
];
