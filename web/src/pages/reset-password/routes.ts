import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { entranceRoute } from "../../app/entrance-route.ts";
import { textIn } from "../../app/search.ts";

export const resetPasswordRoutes = [
	createRoute({
		getParentRoute: () => entranceRoute,
		path: "/reset-password",
		validateSearch: (search: Record<string, unknown>) => ({ token: textIn(search, "token") }),
		component: lazyRouteComponent(() => import("./reset-password-page.tsx"), "ResetPasswordPage"),
	}),
] as const;
