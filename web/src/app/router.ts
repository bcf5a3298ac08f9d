/** Addresses and pages. */

import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { meQuery } from "../api/me.ts";
import { ApiError } from "../api/problem.ts";
import { NotFoundNote } from "../pages/not-found/not-found-page.tsx";
import { Skeleton } from "../ui/list-state.tsx";
import { appRoute } from "./app-route.ts";
import { appAreas, entranceAreas, otherAreas } from "./areas.ts";
import { entranceRoute } from "./entrance-route.ts";
import { FaultNote } from "./fault-note.tsx";
import { rootRoute } from "./root-route.tsx";
import { parseSearch, writeSearch } from "./search.ts";

const UNAUTHORISED = 401;
const FRESH_MS = 10_000;
const MOST_RETRIES = 2;

/** The session is over: ask again who this is, and let the guard of the routes send them to sign in. */
function watchSession(error: Error): void {
	if (!(error instanceof ApiError) || error.status !== UNAUTHORISED) return;
	if (queries.getQueryData(meQuery.queryKey)?.person == null) return;
	queries.removeQueries({ queryKey: meQuery.queryKey });
	void router.invalidate();
}

/** No answer, or a fault that may pass. What was refused is not asked again. */
const isPassing = (error: Error): boolean =>
	error instanceof ApiError && (error.status === 0 || error.status >= 500);

export const queries: QueryClient = new QueryClient({
	queryCache: new QueryCache({ onError: watchSession }),
	mutationCache: new MutationCache({
		onError: watchSession,
		// A plan, a test that was sent: what a change may have cost is seen at once.
		onSuccess: () => void queries.invalidateQueries({ queryKey: ["usage"] }),
	}),
	defaultOptions: {
		queries: {
			staleTime: FRESH_MS,
			retry: (failures, error) => failures < MOST_RETRIES && isPassing(error),
		},
	},
});

const routeTree = rootRoute.addChildren([
	entranceRoute.addChildren(entranceAreas),
	appRoute.addChildren(appAreas),
	...otherAreas,
]);

export const router = createRouter({
	routeTree,
	context: { queries },
	defaultErrorComponent: FaultNote,
	defaultNotFoundComponent: NotFoundNote,
	defaultPendingComponent: Skeleton,
	defaultPreload: "intent",
	defaultPreloadStaleTime: 0,
	scrollRestoration: true,
	parseSearch,
	stringifySearch: writeSearch,
});

declare module "@tanstack/react-router" {
	interface Register {
		router: typeof router;
	}
}

/** Who comes to another page by keyboard or screen reader begins at its title. */
router.subscribe("onRendered", ({ fromLocation, toLocation, pathChanged }) => {
	if (fromLocation === undefined || !pathChanged || toLocation.state.ask) return;
	if (!beginAtTitle()) whenDrawn(beginAtTitle);
});

function beginAtTitle(): boolean {
	const title = document.querySelector<HTMLElement>("main h1") ?? document.querySelector<HTMLElement>("main");
	title?.focus({ preventScroll: true });
	return title !== null;
}

/** After signing in the frame is drawn a moment later than the page is said to be. Somebody may be elsewhere by then. */
function whenDrawn(act: () => boolean): void {
	const observer = new MutationObserver(() => {
		if (!document.activeElement?.matches("body") || act()) observer.disconnect();
	});
	observer.observe(document.body, { childList: true, subtree: true });
}
