/**
 * What one receiver alone says: its own codes, and sentences whose general reading would mislead. These come before
 * the general words. Where a receiver's words mean what they mean everywhere, they stand in ./general.ts.
 */

import type { Rule } from "./rule.ts";

export const receiverRules: readonly Rule[] = [
	// Cox: AUP#CX..., AUP#IPBL..., AUP#URLBL...
	{ cause: "too-many-connections", says: ["aup#cxcnct", "aup#cxmxrt"] },
	{ cause: "reverse-dns-missing", says: ["aup#cxdns"] },
	{ cause: "our-address-blocked", says: ["aup#cxbl", "aup#cdrbl", "aup#ipbl"] },
	{ cause: "link-refused", says: ["aup#urlbl"] },
	{ cause: "authentication-failed", says: ["aup#cxsndr"] },
	// Charter and Spectrum: AUP#I-1000 to 1580; the 13.. and 14.. are time-outs that pass.
	{ cause: "policy", says: ["aup#i-116", "aup#in-116", "aup#i-119", "aup#in-119"] },
	{ cause: "our-address-blocked", says: ["aup#i-10", "aup#in-10", "aup#i-12", "aup#in-12"] },
	{ cause: "reverse-dns-missing", says: ["aup#i-11", "aup#in-11"] },
	{
		cause: "rate-limited",
		says: ["aup#i-13", "aup#in-13", "aup#i-14", "aup#in-14", "aup#i-154", "aup#i-156", "aup#i-158"],
	},
	// Comcast: BL000001, ES000010, RL000001
	{ cause: "our-address-blocked", says: ["bl0000", "es0000"] },
	{ cause: "rate-limited", says: ["rl0000"] },
	// T-Online: "IP=192.0.2.1 - A problem occurred. (Ask your postmaster ...) (BL)"
	{ cause: "our-address-blocked", says: ["a problem occurred ask your postmaster"] },
	// NetEase (163, 126): two letters, a colon, three letters
	{ cause: "too-many-connections", says: ["hl icc ", "mi dmc "] },
	{ cause: "rate-limited", says: ["hl ifc ", "mi sfq ", "rp qrc ", "mi stc "] },
	{ cause: "our-address-blocked", says: ["hl rep ", "hl mep ", "dt rbl "] },
	{ cause: "content-refused", says: ["dt spm ", "mi spb "] },
	{ cause: "too-many-recipients-there", says: ["rp drc "] },
	// Mimecast: greylisting under another name, and personal block lists
	{
		cause: "greylisted",
		says: [
			"internal resource is temporarily",
			"internal resources are temporarily",
			"internal resource temp",
		],
	},
	{ cause: "too-many-connections", says: ["account service is temporarily unavailable"] },
	{ cause: "sender-blocked-by-recipient", says: ["blocked - user entry", "manually blocked senders"] },
	// Yahoo: deferrals that it calls permanent, and the resolving of RFC5321.MailFrom
	{ cause: "rate-limited", says: ["permanently deferred", "due to unexpected volume", "to user complaints"] },
	{ cause: "sender-domain-unresolvable", says: ["unresolvable rfc.5321"] },
	// Exchange Online and Exchange: names of its own parts, and its "Access denied"family
	{
		cause: "recipient-unknown",
		says: ["resolver.adr.recipientnotfound", "not found by smtp address lookup"],
	},
	{
		cause: "recipient-unknown",
		says: ["recipient address rejected access denied"],
		enhanced: ["5.4.1", "5.7.504"],
	},
	{
		cause: "recipient-unknown",
		says: ["requested action not taken mailbox unavailable"],
		enhanced: ["5.5.0"],
	},
	{ cause: "recipient-unknown", says: ["mailbox unavailable s20"] },
	{
		cause: "recipient-too-busy",
		says: ["resolver.adr.recipientlimit", "recipient thread limit", "message receive limit"],
	},
	{ cause: "recipient-disabled", says: ["accountdisabledexception", "aduserdisabled"] },
	{ cause: "mailbox-full", says: ["quotaexceededexception"] },
	{
		cause: "rate-limited",
		says: ["rate limited due to ip reputation", "access denied please try again later"],
	},
	{ cause: "rate-limited", says: ["has exceeded permitted limits", "daily limit for message recipients"] },
	{ cause: "our-address-blocked", says: ["part of their network is on our block", "customer block list"] },
	{ cause: "our-address-blocked", says: ["banned sending ip", "traffic not accepted from this ip"] },
	{ cause: "our-address-blocked", says: ["banned sender"], enhanced: ["5.7.511", "5.7.606"] },
	{ cause: "sender-refused", says: ["bad outbound sender", "banned sender"] },
	{ cause: "their-domain-suspended", says: ["tenant has exceeded threshold"] },
	{ cause: "relay-denied-there", says: ["tenantattribution", "unregistered domains"] },
	{
		cause: "sender-blocked-by-recipient",
		says: [
			"resolver.rst.notauthorized",
			"resolver.rst.authrequired",
			"resolver.rst.sendernot",
			"not authenticated by organization",
			"not authenticated for",
			"allowed-senders list",
			"access denied rejected by recipient",
		],
	},
	{ cause: "policy", says: ["recipient address rejected access denied"] },
	// GMX and web.de: the words of RFC 5321 behind the recipient's address
	{
		cause: "recipient-unknown",
		says: ["requested action not taken mailbox unavailable"],
		replyClass: 5,
		quotesAddress: true,
	},
	{ cause: "our-address-blocked", says: ["reject due to policy violations "], replyClass: 4 },
	// Facebook: RCP-P1 is its code for an unknown recipient
	{ cause: "recipient-unknown", says: ["rcp-p1 "] },
	// Cisco IronPort: what stands in for an enhanced code
	{ cause: "recipient-unknown", says: ["#5.1.0 address rejected"] },
	// Gmail: relaying by its own customers, and the sender's message of many words
	{ cause: "our-address-blocked", says: ["reputation of the sending ip", "ip not in whitelist"] },
	{ cause: "our-address-blocked", says: ["not authorized to send email directly"] },
	{ cause: "content-refused", says: ["nature of the content", "potential * security issue"] },
];
