import type { SectionWords } from "../row.ts";

export const sender: SectionWords<"sender"> = {
	"sender-refused": {
		title: "The recipient's server does not accept this sender",
		because: "It refuses the sender's address or domain, or cannot verify it.",
		remedy: "Check that the sender's address exists and takes mail, and who the message is from.",
	},
	"sender-domain-unresolvable": {
		title: "The recipient's server cannot find the sender's domain",
		because: "The domain of the sender has no MX or address record that the server could look up.",
		remedy: "Check the domain's DNS records; after a change, wait until they are known everywhere.",
	},
	"authentication-failed": {
		title: "The recipient's server could not authenticate the sender",
		because: "Neither SPF nor DKIM confirmed the domain that the message claims to be from.",
		remedy: "Check the domain's records under Domains, and send from that domain only.",
	},
	"spf-failed": {
		title: "The message failed the SPF check",
		because: "The SPF record of the sender's domain does not allow the address that we send from.",
		remedy: "Check the return-path record under Domains, and take conflicting SPF records away.",
	},
	"dkim-failed": {
		title: "The message failed the DKIM check",
		because: "The signature is missing or does not fit the published key, or the message was changed.",
		remedy: "Check both DKIM records under Domains.",
	},
	"dmarc-failed": {
		title: "The message failed the DMARC policy of the sender's domain",
		because: "The From address's domain asks receivers to refuse mail that neither SPF nor DKIM aligns with.",
		remedy: "Send from the domain that is authenticated here, and check its records under Domains.",
	},
	"blocked-by-reputation": {
		title: "The recipient's server refuses the sender for its reputation",
		because:
			"Earlier mail with this domain or content brought complaints, or went to addresses that do not exist.",
		remedy:
			"Send to people who asked for it, take dead addresses off your lists, and send less for some days.",
	},
	"our-address-blocked": {
		title: "The recipient's server blocks our sending address",
		because: "The IP address that the message went out from is on a block list, or is refused there.",
		remedy: "Tell the operator: the address has to be taken off the list that the reply names.",
	},
	"reverse-dns-missing": {
		title: "The recipient's server wants reverse DNS for our address",
		because: "The IP address that we send from has no PTR record, or one that does not lead back to it.",
		remedy: "Tell the operator: the PTR record and the host name have to fit each other.",
	},
	"helo-refused": {
		title: "The recipient's server does not accept the name that we greet with",
		because: "The host name in EHLO is not found in the DNS, or looks wrong to that server.",
		remedy: "Tell the operator: the configured host name has to resolve to the sending address.",
	},
	"login-needed-there": {
		title: "The server demands a login that we do not have",
		because: "It is meant for its own users, or its connector does not know us.",
		remedy: "Tell the operator: the route or the credentials of the next server are wrong.",
	},
};
