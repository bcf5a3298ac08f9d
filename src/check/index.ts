/**
 * May it be sent? The checks of each phase, in the order in which they are asked.
 *
 * A check is a pure function of facts; what counts over time (sessions, rates, failed log-ins) is kept in
 * `limits/` and handed to the checks as a number. Nothing here knows SMTP or HTTP: the same rules hold for both.
 */

import { type AttachmentPolicy, defaultAttachmentPolicy } from "../terms/attachments.ts";
import { defaultLimits, type Limits } from "../terms/limits.ts";
import type { Refusal } from "../terms/refusals/index.ts";
import type { ContentFacts, DomainAnswer, LoginFacts, MailFacts, RcptFacts } from "../terms/submission.ts";
import { accountActive } from "./account-active.ts";
import {
	recipientNeedsNoUtf8,
	recipientWellFormed,
	reversePathNeedsNoUtf8,
	reversePathWellFormed,
} from "./addresses.ts";
import { attachmentsAccepted } from "./attachments/accepted.ts";
import { type Check, everyRefusal, firstRefusal } from "./check.ts";
import { clientAddressAllowed, userEnabled } from "./login.ts";
import {
	headerSize,
	lineEndings,
	noNulByte,
	notLooping,
	oneAuthor,
	structureBounded,
} from "./message-form.ts";
import { declaredSizeFits, sizeFits } from "./message-size.ts";
import { quotaLeft } from "./quota.ts";
import { withinRate } from "./rate.ts";
import { recipientCount } from "./recipient-count.ts";
import { recipientDomain } from "./recipient-domain.ts";
import { authorOfDomain, domainAuthenticated, reversePathOfDomain } from "./sending-domain.ts";
import { serviceNotOverloaded, storageHasRoom } from "./service-state.ts";
import { notSuppressed } from "./suppressed.ts";

export { createLimiters, type Limiters, type LimitsNow, limitsNow } from "./limits/index.ts";
export { SignInGuard } from "./limits/sign-ins.ts";
export { serviceTrouble } from "./service-state.ts";

const LOGIN: readonly Check<LoginFacts>[] = [userEnabled, accountActive, clientAddressAllowed];

const MAIL: readonly Check<MailFacts>[] = [
	accountActive,
	serviceNotOverloaded,
	storageHasRoom,
	reversePathWellFormed,
	reversePathNeedsNoUtf8,
	reversePathOfDomain,
	domainAuthenticated,
	declaredSizeFits,
	quotaLeft,
	withinRate,
];

/** What holds for good about the address comes before quota and rate, which only hold for now. */
const RCPT: readonly Check<RcptFacts>[] = [
	recipientWellFormed,
	recipientNeedsNoUtf8,
	recipientCount,
	notSuppressed,
	quotaLeft,
	withinRate,
];

/** Line endings first: a message that may be two messages is not worth reading further. */
const content = (attachments: AttachmentPolicy): readonly Check<ContentFacts>[] => [
	sizeFits,
	lineEndings,
	noNulByte,
	headerSize,
	oneAuthor,
	authorOfDomain,
	domainAuthenticated,
	notLooping,
	structureBounded,
	attachmentsAccepted(attachments),
];

/** Every check with its phase, for the tests and for people. */
export const checks = { login: LOGIN, mail: MAIL, rcpt: RCPT, content: content(defaultAttachmentPolicy) };

export interface Checks {
	/** After a right password. */
	login(facts: LoginFacts): Refusal | undefined;
	mail(facts: MailFacts): Refusal | undefined;
	rcpt(facts: RcptFacts): Refusal | undefined;
	/** After the look-up of a recipient's domain. */
	recipientDomain(domain: string, answer: DomainAnswer): Refusal | undefined;
	content(facts: ContentFacts): Refusal | undefined;
	/** Whether so many octets can still be accepted; asked while content arrives. */
	size(wireBytes: number): Refusal | undefined;
	/** The same checks, asked for all that they refuse and not just the first. */
	readonly every: {
		login(facts: LoginFacts): readonly Refusal[];
		mail(facts: MailFacts): readonly Refusal[];
		rcpt(facts: RcptFacts): readonly Refusal[];
		/** Of attachments each is judged, not just up to the first that is refused. */
		content(facts: ContentFacts): readonly Refusal[];
	};
}

export function createChecks(
	limits: Limits = defaultLimits,
	attachments: AttachmentPolicy = defaultAttachmentPolicy,
	domainMustBeKnown = false,
): Checks {
	const afterContent = content(attachments);
	const judged = attachmentsAccepted(attachments);
	return {
		login: (facts) => firstRefusal(LOGIN, facts, limits),
		mail: (facts) => firstRefusal(MAIL, facts, limits),
		rcpt: (facts) => firstRefusal(RCPT, facts, limits),
		recipientDomain: (domain, answer) => recipientDomain(domain, answer, domainMustBeKnown),
		content: (facts) => firstRefusal(afterContent, facts, limits),
		size: (wireBytes) => sizeFits.decide({ wireBytes }, limits),
		every: {
			login: (facts) => everyRefusal(LOGIN, facts, limits),
			mail: (facts) => everyRefusal(MAIL, facts, limits),
			rcpt: (facts) => everyRefusal(RCPT, facts, limits),
			content: (facts) => [
				...everyRefusal(afterContent, { ...facts, attachments: [] }, limits),
				...facts.attachments.flatMap((attachment) =>
					everyRefusal([judged], { ...facts, attachments: [attachment], inspectedInTime: true }, limits),
				),
			],
		},
	};
}
