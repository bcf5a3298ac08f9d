import { refuse } from "../terms/refusals/index.ts";
import type { RateExceeded } from "../terms/submission.ts";
import type { Check } from "./check.ts";

/** Messages and recipients a minute, of the SMTP user and of its account. The wait is told, and suffices. */
export const withinRate: Check<{ readonly tooFast: RateExceeded | undefined }> = {
	mayRefuse: ["sending-too-fast"],
	decide: ({ tooFast }) => {
		if (tooFast === undefined) return undefined;
		const { waitMs, ...facts } = tooFast;
		return refuse("sending-too-fast", { ...facts, retryAfterMs: waitMs });
	},
};
