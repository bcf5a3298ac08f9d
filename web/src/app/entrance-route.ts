/** Pages for people who are not signed in hang below it: one sheet in the middle. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { meQuery } from "../api/me.ts";
import { rootRoute } from "./root-route.tsx";

export const entranceRoute = createRoute({
	getParentRoute: () => rootRoute,
	id: "entrance",
	loader: ({ context }) => context.queries.ensureQueryData(meQuery),
	component: lazyRouteComponent(() => import("./entrance.tsx"), "Entrance"),
});
