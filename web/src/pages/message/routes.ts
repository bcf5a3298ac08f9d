import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";

export const messageRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/activity/$id",
		staticData: { needs: "activity:read" },
		component: lazyRouteComponent(() => import("./message-page.tsx"), "MessagePage"),
	}),
	// By the id that "250 Queued as" told.
	createRoute({
		getParentRoute: () => appRoute,
		path: "/messages/$id",
		staticData: { needs: "activity:read" },
		component: lazyRouteComponent(() => import("./by-message-id.tsx"), "ByMessageId"),
	}),
] as const;
