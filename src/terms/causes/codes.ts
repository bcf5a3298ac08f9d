/**
 * What an enhanced code says when the words say nothing (RFC 3463, its registry at IANA, Exchange Online's list), and
 * the few plain codes that say something by themselves (RFC 5321 §4.2.3, RFC 7504, RFC 4954 §6).
 *
 * X.7.0, X.7.1 and X.1.0 are not here: they say "no" and nothing more. Nor is 4.1.1: a server that does not know yet
 * whether there is such a mailbox says it, too.
 */

import type { CauseId } from "./catalogue.ts";

/** By subject and detail; for one class only where the class stands in front. */
const byCode: Readonly<Record<string, CauseId>> = {
	"5.1.1": "recipient-unknown",
	"1.2": "domain-not-found",
	"1.3": "recipient-address-malformed",
	"1.6": "recipient-moved",
	"1.7": "sender-refused",
	"1.8": "sender-refused",
	"1.10": "null-mx",
	"5.2.1": "recipient-disabled",
	"2.2": "mailbox-full",
	"2.3": "message-too-big",
	"4.3.0": "system-fault-there",
	"4.3.1": "system-fault-there",
	"4.3.2": "temporarily-unavailable",
	"5.3.2": "not-accepting-mail",
	"3.4": "message-too-big",
	"3.5": "system-fault-there",
	"4.1": "host-unreachable",
	"4.2": "connection-lost",
	"4.3": "dns-trouble",
	"4.5": "temporarily-unavailable",
	"4.6": "loop",
	"4.7": "expired",
	"4.14": "loop",
	"4.300": "expired",
	"5.0": "protocol-trouble",
	"5.1": "protocol-trouble",
	"5.2": "protocol-trouble",
	"5.3": "too-many-recipients-there",
	"5.4": "protocol-trouble",
	"6.3": "no-8bit-support",
	"6.7": "no-utf8-support",
	"6.11": "message-malformed",
	"7.2": "sender-blocked-by-recipient",
	"7.8": "login-needed-there",
	"7.10": "tls-required-by-them",
	"7.20": "dkim-failed",
	"7.21": "dkim-failed",
	"7.22": "dkim-failed",
	"7.23": "spf-failed",
	"7.24": "spf-failed",
	"7.25": "reverse-dns-missing",
	"7.26": "authentication-failed",
	"7.28": "rate-limited",
};

/** Exchange Online's own details of X.7, first and last. */
const exchangeOnline: readonly (readonly [first: number, last: number, cause: CauseId])[] = [
	[12, 12, "sender-blocked-by-recipient"],
	[57, 57, "login-needed-there"],
	[64, 64, "relay-denied-there"],
	[124, 124, "sender-blocked-by-recipient"],
	[133, 136, "sender-blocked-by-recipient"],
	[321, 325, "tls-required-by-them"],
	[506, 506, "helo-refused"],
	[507, 507, "sender-blocked-by-recipient"],
	[509, 509, "dmarc-failed"],
	[511, 511, "our-address-blocked"],
	[606, 649, "our-address-blocked"],
	[705, 705, "their-domain-suspended"],
];

export function causeOfEnhanced(enhanced: string): CauseId | undefined {
	const subject = enhanced.slice(2);
	const known = byCode[enhanced] ?? byCode[subject];
	if (known !== undefined || !subject.startsWith("7.")) return known;
	const detail = Number(subject.slice(2));
	if (enhanced.startsWith("4") && detail >= 500) return "rate-limited";
	return exchangeOnline.find(([first, last]) => detail >= first && detail <= last)?.[2];
}

export function causeOfPlain(code: number): CauseId {
	switch (code) {
		case 421:
			return "temporarily-unavailable";
		case 500:
		case 501:
		case 502:
		case 503:
		case 504:
		case 555:
			return "protocol-trouble";
		case 521:
		case 556:
			return "not-accepting-mail";
		case 530:
		case 534:
		case 535:
		case 538:
			return "login-needed-there";
		default:
			return "unknown";
	}
}
