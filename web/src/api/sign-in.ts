/** Coming in: what was read before belonged to nobody, or to somebody else. */

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api } from "./client.ts";

/** Goes there as the person who has just signed in. */
export function useEnter(to: string): () => Promise<void> {
	const queries = useQueryClient();
	const router = useRouter();
	return async () => {
		queries.removeQueries();
		await router.invalidate();
		await router.navigate({ href: to });
	};
}

/** For people who have just chosen their password. A second factor, if they have one, is asked for at sign-in. */
export const signInWith = (email: string, password: string) =>
	api.post("/auth/sign-in/email", { email, password });
