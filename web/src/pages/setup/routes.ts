import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { entranceRoute } from "../../app/entrance-route.ts";
import { textIn } from "../../app/search.ts";

export const setupRoutes = [
	createRoute({
		getParentRoute: () => entranceRoute,
		path: "/setup",
		validateSearch: (search: Record<string, unknown>) => ({ token: textIn(search, "token") }),
		component: lazyRouteComponent(() => import("./setup-page.tsx"), "SetupPage"),
	}),
] as const;
