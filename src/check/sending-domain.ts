/** An SMTP user sends as exactly one domain, and that domain has to be authenticated. */

import type { Instant } from "../terms/clock.ts";
import type { DomainRecord, Sender, SendingDomain } from "../terms/identity.ts";
import { type RecordFact, type Refusal, recordFact, refuse } from "../terms/refusals/index.ts";
import type { ContentFacts, MailFacts } from "../terms/submission.ts";
import { maySend } from "../terms/verification.ts";
import type { Check } from "./check.ts";

/** The null reverse-path is allowed (RFC 5321 §4.5.5): From is still checked after the content. */
export const reversePathOfDomain: Check<MailFacts> = {
	mayRefuse: ["sender-domain-mismatch"],
	decide: ({ reversePath, sender }) =>
		reversePath.kind === "address"
			? mismatch("MAIL FROM", reversePath.domainAscii, sender.domain)
			: undefined,
};

export const authorOfDomain: Check<ContentFacts> = {
	mayRefuse: ["sender-domain-mismatch"],
	decide: ({ header, sender }) =>
		header.kind === "read" && header.author.kind === "author"
			? mismatch("From", header.author.domainAscii, sender.domain)
			: undefined,
};

/** Asked at MAIL, so that nobody uploads a message for nothing. Records that broke stop mail after the grace time. */
export const domainAuthenticated: Check<{ readonly sender: Sender; readonly now: Instant }> = {
	mayRefuse: ["sender-domain-unverified"],
	decide: ({ sender: { domain }, now }, { brokenDomainMs }) =>
		maySend(domain, now, brokenDomainMs)
			? undefined
			: refuse("sender-domain-unverified", {
					domain: domain.name,
					dkim1Record: recordState(domain, "dkim-1"),
					dkim2Record: recordState(domain, "dkim-2"),
					returnPathRecord: recordState(domain, "return-path"),
				}),
};

/** Names are compared as lower-case A-labels, so that both spellings of an international name are one. */
function mismatch(field: string, domain: string, own: SendingDomain): Refusal | undefined {
	return domain === own.name
		? undefined
		: refuse("sender-domain-mismatch", { field, domain, userDomain: own.name });
}

const recordState = (domain: SendingDomain, purpose: DomainRecord["purpose"]): RecordFact =>
	recordFact(domain.records.find((each) => each.purpose === purpose));
