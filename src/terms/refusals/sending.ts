/** Refusals of what a customer may send: domain, quota, recipients, size. */

import { defineRefusals } from "./row.ts";

export const sendingRefusals = defineRefusals({
	"sender-domain-unverified": {
		phases: ["mail", "content"],
		code: 550,
		enhanced: "5.7.1",
		http: 422,
		says: "The sending domain {domain} is not authenticated: DKIM 1 {dkim1Record}, DKIM 2 {dkim2Record}, SPF/Return-Path {returnPathRecord}",
	},
	"sender-domain-mismatch": {
		phases: ["mail", "content"],
		code: 550,
		enhanced: "5.7.1",
		http: 422,
		says: "The domain of the {field} address, {domain}, is not the domain of this SMTP user, {userDomain}",
	},
	"quota-exceeded": {
		phases: ["mail", "rcpt"],
		code: 452,
		enhanced: "4.2.2",
		http: 429,
		says: "The sending quota is used up: {used} of {limit} recipients; it renews on {renewsAt}",
	},
	"too-many-recipients": {
		phases: ["rcpt"],
		code: 452, // RFC 5321 §4.5.3.1.10: 452, so that the client keeps the rest for another transaction
		enhanced: "4.5.3",
		http: 422,
		says: "A message may have {limit} recipients; send it to the others in another transaction",
	},
	"message-too-large": {
		phases: ["mail", "data", "content"],
		code: 552, // RFC 1870 §6.1
		enhanced: "5.3.4",
		http: 413,
		says: "The message is {sizeBytes}, the limit is {limitBytes}",
	},
});
