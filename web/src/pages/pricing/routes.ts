import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";

export const pricingRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/pricing",
		staticData: { needs: "plans:read" },
		component: lazyRouteComponent(() => import("./pricing-page.tsx"), "PricingPage"),
	}),
] as const;
