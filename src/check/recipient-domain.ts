/** What the DNS says of a recipient's domain. Trouble of the DNS accepts the recipient unless told otherwise. */

import { type Refusal, refuse } from "../terms/refusals/index.ts";
import type { DomainAnswer } from "../terms/submission.ts";
import { likelyDomain } from "./likely-domain.ts";

export function recipientDomain(
	domain: string,
	answer: DomainAnswer,
	mustBeKnown: boolean,
): Refusal | undefined {
	switch (answer) {
		case "takes-mail":
			return undefined;
		case "not-found":
			return notFound(domain);
		case "null-mx": // RFC 7505 §4.1
			return refuse("recipient-domain-takes-no-mail", { domain });
		case "unavailable":
			return mustBeKnown ? refuse("dns-unavailable", { domain }) : undefined;
		default:
			return answer satisfies never;
	}
}

function notFound(domain: string): Refusal {
	const refusal = refuse("recipient-domain-not-found", { domain });
	const suggestion = likelyDomain(domain);
	return suggestion === undefined ? refusal : { ...refusal, variant: "slip", facts: { domain, suggestion } };
}
