import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { textIn } from "../../app/search.ts";

type Search = Readonly<Record<string, unknown>>;

export const operatorAccountsRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator",
		staticData: { needs: "operator" },
		beforeLoad: () => {
			throw redirect({ to: "/operator/accounts" as string });
		},
	}),
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator/accounts",
		staticData: { needs: "operator" },
		validateSearch: (search: Search): { text?: string } => ({ text: textIn(search, "text") }),
		component: lazyRouteComponent(() => import("./accounts-page.tsx"), "AccountsPage"),
	}),
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator/accounts/$accountId",
		staticData: { needs: "operator" },
		component: lazyRouteComponent(() => import("./account-page.tsx"), "AccountPage"),
	}),
] as const;
