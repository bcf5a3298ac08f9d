/**
 * Starts the app in the page, in pieces between which the browser can answer its reader: React, what is slow to begin
 * with, the app, and what it draws. The page names the app's scripts, so that they come together.
 */

import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";

const place = document.getElementById("app");
if (place === null) throw new Error("the page has no place for the app");
const root = createRoot(place);

// The first form of a date takes a browser tens of milliseconds, whichever it is.
setTimeout(() => new Intl.DateTimeFormat());

// Not a top-level await: the app's scripts import from this one, and would wait for it.
void import("./app/app.tsx").then(({ App }) =>
	startTransition(() =>
		root.render(
			<StrictMode>
				<App />
			</StrictMode>,
		),
	),
);
