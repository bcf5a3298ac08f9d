/** The whole app: its addresses, and what is known of the service's answers. */

import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queries, router } from "./router.ts";

export const App = () => (
	<QueryClientProvider client={queries}>
		<RouterProvider router={router} />
	</QueryClientProvider>
);
