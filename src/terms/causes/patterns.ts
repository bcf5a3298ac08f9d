/**
 * How replies are recognised: by their text where it is telling, then by their enhanced code. Above each pattern
 * stands a reply of the kind that it was made for; the test runs every one of them.
 *
 * Patterns are plain alternatives without nested repetition: they see text that strangers wrote.
 */

import type { CauseId } from "./catalogue.ts";

export interface Pattern {
	readonly cause: CauseId;
	/** Replies that it recognises. */
	readonly samples: readonly string[];
	readonly text: RegExp;
}

/** The first that fits decides: what is said of us and of the sender comes before what is said of the recipient. */
export const patterns: readonly Pattern[] = [
	{
		cause: "greylisted",
		samples: [
			"451 4.7.1 Greylisting in action, please come back in 5 minutes",
			"450 4.2.0 <ann@client.example>: Recipient address rejected: Greylisted, see our policy page",
			"451 4.7.1 Please try again later, this is the first contact from your server",
		],
		text: /gr[ea]y-?list|postgrey|come back (?:later|in)|first (?:contact|time we have seen)/i,
	},
	{
		cause: "mailbox-full",
		samples: [
			"452 4.2.2 The recipient's mailbox is over its quota",
			"552 5.2.2 Mailbox full",
			"452 4.2.2 The account you wrote to is out of storage space",
		],
		text: /over ?quota|quota ?exceeded|quota is full|mailbox (?:is )?full|over its quota|out of storage|insufficient (?:disk|system) storage/i,
	},
	{
		cause: "our-address-blocked",
		samples: [
			"554 5.7.1 Service unavailable; client host [192.0.2.1] blocked using a block list",
			"550 5.7.1 Access denied, banned sending IP [192.0.2.1]",
			"554 5.7.1 Your IP address has a poor reputation",
			"550 Reverse DNS lookup failed for host 192.0.2.1",
			"550 5.7.1 The sending host has no PTR record",
		],
		text: /block(?:ed)? (?:list|using)|blacklist|blocklist|dnsbl|\brbl\b|spamhaus|(?:poor|bad|low|our) reputation|banned|\bptr record|reverse dns/i,
	},
	{
		cause: "rate-limited",
		samples: [
			"421 4.7.0 Too many messages from your address, slow down",
			"451 4.7.500 Server busy, please try again later from [192.0.2.1]",
			"450 4.7.1 Error: too much mail from 192.0.2.1",
			"421 4.7.0 Messages from 192.0.2.1 temporarily deferred due to unexpected volume",
		],
		text: /too many (?:connections|messages|concurrent|sessions|recipients|emails)|too much mail|unexpected volume|unusual rate|server (?:is )?busy|rate limit|throttl|slow down|exceeded the .{0,30}rate/i,
	},
	{
		cause: "sender-refused",
		samples: [
			"550 5.7.26 This message does not pass authentication checks (SPF and DKIM both fail)",
			"550 5.7.1 Rejected because of a Sender Policy Framework violation",
			"553 5.1.8 <hello@shop.example>: Sender address rejected: Domain not found",
			"550 5.7.1 Sender is not allowed by policy",
		],
		text: /\b(?:spf|dkim|dmarc)\b|sender policy framework|sender (?:address )?(?:is )?(?:rejected|refused|denied|not allowed)|authentication checks|unauthenticated/i,
	},
	{
		cause: "tls-required-by-them",
		samples: ["530 5.7.0 Must issue a STARTTLS command first", "550 5.7.10 Encryption required"],
		text: /must issue a starttls|(?:tls|encryption) (?:is )?(?:required|needed)/i,
	},
	{
		cause: "relay-denied-there",
		samples: [
			"554 5.7.1 <ann@client.example>: Relay access denied",
			"550 5.7.1 Unable to relay for ann@client.example",
			"550 client.example is not a local host, and this is not a gateway",
		],
		text: /relay(?:ing)? (?:access )?(?:denied|not permitted|prohibited)|unable to relay|not permitted to relay|not a gateway/i,
	},
	{
		cause: "recipient-disabled",
		samples: [
			"550 5.2.1 The account ann@client.example is disabled",
			"554 5.7.1 This mailbox has been blocked due to inactivity",
		],
		text: /(?:account|mailbox|user) .{0,60}(?:disabled|inactiv|suspended|deactivated)/i,
	},
	{
		cause: "recipient-unknown",
		samples: [
			"550 5.1.1 <ann@client.example>: Recipient address rejected: User unknown",
			"550 5.1.1 The account that you tried to reach does not exist",
			"550 5.1.10 Recipient not found",
			"550 No such user here",
			"554 This user doesn't have an account here",
			"550 Sorry, no mailbox here by that name",
			"550 Unrouteable address",
		],
		text: /user unknown|unknown (?:user|recipient)|no such (?:user|recipient|mailbox|address)|no mailbox here|have an account here|does not exist|unrouteable address|(?:mailbox|user|recipient|address) (?:not found|unknown|unavailable)|invalid (?:recipient|mailbox)|not a valid (?:mailbox|recipient)/i,
	},
	{
		cause: "message-too-big",
		samples: [
			"552 5.3.4 Message size exceeds fixed limit",
			"552 5.2.3 Your message exceeded the size limits",
		],
		text: /message (?:size|too (?:big|large))|size (?:limit|exceeds)|exceed.{0,30} size/i,
	},
	{
		cause: "content-refused",
		samples: [
			"554 5.7.1 Message rejected as spam by content filter",
			"552 5.7.0 This message was blocked because its content is a security risk",
			"554 5.6.0 The message contains a link to a listed site",
		],
		text: /\bspam\b|virus|malware|content (?:filter|rejected|refused)|unsolicited|message (?:was )?(?:rejected|refused|blocked)|contains a (?:link|url)/i,
	},
	{
		cause: "loop",
		samples: ["554 5.4.6 Too many hops, mail loop detected", "554 5.4.14 Hop count exceeded"],
		text: /too many hops|hop count|mail loop|loops? back|routing loop/i,
	},
	{
		cause: "no-utf8-support",
		samples: ["553 5.6.7 SMTPUTF8 is required, but was not offered"],
		text: /smtputf8|internationali[sz]ed address/i,
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
	["3.2", "rate-limited"],
	["4.1", "host-unreachable"],
	["4.2", "connection-lost"],
	["4.3", "dns-trouble"],
	["4.6", "loop"],
	["5.0", "protocol-trouble"],
	["5.1", "protocol-trouble"],
	["5.2", "protocol-trouble"],
	["5.3", "rate-limited"],
	["5.4", "protocol-trouble"],
	["6.3", "no-8bit-support"],
	["6.7", "no-utf8-support"],
	["7.10", "tls-required-by-them"],
	["7.20", "sender-refused"],
	["7.23", "sender-refused"],
	["7.25", "our-address-blocked"],
	["7.26", "sender-refused"],
	["7.28", "rate-limited"],
];
