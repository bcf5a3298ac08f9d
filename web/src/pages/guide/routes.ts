import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { textIn } from "../../app/search.ts";

export const guideRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/guide",
		validateSearch: (search: Record<string, unknown>) => {
			const q = textIn(search, "q");
			return q === "" ? {} : { q };
		},
		component: lazyRouteComponent(() => import("./guide-page.tsx"), "GuidePage"),
	}),
	createRoute({
		getParentRoute: () => appRoute,
		path: "/guide/$place",
		component: lazyRouteComponent(() => import("./article-page.tsx"), "ArticlePage"),
	}),
	createRoute({
		getParentRoute: () => appRoute,
		path: "/guide/causes/$cause",
		component: lazyRouteComponent(() => import("./article-page.tsx"), "CausePage"),
	}),
] as const;
