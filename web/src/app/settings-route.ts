/** Settings of the account and of the person hang below it: they have a list of each other beside them. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "./app-route.ts";

export const settingsRoute = createRoute({
	getParentRoute: () => appRoute,
	id: "settings-frame",
	component: lazyRouteComponent(() => import("./settings-frame.tsx"), "SettingsFrame"),
});
