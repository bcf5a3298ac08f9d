import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { textIn } from "../../app/search.ts";
import { settingsRoute } from "../../app/settings-route.ts";
import { type AuditSearch, filterNames } from "./search.ts";

export const auditRoutes = [
	createRoute({
		getParentRoute: () => settingsRoute,
		path: "/settings/audit",
		staticData: { needs: "audit:read" },
		validateSearch: (search: Record<string, unknown>): AuditSearch =>
			Object.fromEntries(
				filterNames.map((name) => [name, textIn(search, name)]).filter(([, value]) => value !== ""),
			),
		component: lazyRouteComponent(() => import("./audit-page.tsx"), "AuditPage"),
	}),
] as const;
