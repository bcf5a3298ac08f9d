/** Of the sender: verification, authentication, the names that we go by; and the connection's own demands. */

import type { Rule } from "./rule.ts";

export const senderRules: readonly Rule[] = [
	// Postgrey, milter-greylist, rspamd, Zoho
	{
		cause: "greylisted",
		says: [
			"greylist",
			"graylist",
			"grey-list",
			"gray-list",
			"grey list",
			"postgrey",
			"come back in",
			"come back later",
			"first contact from",
			"this is the first contact",
			"first time we have seen",
		],
	},
	// Exim callouts, Postfix reject_unverified_sender and smtpd_reject_unlisted_sender
	{
		cause: "sender-refused",
		says: [
			"sender verify fail",
			"sender verification fail",
			"sender address rejected user unknown",
			"sender address rejected undeliverable",
			"sender address rejected unverified",
		],
	},
	// Postfix reject_unknown_*_client, Sendmail require_rdns, Gmail, Comcast, Rackspace
	{
		cause: "reverse-dns-missing",
		says: [
			"reverse dns",
			"reverse hostname",
			"cannot find your hostname",
			"ptr record",
			"ptr records",
			"no ptr",
			"rdns",
			"ip name lookup failed",
			"ip name possibly forged",
			"dns check failure",
		],
	},
	// Gmail's bulk limits name domains of SPF and DKIM without blaming them
	{ cause: "rate-limited", says: ["unusual rate of", "exceeded its quota for sending"] },
	// Gmail, Yahoo, Microsoft, Apple, Mimecast, Zoho, La Poste
	{ cause: "dmarc-failed", says: ["dmarc ", "isnt aligned with", "not aligned with"] },
	{
		cause: "authentication-failed",
		says: [
			"spf or dkim",
			"spf and dkim",
			"spf nor dkim",
			"dkim or spf",
			"dkim and spf",
			"authentication checks",
			"is unauthenticated",
			"unauthenticated email",
			"unauthenticated mail",
			"arc validation",
		],
	},
	{ cause: "spf-failed", says: ["spf ", "spf/", "sender policy framework", "openspf"] },
	{ cause: "dkim-failed", says: ["dkim ", "domainkeys"] },
	// MTAs, Gmail, Mimecast, Exchange Online with DANE
	{ cause: "system-fault-there", says: ["tls not available"] },
	{
		cause: "tls-required-by-them",
		says: [
			"starttls",
			"tls required",
			"tls is required",
			"must use tls",
			"requires tls",
			"tls encryption is",
			"tls is mandatory",
			"requires encryption",
			"encryption required",
			"encryption is required",
			"encryption needed",
			"tls/ssl",
			"over a tls connection",
			"tls connection required",
			"requires high-strength ciphers",
			"certificate-expired",
			"certificate-host-mismatch",
			"tlsa-invalid",
			"dnssec-invalid",
		],
	},
	{
		cause: "login-needed-there",
		says: [
			"authentication required",
			"authentication is required",
			"authentication requise",
			"requires authentication",
			"client was not authenticated",
			"must authenticate",
			"need to authenticate",
			"failed to authenticate",
			"please log in",
			"username and password not accepted",
			"application-specific password",
		],
	},
	{
		cause: "relay-denied-there",
		says: [
			"relay access denied",
			"relay denied",
			"relaying denied",
			"relaying not",
			"relaying is not",
			"relay not permitted",
			"relay prohibited",
			"relaying prohibited",
			"unable to relay",
			"not permitted to relay",
			"not configured to relay",
			"open relay",
			"invalid credentials for relay",
			"not a gateway",
			"list of allowed",
			"i cannot deliver mail for",
			"do not relay",
			"host denies relay",
		],
	},
	// Postfix, Exchange Online, Gmail
	{
		cause: "helo-refused",
		says: [
			"helo command rejected",
			"helo name does not resolve",
			"ehlo command rejected",
			"bad helo",
			"helo/ehlo",
			"invalid helo",
			"helohost",
		],
	},
	// Postfix, Sendmail
	{
		cause: "sender-domain-unresolvable",
		says: [
			"sender address rejected domain not found",
			"sender address rejected malformed dns",
			"domain of sender address",
			"sender domain not found",
			"sender domain does not",
			"sender domain must",
			"sender domain could not",
		],
	},
];
