/** The size limit, in octets on the wire (RFC 1870): when declared at MAIL, else after the dot. */

import { refuse } from "../terms/refusals/index.ts";
import type { ContentFacts, MailFacts } from "../terms/submission.ts";
import type { Check } from "./check.ts";

export const declaredSizeFits: Check<MailFacts> = {
	mayRefuse: ["message-too-large"],
	decide: ({ declaredSizeBytes }, { messageBytes }) =>
		declaredSizeBytes !== null && declaredSizeBytes > messageBytes
			? refuse("message-too-large", { sizeBytes: declaredSizeBytes, limitBytes: messageBytes })
			: undefined,
};

export const sizeFits: Check<Pick<ContentFacts, "wireBytes">> = {
	mayRefuse: ["message-too-large"],
	decide: ({ wireBytes }, { messageBytes }) =>
		wireBytes > messageBytes
			? refuse("message-too-large", { sizeBytes: wireBytes, limitBytes: messageBytes })
			: undefined,
};
