/** What a command that talks to the service is given. */

import type { Api } from "./api.ts";

/** What an action knows beside its arguments. */
export interface Session {
	readonly api: Api;
	readonly json: boolean;
}

/** Wraps an action of commander's, which is handed the command as its last argument. */
export type WithApi = <Arguments extends unknown[]>(
	act: (session: Session, ...args: Arguments) => Promise<void>,
) => (...args: Arguments) => Promise<void>;
