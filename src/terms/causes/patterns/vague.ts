/** Words that stand in many sentences: they decide only where nothing more telling was said. */

import type { Rule } from "./rule.ts";

export const vagueRules: readonly Rule[] = [
	// Sendmail, Postfix, Exim, qmail, Dovecot, Zoho, Gmail, Cloudflare
	{
		cause: "system-fault-there",
		says: [
			"lookup failure",
			"configuration error",
			"config error",
			"local problem",
			"local error",
			"internal error",
			"internal software error",
			"system error",
			"system problem",
			"system storage",
			"disk space",
			"disk full",
			"out of memory",
			"write error",
			"upstream error",
			"database",
			"trouble in home directory",
			"qqt failure",
			"unable to * backend",
		],
	},
	{ cause: "timeout", says: ["timeout", "timed out"] },
	{
		cause: "protocol-trouble",
		says: [
			"protocol violation",
			"syntax error",
			"bad sequence",
			"sequence error",
			"command not implemented",
			"command unrecognized",
			"unrecognized command",
			"unimplemented command",
		],
	},
	// Spam filters
	{
		cause: "content-refused",
		says: [
			"spam ",
			"spam message",
			"spam-",
			"as spam",
			"spammy",
			"anti-spam",
			"unsolicited",
			"junk mail",
			"bulk mail",
			"phishing",
			"ube ",
			"message content",
			"mail content",
			"content rejected",
			"content refused",
			"content denied",
			"content filter",
			"mail rejete",
		],
	},
	// Rules of an organisation, without the rule
	{
		cause: "policy",
		says: [
			"policy",
			"policies",
			"administrative prohibition",
			"administratively prohibited",
			"anti-spoofing",
			"rejected by destination domain",
		],
	},
	// RFC 5321 §3.8 and whoever asks for a later attempt without a reason
	{
		cause: "temporarily-unavailable",
		says: ["try again later", "please try later", "try later", "plus tard"],
	},
	{
		cause: "temporarily-unavailable",
		says: [
			"server busy",
			"server is busy",
			"too busy",
			"temporarily unavailable",
			"temporarily not available",
			"temporarily rejected",
			"temporarily deferred",
			"currently unavailable",
			"not available closing",
			"service not available",
			"service unavailable",
			"server ports are busy",
			"at this time",
			"at the moment",
			"maintenance",
			"shutting down",
		],
		replyClass: 4,
	},
	// Apple, at its banner
	{ cause: "temporarily-unavailable", says: ["esmtp not accepting connections"] },
	// Replies that name nothing but a list's page
	{
		cause: "our-address-blocked",
		says: ["spamhaus.org/query", "ipcheck.proofpoint.com", "dnsbl-lookup", "barracudacentral.org"],
		inLinks: true,
	},
];
