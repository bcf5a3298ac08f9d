import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { deliveryStates } from "../../../../src/terms/webhook.ts";
import { textIn } from "../../app/search.ts";
import { settingsRoute } from "../../app/settings-route.ts";

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
