import type { messageRefusals } from "../../message.ts";
import type { Words } from "../../row.ts";

export const messageWords = {
	"from-missing": {
		title: "The message has no usable From",
		because:
			"The From field cannot be used: {problem}. Without an author, receiving servers refuse the message.",
		remedy: "Let the program set From to one address of your domain, for example Shop <hello@your-domain>.",
	},
	"from-multiple": {
		title: "A field that may stand once stands several times",
		because:
			"The header has more than one of this field: {field}. Mail programs differ in which one they show, and forgers use that.",
		remedy: "Let the program write the field once. With several authors in From, name one of them in Sender.",
	},
	"header-too-large": {
		title: "The header is too large",
		because: "The header is larger than {limitBytes}, or has more than {limitFields} fields.",
		remedy: "Look for a field that grows, such as References or a long To list, and shorten it.",
	},
	"line-ending-invalid": {
		title: "The message has a line ending that mail does not allow",
		because:
			"There is a {octet} outside a CRLF line ending. Such messages are read differently by different servers, which is used to smuggle forged mail.",
		remedy:
			"Let the program end each line with CRLF (carriage return and line feed). Mail libraries do so by themselves.",
	},
	"nul-byte": {
		title: "The message has a NUL octet",
		because: "Mail may not contain the octet zero, and other servers cut a message at it.",
		remedy: "Encode binary content as base64. Mail libraries do so for attachments by themselves.",
	},
	"structure-too-deep": {
		title: "The message is nested too deeply, or its structure is too large",
		because:
			"The MIME structure is nested deeper than {limitLevels} levels, has more than {limitParts} parts, or the headers of its parts are so long that it cannot be looked through.",
		remedy:
			"Forward fewer messages inside messages, send the parts as several messages, or give the attachments shorter names.",
	},
	"message-looping": {
		title: "The message goes round in a loop",
		because: "The message has {count} {trace}, and the limit is {limit}: it keeps coming back.",
		remedy: "Look at the Received fields to find the forwarding that leads back here, and remove it.",
	},
	"malware-found": {
		title: "The message contains malware",
		because: "The virus scanner found {finding}.",
		remedy: "Do not send the file. Have the computer that it comes from checked.",
	},
} as const satisfies Record<keyof typeof messageRefusals, Words>;
