import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { textIn } from "../../app/search.ts";
import { settingsRoute } from "../../app/settings-route.ts";
import { deliveryStates } from "./types.ts";

export const webhooksRoutes = [
	createRoute({
		getParentRoute: () => settingsRoute,
		path: "/settings/webhooks",
		staticData: { needs: "webhooks:read" },
		component: lazyRouteComponent(() => import("./webhooks-page.tsx"), "WebhooksPage"),
	}),
	createRoute({
		getParentRoute: () => settingsRoute,
		path: "/settings/webhooks/$id",
		staticData: { needs: "webhooks:read" },
		validateSearch: (search: Record<string, unknown>) => {
			const state = deliveryStates.find((one) => one === textIn(search, "state"));
			return state === undefined ? {} : { state };
		},
		component: lazyRouteComponent(() => import("./webhook-page.tsx"), "WebhookPage"),
	}),
] as const;
