import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";

export const dashboardRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/",
		staticData: { needs: "dashboard:read" },
		component: lazyRouteComponent(() => import("./dashboard-page.tsx"), "DashboardPage"),
	}),
] as const;
