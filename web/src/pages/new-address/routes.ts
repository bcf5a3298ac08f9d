import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { entranceRoute } from "../../app/entrance-route.ts";
import { textIn } from "../../app/search.ts";

export const newAddressRoutes = [
	createRoute({
		getParentRoute: () => entranceRoute,
		path: "/new-address",
		validateSearch: (search: Record<string, unknown>) => ({ token: textIn(search, "token") }),
		component: lazyRouteComponent(() => import("./new-address-page.tsx"), "NewAddressPage"),
	}),
] as const;
