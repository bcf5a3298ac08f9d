import type { Sender } from "../terms/identity.ts";
import { refuse } from "../terms/refusals/index.ts";
import type { Check } from "./check.ts";

/** Recipients a minute of one SMTP user, smoothed by a bucket: a burst of a minute's worth may come at once. */
export const withinRate: Check<{ readonly sender: Sender; readonly rateWaitMs: number }> = {
	mayRefuse: ["sending-too-fast"],
	decide: ({ sender, rateWaitMs }, limits) =>
		rateWaitMs === 0
			? undefined
			: refuse("sending-too-fast", {
					limit: sender.user.recipientsPerMinute ?? limits.recipientsPerMinute,
					retryAfterMs: rateWaitMs,
				}),
};
