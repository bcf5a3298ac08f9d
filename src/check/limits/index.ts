/** What counts over time: sessions at once, recipients a minute, failed log-ins. All in memory, all bounded. */

import type { Limits } from "../../terms/limits.ts";
import { RateLimiter } from "./bucket.ts";
import { LoginGuard } from "./logins.ts";
import { SessionCounter } from "./sessions.ts";

export interface Limiters {
	readonly sessions: SessionCounter;
	readonly rates: RateLimiter;
	readonly logins: LoginGuard;
}

export const createLimiters = (limits: Limits): Limiters => ({
	sessions: new SessionCounter(),
	rates: new RateLimiter(),
	logins: new LoginGuard(limits),
});
