import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";

export const tryRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/try",
		staticData: { needs: "operator" },
		component: lazyRouteComponent(() => import("./try-page.tsx"), "TryPage"),
	}),
] as const;
