/** Refusals for a state of our own. Always temporary: what is our fault must not cost a sender a message. */

import { defineRefusals } from "./row.ts";

export const serviceRefusals = defineRefusals({
	"shutting-down": {
		phases: ["any"],
		code: 421, // RFC 5321 §3.8
		enhanced: "4.3.2",
		http: 503,
		says: "This server is shutting down, try again in a minute",
	},
	overloaded: {
		phases: ["connect", "mail", "content"],
		code: 451,
		enhanced: "4.3.2",
		variants: { connect: { code: 421, enhanced: "4.3.2" } },
		http: 503,
		says: "This server is overloaded, try again in a few minutes",
	},
	"storage-full": {
		phases: ["mail", "content"],
		code: 452, // RFC 5321 §4.2.3
		enhanced: "4.3.1",
		http: 503,
		says: "There is no room to store messages at the moment, try again later",
	},
	"internal-fault": {
		phases: ["any"],
		code: 451,
		enhanced: "4.3.0",
		http: 503,
		says: "Something went wrong here, try again later; incident {incident}",
	},
	"dns-unavailable": {
		phases: ["rcpt"],
		code: 451,
		enhanced: "4.4.3",
		http: 503,
		says: "The DNS does not answer for the recipient's domain {domain}, try again later",
	},
});
