/** Refusals of a message for what it is: its header, its structure, its octets. */

import { defineRefusals } from "./row.ts";

export const messageRefusals = defineRefusals({
	"from-missing": {
		phases: ["content"],
		code: 550,
		enhanced: "5.6.0",
		http: 422,
		says: "The message has no usable From field: {problem} (RFC 5322 section 3.6)",
	},
	"from-multiple": {
		phases: ["content"],
		code: 550,
		enhanced: "5.6.0",
		http: 422,
		says: "The header has more than one of this field: {field} (RFC 5322 section 3.6)",
	},
	"header-too-large": {
		phases: ["content"],
		code: 552,
		enhanced: "5.3.4",
		http: 422,
		says: "The header is too large, the limits are {limitBytes} and {limitFields} fields",
	},
	"line-ending-invalid": {
		phases: ["content"],
		code: 550,
		enhanced: "5.6.0",
		says: "The message has a {octet} outside a CRLF line ending (RFC 5321 section 2.3.8)",
	},
	"nul-byte": {
		phases: ["content"],
		code: 550,
		enhanced: "5.6.0",
		http: 422,
		says: "The message has a NUL octet, which mail may not contain (RFC 5322 section 4)",
	},
	"structure-too-deep": {
		phases: ["content"],
		code: 550,
		enhanced: "5.6.0",
		http: 422,
		says: "The MIME structure is too deep or too large: the limits are {limitLevels} levels, {limitParts} parts, and the length of their headers",
	},
	"message-looping": {
		phases: ["content"],
		code: 554, // RFC 5321 §6.3
		enhanced: "5.4.6",
		says: "The message goes round in a loop: it has {count} {trace}, the limit is {limit}",
	},
	"malware-found": {
		phases: ["content"],
		code: 554,
		enhanced: "5.7.1",
		http: 422,
		says: "The virus scanner found {finding}",
	},
});
