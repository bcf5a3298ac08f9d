/** Whether a domain's mail is taken, as it follows from what is written down and the time. */

import type { Instant } from "./clock.ts";
import type { SendingDomain } from "./identity.ts";

type Broken = Pick<SendingDomain, "verification" | "vouched" | "brokenSince">;

/** Since the records broke, the grace time has passed. The operator's word holds whatever the records say. */
export const graceIsOver = ({ vouched, brokenSince }: Broken, now: Instant, graceMs: number): boolean =>
	!vouched && brokenSince !== null && now - brokenSince >= graceMs;

/** Verified, and not broken for longer than the grace time. */
export const maySend = (domain: Broken, now: Instant, graceMs: number): boolean =>
	domain.verification === "verified" && !graceIsOver(domain, now, graceMs);
