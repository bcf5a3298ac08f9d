import { refuse } from "../terms/refusals/index.ts";
import type { RcptFacts } from "../terms/submission.ts";
import type { Check } from "./check.ts";

/** RFC 5321 §4.5.3.1.10: the ones beyond are refused one by one, and those before them stand. */
export const recipientCount: Check<RcptFacts> = {
	mayRefuse: ["too-many-recipients"],
	decide: ({ recipientsSoFar }, { recipientsPerMessage }) =>
		recipientsSoFar < recipientsPerMessage
			? undefined
			: refuse("too-many-recipients", { limit: recipientsPerMessage }),
};
