import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { activitySearchIn } from "./filters.ts";
import { askForRows } from "./rows-query.ts";

export const activityRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/activity",
		staticData: { needs: "activity:read" },
		validateSearch: activitySearchIn,
		loaderDeps: ({ search }) => search,
		loader: ({ context, deps }) => askForRows(context.queries, deps),
		component: lazyRouteComponent(() => import("./activity-page.tsx"), "ActivityPage"),
	}),
] as const;
