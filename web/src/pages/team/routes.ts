import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { settingsRoute } from "../../app/settings-route.ts";

export const teamRoutes = [
	createRoute({
		getParentRoute: () => settingsRoute,
		path: "/settings/team",
		staticData: { needs: "team:read" },
		component: lazyRouteComponent(() => import("./team-page.tsx"), "TeamPage"),
	}),
] as const;
