/**
 * Whether a reply proves that there is no such mailbox, so that nobody needs to try it again. It is asked for more
 * than the cause: a wrong yes here keeps wanted mail from a living mailbox, a wrong no costs one more bounce.
 *
 * Proof is 5.1.1 (RFC 3463 §3.2: bad destination mailbox address), or plain words beside a code that says nothing
 * else. A bare 550 is none: RFC 5321 §4.2.3 uses it for policy, too.
 */

import { causeOf } from "./catalogue.ts";

export interface BounceEvidence {
	/** An id of the catalogue. */
	readonly cause: string;
	/** At which command it was said. */
	readonly phase: string;
	/** Code, enhanced code and text on one line, as an attempt keeps it: "550 5.1.1 User unknown". */
	readonly reply: string;
	/** How many recipients the transaction had: a no to the content of several is about none of them. */
	readonly recipients: number;
}

const NO_MAILBOX = "5.1.1";
/**
 * Codes that leave the matter to the words: none, "other" (RFC 3463 §3.1, §3.2), 5.1.10 as Exchange uses it, and 5.2.1,
 * by which some say that a mailbox was closed and others that it never was.
 */
const OPEN: readonly string[] = ["", "5.0.0", "5.1.0", "5.1.10", "5.2.1"];

// Plain alternatives with bounded gaps: the texts are strangers'.
const TELLING =
	/\b(?:user|recipient|mailbox|account|alias) (?:is )?(?:unknown|not found|not known)|unknown (?:user|recipient|local ?part)|no such (?:user|recipient|mailbox|account|person)|no mailbox (?:here )?by that name|recipient ?not ?found|invalid recipient\b|(?:account|user|mailbox|recipient|e-?mail address)\b.{0,80}\b(?:does not|doesn.t|do not) exist|n.t have an? .{0,40}account/i;
/** Words of other matters; that they may stand in a quoted address by chance only costs a bounce. */
const CONTRADICTING =
	/polic(?:y|ies)|\bspam|\bblock|black-?list|reputation|gr[ea]y-?list|quota|mailbox (?:is )?full|relay(?:ing)? (?:access )?(?:denied|not )|(?:unable|permitted) to relay|\b(?:spf|dkim|dmarc|dnsbl|rbl)\b|sender|try (?:again )?later|temporar|too many|access denied|not authori[sz]ed/i;

export function suppresses({ cause, phase, reply, recipients }: BounceEvidence): boolean {
	if (!causeOf(cause).suppresses) return false;
	if (phase !== "rcpt" && !(phase === "content" && recipients === 1)) return false;
	const [, enhanced = "", text = ""] = /^5\d\d[ -](?:(\d\.\d{1,3}\.\d{1,3}) )?(.*)$/.exec(reply) ?? [];
	if (text === "" && enhanced !== NO_MAILBOX) return false;
	if (CONTRADICTING.test(text)) return false;
	return enhanced === NO_MAILBOX || (OPEN.includes(enhanced) && TELLING.test(text));
}
