/** Of routes and limits: where mail goes at all, loops, space, and how much at a time. */

import type { Rule } from "./rule.ts";

export const limitRules: readonly Rule[] = [
	// RFC 7505, RFC 7504, Mimecast
	{ cause: "null-mx", says: ["null mx"] },
	{
		cause: "not-accepting-mail",
		says: ["does not accept mail", "does not receive mail", "never accepts mail", "inbounds disabled"],
	},
	// Sendmail, Postfix, Exim, qmail, Exchange, Gmail
	{
		cause: "loop",
		says: [
			"too many hops",
			"hop count",
			"exceeded 50 hops",
			"mail loop",
			"routing loop",
			"loop detected",
			"loops back",
			"looping",
			"too many received",
		],
	},
	{
		cause: "expired",
		says: ["message expired", "queue.expired", "delivery time expired", "retry timeout exceeded"],
	},
	// Gmail, Yahoo, Rackspace
	{
		cause: "recipient-too-busy",
		says: [
			"receiving mail too quickly",
			"receiving mail at a rate",
			"rate that prevents additional",
			"mailbox received too much",
			"frequency of receiving messages",
		],
	},
	// Gmail's relay, Exchange Online: limits on what one sender sends
	{
		cause: "rate-limited",
		says: [
			"relay limit",
			"sending limit exceeded",
			"sending quota",
			"submission quota",
			"user sending limit",
		],
	},
	// Mail hosts: the disk of a whole domain
	{
		cause: "their-domain-suspended",
		says: ["prohibited disk quota", "domain * over quota", "domain is suspended"],
	},
	{
		cause: "mailbox-full",
		says: [
			"over quota",
			"overquota",
			"over-quota",
			"over its quota",
			"over the quota",
			"quota exceeded",
			"quota limit exceeded",
			"exceeded * quota",
			"exceeds * quota",
			"quota is full",
			"quota full",
			"mailbox full",
			"mailbox is full",
			"mailbox for user is full",
			"inbox is full",
			"account is full",
			"out of storage",
			"storage quota",
			"exceeded storage allocation",
			"destinataire pleine",
			"boite pleine",
		],
	},
	// Apple, Postfix relocated, RFC 5321 §3.4
	{
		cause: "recipient-moved",
		says: ["user has moved", "mailbox has moved", "no longer on server", "user not local please try"],
	},
	// Postfix's anvil counts recipients over time, too
	{ cause: "rate-limited", says: ["too many recipients from"] },
	{
		cause: "too-many-recipients-there",
		says: ["too many recipients", "too many rcpt", "separate transaction", "allow rcpt numbers"],
	},
	{
		cause: "too-many-connections",
		says: [
			"too many connections",
			"too many concurrent",
			"too many simultaneous",
			"too many sessions",
			"too many open connections",
			"too many smtp connections",
			"concurrent connections",
			"trop de connexions",
			"max message per connection",
			"max messages per connection",
			"connection limit",
		],
	},
	{
		cause: "rate-limited",
		says: [
			"rate limit",
			"rate-limit",
			"ratelimit",
			"connection rate",
			"message rate",
			"too many messages",
			"too many emails",
			"too much mail from",
			"received too many",
			"excessive volume",
			"unexpected volume",
			"unusual rate",
			"throttl",
			"slow down",
			"frequency limited",
			"exceeded the * rate",
			"exceeded your rate",
		],
	},
];
