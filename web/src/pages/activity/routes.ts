import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { activitySearchIn } from "./filters.ts";

export const activityRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/activity",
		staticData: { needs: "activity:read" },
		validateSearch: activitySearchIn,
		component: lazyRouteComponent(() => import("./activity-page.tsx"), "ActivityPage"),
	}),
] as const;
