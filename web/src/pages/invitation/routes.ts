import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { entranceRoute } from "../../app/entrance-route.ts";
import { textIn } from "../../app/search.ts";

export const invitationRoutes = [
	createRoute({
		getParentRoute: () => entranceRoute,
		path: "/invitation",
		validateSearch: (search: Record<string, unknown>) => ({ token: textIn(search, "token") }),
		component: lazyRouteComponent(() => import("./invitation-page.tsx"), "InvitationPage"),
	}),
] as const;
