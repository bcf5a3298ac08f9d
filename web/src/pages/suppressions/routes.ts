import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { suppressionKinds } from "../../../../src/terms/suppression.ts";
import { textIn } from "../../app/search.ts";
import { settingsRoute } from "../../app/settings-route.ts";

export const suppressionsRoutes = [
	createRoute({
		getParentRoute: () => settingsRoute,
		path: "/settings/suppressions",
		staticData: { needs: "suppressions:read" },
		validateSearch: (search: Record<string, unknown>) => {
			const text = textIn(search, "search");
			const kind = suppressionKinds.find((one) => one === textIn(search, "kind"));
			return { ...(text === "" ? {} : { search: text }), ...(kind === undefined ? {} : { kind }) };
		},
		component: lazyRouteComponent(() => import("./suppressions-page.tsx"), "SuppressionsPage"),
	}),
] as const;
