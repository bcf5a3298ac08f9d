/** Refusals of addresses: those that cannot be written to, and those that must not be. */

import { defineRefusals } from "./row.ts";

export const addressRefusals = defineRefusals({
	"sender-address-invalid": {
		phases: ["mail"],
		code: 501,
		enhanced: "5.1.7",
		http: 422,
		says: "The sender address <{address}> is not well formed: {problem}",
	},
	"recipient-address-invalid": {
		phases: ["rcpt"],
		code: 501,
		enhanced: "5.1.3",
		http: 422,
		says: "The recipient address <{address}> is not well formed: {problem}",
	},
	"recipient-domain-not-found": {
		phases: ["rcpt"],
		code: 550,
		enhanced: "5.1.2",
		http: 422,
		says: "The recipient's domain {domain} does not exist, or has no mail server and no address",
		variants: {
			/** The domain is one slip away from a well-known one. */
			slip: {
				code: 550,
				enhanced: "5.1.2",
				says: "The recipient's domain {domain} does not exist: did you mean {suggestion}?",
			},
		},
	},
	"recipient-domain-takes-no-mail": {
		phases: ["rcpt"],
		code: 556, // RFC 7505 §4.1 and RFC 7504 §4
		enhanced: "5.1.10",
		http: 422,
		says: "The recipient's domain {domain} declares that it takes no mail (null MX)",
	},
	"recipient-does-not-exist": {
		phases: ["rcpt"],
		code: 550,
		enhanced: "5.1.1",
		http: 422,
		says: "The recipient <{address}> does not exist: reported by {reporter} on {suppressedAt}",
	},
	"recipient-suppressed": {
		phases: ["rcpt"],
		code: 550,
		enhanced: "5.7.1",
		http: 422,
		says: "The recipient <{address}> is on the suppression list since {suppressedAt}, after {origin}",
	},
	"address-needs-smtputf8": {
		phases: ["mail", "rcpt"],
		code: 553, // RFC 6531 §3.5
		enhanced: "5.6.7",
		says: "The address <{address}> is not ASCII, and SMTPUTF8 was not asked for at MAIL",
	},
});
