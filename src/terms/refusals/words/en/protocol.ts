/** No facts here: which ones there are depends on the variant of the fault; the reply names them. */

import type { Fault } from "../../../../rfc/smtp/faults.ts";
import type { Words } from "../../row.ts";

export const protocolWords = {
	"command-unknown": {
		title: "The command is not known",
		because: "The program sent a command that is not part of SMTP.",
		remedy: "Check that the program speaks SMTP to this port, and not, for example, HTTP.",
	},
	"command-not-implemented": {
		title: "The command is not offered",
		because: "The program sent a command that SMTP knows and this service does not offer.",
		remedy: "Use the commands that the answer to EHLO lists. Sending mail needs no others.",
	},
	"command-syntax": {
		title: "The command is not well formed",
		because: "The program sent a command with arguments or parameters that are not valid here.",
		remedy: "Look at the reply for the place, and correct the setting or update the program's mail library.",
	},
	"command-out-of-sequence": {
		title: "The command came at the wrong time",
		because: "The program sent its commands in an order that SMTP does not allow.",
		remedy: "Update the program's mail library. The order is EHLO, STARTTLS, EHLO, AUTH, MAIL, RCPT, DATA.",
	},
	"line-too-long": {
		title: "The command line is too long",
		because: "The program sent a command that is longer than SMTP allows.",
		remedy:
			"Look for an address or a password that is far too long, or for content that was sent as a command.",
	},
	"no-valid-recipients": {
		title: "No recipient was accepted",
		because: "The program wanted to send the content although each recipient had been refused.",
		remedy: "Look at the refusals of the recipients: each has its own reason, shown in Activity.",
	},
	"too-many-errors": {
		title: "Too many errors in one connection",
		because: "The connection was closed because nearly everything that the program sent was refused.",
		remedy: "Look at the first refusals of the connection in Activity, and correct their cause.",
	},
	"talks-too-soon": {
		title: "The program talks before it is its turn",
		because:
			"The program sent commands before the greeting, or together with STARTTLS. Somebody on the way could have put them there.",
		remedy: "Update the program's mail library, and look for a proxy or scanner between it and this service.",
	},
	"idle-timeout": {
		title: "The connection was idle for too long",
		because: "Nothing arrived for a while, or the content arrived too slowly, and the connection was closed.",
		remedy:
			"Let the program connect when it has something to send, and look at the network if content is slow.",
	},
} as const satisfies Record<Fault, Words>;
