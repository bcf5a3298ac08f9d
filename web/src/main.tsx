/** Starts the app in the page. */

import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { queries, router } from "./app/router.ts";

const place = document.getElementById("app");
if (place === null) throw new Error("the page has no place for the app");

const root = createRoot(place);
// In slices, so that the browser can answer its reader in between.
startTransition(() =>
	root.render(
		<StrictMode>
			<QueryClientProvider client={queries}>
				<RouterProvider router={router} />
			</QueryClientProvider>
		</StrictMode>,
	),
);

// The first form of a date takes a browser tens of milliseconds. Now it waits for the answer who is signed in.
new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" }).format();
