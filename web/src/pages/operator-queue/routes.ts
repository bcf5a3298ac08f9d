import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { textIn } from "../../app/search.ts";
import { orders, recipientStates, states } from "./types.ts";

type Search = Readonly<Record<string, unknown>>;

/** Only what the API knows; an address that somebody changed is no error. */
const oneOf = <Value extends string>(
	search: Search,
	name: string,
	values: readonly Value[],
): Value | undefined => values.find((value) => value === textIn(search, name));

export const operatorQueueRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator/queue",
		staticData: { needs: "operator" },
		validateSearch: (search: Search) => ({
			text: textIn(search, "text"),
			state: oneOf(search, "state", states),
			order: oneOf(search, "order", orders),
		}),
		component: lazyRouteComponent(() => import("./queue-page.tsx"), "QueuePage"),
	}),
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator/queue/$destination",
		staticData: { needs: "operator" },
		validateSearch: (search: Search) => ({
			account: textIn(search, "account"),
			state: oneOf(search, "state", recipientStates),
		}),
		component: lazyRouteComponent(() => import("./destination-page.tsx"), "DestinationPage"),
	}),
] as const;
