import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { settingsRoute } from "../../app/settings-route.ts";

export const apiKeysRoutes = [
	createRoute({
		getParentRoute: () => settingsRoute,
		path: "/settings/api-keys",
		staticData: { needs: "api-keys:read" },
		component: lazyRouteComponent(() => import("./api-keys-page.tsx"), "ApiKeysPage"),
	}),
] as const;
