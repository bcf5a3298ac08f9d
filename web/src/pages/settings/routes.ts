import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { settingsRoute } from "../../app/settings-route.ts";

export const settingsRoutes = [
	createRoute({
		getParentRoute: () => settingsRoute,
		path: "/settings",
		staticData: { needs: "account:read" },
		component: lazyRouteComponent(() => import("./account-page.tsx"), "AccountPage"),
	}),
	createRoute({
		getParentRoute: () => settingsRoute,
		path: "/settings/profile",
		component: lazyRouteComponent(() => import("./profile-page.tsx"), "ProfilePage"),
	}),
] as const;
