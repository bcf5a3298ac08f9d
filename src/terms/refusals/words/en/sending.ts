import type { Words } from "../../row.ts";
import type { sendingRefusals } from "../../sending.ts";

export const sendingWords = {
	"sender-domain-unverified": {
		title: "The sending domain is not authenticated",
		because:
			"{domain} may send once its three DNS records are valid. DKIM 1: {dkim1Record}. DKIM 2: {dkim2Record}. SPF/Return-Path: {returnPathRecord}.",
		remedy:
			"Open Domains, publish the records that are not valid with the name and value shown there, and check them again.",
	},
	"sender-domain-mismatch": {
		title: "The sender's domain is not this SMTP user's domain",
		because:
			"The domain of the {field} address is {domain}. This SMTP user belongs to {userDomain} and can send as that exact domain only.",
		remedy:
			"Send as an address @{userDomain}, or create an SMTP user for {domain} in Domains and use that one.",
	},
	"quota-exceeded": {
		title: "The sending quota is used up",
		because:
			"{used} of the {limit} recipients of this billing period are used. Sending goes on when the quota renews on {renewsAt}.",
		remedy:
			"Choose a higher plan under Pricing: it works as soon as it is paid for there or, where plans are asked for, the operator accepts your request. Or send the message again after {renewsAt}.",
	},
	"too-many-recipients": {
		title: "Too many recipients in one message",
		because:
			"One message may go to {limit} recipients. The first {limit} were taken; this one came after them and was not.",
		remedy:
			"Send the message to the remaining recipients as another message. For larger lists, send one message to each recipient.",
	},
	"message-too-large": {
		title: "The message is too large",
		because:
			"The message is {sizeBytes} and the limit is {limitBytes}. Attachments count as they are encoded for mail, about a third larger than the file.",
		remedy: "Make the attachments smaller, or put the file on the web and send a link to it.",
	},
} as const satisfies Record<keyof typeof sendingRefusals, Words>;
