/**
 * Signing in, at `/auth/*`: better-auth behind a list of what is open, a limit of what is guessed, and the audit log.
 * The API knows people by `sessions`.
 */

import { refusal, STATUS } from "./answers.ts";
import type { BetterAuth } from "./better-auth.ts";
import type { AuthDependencies } from "./dependencies.ts";
import { Door } from "./door.ts";
import { namesOf, UnderWay } from "./guesses.ts";
import { OwnPassword } from "./own-password.ts";
import { createSessions, type Sessions } from "./sessions.ts";

export type { AuthDependencies, OidcProvider } from "./dependencies.ts";

export interface Auth {
	readonly sessions: Sessions;
	/** Where people signed in from before this start: who guesses at them does not stop them there. */
	remember(places: readonly { readonly email: string; readonly address: string }[]): void;
	/** `address` is the client's. */
	fetch(request: Request, address: string): Promise<Response>;
}

export function createAuth(dependencies: AuthDependencies): Auth {
	let opened: Promise<BetterAuth> | undefined;
	// With the first who signs in: it took a fifth of each start, and only then is it known where the pages are.
	const auth = (): Promise<BetterAuth> => {
		opened ??= open(dependencies).catch((error: unknown) => {
			opened = undefined;
			throw error;
		});
		return opened;
	};
	const underWay = new UnderWay();
	const door = new Door(dependencies, auth, underWay);
	return {
		sessions: createSessions(auth, dependencies, new OwnPassword(dependencies, underWay)),
		remember(places) {
			for (const { email, address } of places)
				for (const name of namesOf(email)) dependencies.guard.succeeded(address, name, dependencies.now());
		},
		async fetch(request, address) {
			const response = await door.answer(request, address).catch((error: unknown) => {
				const incident = dependencies.incident("auth", error);
				return refusal(
					STATUS.fault,
					"FAULT",
					`Try again in a moment; the log has it as incident ${incident}`,
				);
			});
			// Recovery codes and the secret of a second factor are among what is answered.
			response.headers.set("cache-control", "no-store");
			response.headers.set("x-content-type-options", "nosniff");
			return response;
		},
	};
}

async function open(dependencies: AuthDependencies): Promise<BetterAuth> {
	const { openBetterAuth } = await import("./better-auth.ts");
	return openBetterAuth(dependencies);
}
