import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { textIn } from "../../app/search.ts";

type Search = Readonly<Record<string, unknown>>;

export const operatorPlansRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator/plans",
		staticData: { needs: "operator" },
		component: lazyRouteComponent(() => import("./plans-page.tsx"), "OperatorPlansPage"),
	}),
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator/plan-requests",
		staticData: { needs: "operator" },
		/** `?state=all`; those that wait where it is missing. */
		validateSearch: (search: Search): { state?: string } => ({ state: textIn(search, "state") }),
		component: lazyRouteComponent(() => import("./requests-page.tsx"), "PlanRequestsPage"),
	}),
] as const;
