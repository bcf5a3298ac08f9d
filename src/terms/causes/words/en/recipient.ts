import type { SectionWords } from "../row.ts";

export const recipient: SectionWords<"recipient"> = {
	"recipient-unknown": {
		title: "The recipient's server does not know this address",
		because: "It says that there is no such mailbox, now or ever.",
		remedy: "Check the address with the recipient, and take it off your lists.",
	},
	"recipient-disabled": {
		title: "The recipient's account is disabled",
		because: "The mailbox was there once; it is closed, suspended or long unused.",
		remedy: "Reach the recipient another way; the address takes no mail now.",
	},
	"recipient-moved": {
		title: "The recipient has moved to another address",
		because: "The server knows that the mailbox is elsewhere now and does not pass mail on.",
		remedy: "Use the new address; the reply may name it.",
	},
	"recipient-address-malformed": {
		title: "The recipient's server cannot read this address",
		because: "For that server the address is not written as an address may be.",
		remedy: "Look for spaces, missing parts and unusual characters in the address.",
	},
	"recipient-too-busy": {
		title: "The recipient receives more mail than its server allows",
		because: "The limit counts mail from everybody to that mailbox, not only yours.",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	"mailbox-full": {
		title: "The recipient's mailbox is full",
		because: "There is no space left in it for this message.",
		remedy: "Wait, or tell the recipient another way that the mailbox is full.",
	},
	"sender-blocked-by-recipient": {
		title: "The recipient takes no mail from this sender",
		because: "The recipient, or a rule for that mailbox, lets only certain senders in or keeps this one out.",
		remedy: "Ask the recipient, another way, to allow your address.",
	},
	"domain-not-found": {
		title: "The recipient's domain does not exist, or has no mail server",
		because: "No server can be found for the part behind the @.",
		remedy: "Look for a slip in the part behind the @.",
	},
	"null-mx": {
		title: "The recipient's domain declares that it takes no mail",
		because: "Its MX record says so (RFC 7505).",
		remedy: "Ask the recipient for another address.",
	},
	"not-accepting-mail": {
		title: "The server for this domain takes no mail",
		because: "It answers and says that it receives no mail at all.",
		remedy: "Ask the recipient for another address; the domain's owner can correct its MX records.",
	},
	"their-domain-suspended": {
		title: "The recipient's mail service is suspended or over its own limits",
		because: "It concerns the whole domain or its account at its provider, not this mailbox alone.",
		remedy: "Tell the recipient another way; only the domain's administrator can put it right.",
	},
	"relay-denied-there": {
		title: "The server we were led to does not take mail for this domain",
		because: "The domain's MX records name a server that does not serve the domain.",
		remedy: "Check the part behind the @; if it is right, its owner has to correct the MX records.",
	},
};
