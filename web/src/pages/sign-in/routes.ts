import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { entranceRoute } from "../../app/entrance-route.ts";
import { ownPath, textIn } from "../../app/search.ts";

export const entranceRoutes = [
	createRoute({
		getParentRoute: () => entranceRoute,
		path: "/sign-in",
		validateSearch: (search: Record<string, unknown>): { next?: string } => {
			const next = ownPath(textIn(search, "next"));
			return next === undefined ? {} : { next };
		},
		component: lazyRouteComponent(() => import("./sign-in-page.tsx"), "SignInPage"),
	}),
	createRoute({
		getParentRoute: () => entranceRoute,
		path: "/forgot-password",
		component: lazyRouteComponent(() => import("./forgot-password-page.tsx"), "ForgotPasswordPage"),
	}),
] as const;
