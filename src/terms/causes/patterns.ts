/**
 * How replies are recognised: by their text where it is telling, then by their enhanced code. Above each pattern
 * stands a reply of the kind that it was made for; the test runs every one of them.
 *
 * Patterns are plain alternatives without nested repetition: they see text that strangers wrote.
 */

import type { CauseId } from "./catalogue.ts";

export interface Pattern {
	readonly cause: CauseId;
	/** A reply that it recognises. */
	readonly sample: string;
	readonly text: RegExp;
}

/** The first that fits decides. */
export const patterns: readonly Pattern[] = [
	{
		cause: "greylisted",
		sample: "451 4.7.1 Greylisting in action, please come back in 5 minutes",
		text: /gr[ea]y-?list|come back (?:later|in)|try again (?:later|in) .{0,40}(?:grey|first)/i,
	},
	{
		cause: "mailbox-full",
		sample: "452 4.2.2 The recipient's mailbox is over its quota",
		text: /over ?quota|quota (?:exceeded|is full)|mailbox (?:is )?full|over its quota|insufficient (?:disk|system) storage/i,
	},
	{
		cause: "our-address-blocked",
		sample: "554 5.7.1 Service unavailable; client host [192.0.2.1] blocked using a block list",
		text: /block(?:ed)? (?:list|using)|blacklist|blocklist|dnsbl|rbl\b|spamhaus|poor reputation|bad reputation/i,
	},
	{
		cause: "rate-limited",
		sample: "421 4.7.0 Too many messages from your address, slow down",
		text: /too many (?:connections|messages|concurrent|sessions|recipients|emails)|rate limit|throttl|slow down|exceeded the .{0,30}rate/i,
	},
	{
		cause: "sender-refused",
		sample: "550 5.7.26 This message does not pass authentication checks (SPF and DKIM both fail)",
		text: /\b(?:spf|dkim|dmarc)\b|sender (?:address )?(?:rejected|refused|denied)|authentication checks/i,
	},
	{
		cause: "tls-required-by-them",
		sample: "530 5.7.0 Must issue a STARTTLS command first",
		text: /must issue a starttls|tls (?:is )?required|encryption (?:is )?required/i,
	},
	{
		cause: "relay-denied-there",
		sample: "554 5.7.1 <ann@client.example>: Relay access denied",
		text: /relay(?:ing)? (?:access )?(?:denied|not permitted|prohibited)|unable to relay|not permitted to relay/i,
	},
	{
		cause: "recipient-disabled",
		sample: "550 5.2.1 The account ann@client.example is disabled",
		text: /(?:account|mailbox|user) .{0,60}(?:disabled|inactive|suspended|deactivated)/i,
	},
	{
		cause: "recipient-unknown",
		sample: "550 5.1.1 <ann@client.example>: Recipient address rejected: User unknown",
		text: /user unknown|unknown user|no such (?:user|recipient|mailbox|address)|does not exist|(?:mailbox|user|recipient|address) (?:not found|unknown|unavailable)|invalid (?:recipient|mailbox)|not a valid (?:mailbox|recipient)/i,
	},
	{
		cause: "message-too-big",
		sample: "552 5.3.4 Message size exceeds fixed limit",
		text: /message (?:size|too (?:big|large))|size (?:limit|exceeds)|exceeds .{0,30}size/i,
	},
	{
		cause: "content-refused",
		sample: "554 5.7.1 Message rejected as spam by content filter",
		text: /\bspam\b|virus|malware|content (?:filter|rejected|refused)|unsolicited|message (?:was )?(?:rejected|refused|blocked)/i,
	},
	{
		cause: "loop",
		sample: "554 5.4.6 Too many hops, mail loop detected",
		text: /too many hops|mail loop|loops? back|routing loop/i,
	},
];

/** RFC 3463 and its registry: what a code says when the text says nothing. Longest prefix first. */
export const enhancedCauses: readonly (readonly [subject: string, cause: CauseId])[] = [
	["1.1", "recipient-unknown"],
	["1.2", "domain-not-found"],
	["1.3", "recipient-unknown"],
	["1.6", "recipient-unknown"],
	["1.10", "null-mx"],
	["1.7", "sender-refused"],
	["1.8", "sender-refused"],
	["2.1", "recipient-disabled"],
	["2.2", "mailbox-full"],
	["2.3", "message-too-big"],
	["3.4", "message-too-big"],
	["4.1", "host-unreachable"],
	["4.2", "connection-lost"],
	["4.3", "dns-trouble"],
	["4.6", "loop"],
	["5.3", "rate-limited"],
	["6.7", "no-utf8-support"],
	["7.10", "tls-required-by-them"],
	["7.20", "sender-refused"],
	["7.23", "sender-refused"],
	["7.25", "our-address-blocked"],
	["7.26", "sender-refused"],
	["7.28", "rate-limited"],
];
