import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

/** Every component in all its states, for who builds pages; the browser tests look at it too. */
export const specimenRoutes = [
	createRoute({
		getParentRoute: () => rootRoute,
		path: "/specimen",
		component: lazyRouteComponent(() => import("./specimen-page.tsx"), "SpecimenPage"),
	}),
] as const;
