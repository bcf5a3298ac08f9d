import type { SectionWords } from "../row.ts";

export const message: SectionWords<"message"> = {
	"content-refused": {
		title: "The recipient's server takes the message for spam",
		because: "Its filter did not like something in the content.",
		remedy: "Look at wording, links and pictures; the reply may say what was meant.",
	},
	"link-refused": {
		title: "The recipient's server refused a link in the message",
		because: "The message names a site that is on a list of dangerous or unwanted ones.",
		remedy: "Take the link out, and check that your own site has not been broken into.",
	},
	"attachment-refused": {
		title: "The recipient's server refused an attachment",
		because: "It does not take files of this kind, or of this name.",
		remedy: "Send the file another way, for instance as a link.",
	},
	"virus-found": {
		title: "The recipient's server found malware in the message",
		because: "Its scanner recognised something dangerous.",
		remedy: "Scan the files and the computer that they come from, and send again without them.",
	},
	"message-malformed": {
		title: "The message is not built as mail has to be",
		because: "The recipient's server found a header field missing, doubled or malformed.",
		remedy: "Correct the program that makes the message; the reply usually names the field (RFC 5322).",
	},
	"message-too-big": {
		title: "The message is too large for the recipient's server",
		because: "It is over the size that the server or the mailbox takes.",
		remedy: "Send a link instead of a large attachment.",
	},
	policy: {
		title: "A rule of the recipient's organisation refused the message",
		because: "The server says that its policy does not allow it, and not which rule it was.",
		remedy: "Ask the recipient's administrator, with the reply; they can see which rule it was.",
	},
	"no-8bit-support": {
		title: "The recipient's server cannot take 8-bit content",
		because: "The content has octets above 127 and the server does not offer 8BITMIME.",
		remedy: "Let the program encode the message as quoted-printable or base64.",
	},
	"no-utf8-support": {
		title: "The recipient's server cannot take addresses that are not ASCII",
		because: "An address or a header field needs SMTPUTF8, and the server does not offer it.",
		remedy: "Use an address in ASCII for this recipient.",
	},
	loop: {
		title: "The message would go round in a loop",
		because: "It has passed through too many servers, or leads back to where it came from.",
		remedy: "A forwarding rule or MX record points back; the recipient's side has to correct it.",
	},
};
