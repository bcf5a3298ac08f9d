/** Below it hangs every route. Holds what all pages have: the reader, short messages, faults. */

import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import type { Permission } from "../api/me.ts";
import { NotFoundPage } from "../pages/not-found/not-found-page.tsx";
import { ToastProvider } from "../ui/toast.tsx";
import { FaultNote } from "./fault-note.tsx";
import { ReaderProvider } from "./reader.tsx";

export interface RouterContext {
	readonly queries: QueryClient;
}

declare module "@tanstack/react-router" {
	interface StaticDataRouteOption {
		/** What a person needs to see the page; "operator" for those of the whole installation. */
		readonly needs?: Permission | "operator";
	}
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
	component: () => (
		<ReaderProvider>
			<ToastProvider>
				<Outlet />
			</ToastProvider>
		</ReaderProvider>
	),
	errorComponent: ({ error }) => (
		<ReaderProvider>
			<main className="mx-auto max-w-2xl px-4 py-12">
				<FaultNote error={error} />
			</main>
		</ReaderProvider>
	),
	notFoundComponent: NotFoundPage,
});
