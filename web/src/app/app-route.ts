/** Pages for people who are signed in hang below it: they get the header, the quota bar and a session. */

import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { meQuery } from "../api/me.ts";
import { rootRoute } from "./root-route.tsx";

export const appRoute = createRoute({
	getParentRoute: () => rootRoute,
	id: "app",
	beforeLoad: async ({ context, location }) => {
		const { person } = await context.queries.ensureQueryData(meQuery);
		if (person === null) throw redirect({ to: "/sign-in", search: { next: location.href } });
	},
	component: lazyRouteComponent(() => import("./shell.tsx"), "Shell"),
});
