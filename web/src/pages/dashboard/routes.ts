import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { textIn } from "../../app/search.ts";

type Search = Readonly<Record<string, unknown>>;

export const dashboardRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/",
		staticData: { needs: "dashboard:read" },
		/** `?period=7d`, or `?from=2026-11-01&to=2026-11-30`; `?chart=cumulative`. All may be left out by links. */
		validateSearch: (search: Search): { period?: string; from?: string; to?: string; chart?: string } => ({
			period: textIn(search, "period"),
			from: textIn(search, "from"),
			to: textIn(search, "to"),
			chart: textIn(search, "chart"),
		}),
		component: lazyRouteComponent(() => import("./dashboard-page.tsx"), "DashboardPage"),
	}),
] as const;
