import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { textIn } from "../../app/search.ts";

export const operatorPeopleRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator/people",
		staticData: { needs: "operator" },
		validateSearch: (search: Record<string, unknown>): { email?: string; operators?: "true" } => {
			const email = textIn(search, "email");
			return {
				...(email === "" ? {} : { email }),
				...(textIn(search, "operators") === "true" ? { operators: "true" as const } : {}),
			};
		},
		component: lazyRouteComponent(() => import("./people-page.tsx"), "PeoplePage"),
	}),
] as const;
