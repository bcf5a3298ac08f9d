/** Refusals of access: who may come in, how often, and by which door. */

import { defineRefusals } from "./row.ts";

export const accessRefusals = defineRefusals({
	"tls-required": {
		phases: ["auth", "mail"],
		code: 530, // RFC 3207 §4
		enhanced: "5.7.0",
		variants: { auth: { code: 538, enhanced: "5.7.11" } }, // RFC 4954 §6
		says: "TLS is required: give the STARTTLS command first",
	},
	"authentication-required": {
		phases: ["mail", "rcpt", "data"],
		code: 530, // RFC 4954 §6
		enhanced: "5.7.0",
		http: 401,
		says: "Authentication is required: log in with the username and password of an SMTP user",
	},
	"credentials-invalid": {
		phases: ["auth"],
		code: 535, // RFC 4954 §6
		enhanced: "5.7.8",
		http: 401,
		says: "The username or the password is not right",
	},
	"authentication-blocked": {
		phases: ["auth", "connect"],
		code: 454,
		enhanced: "4.7.0",
		http: 429,
		says: "Too many failed log-ins: authentication is blocked for {retryAfterMs}",
	},
	"authentication-unavailable": {
		phases: ["auth"],
		code: 454, // RFC 4954 §6: temporary authentication failure
		enhanced: "4.7.0",
		http: 503,
		says: "Log-ins cannot be checked at the moment, try again in a few minutes",
	},
	"authentication-mechanism-unknown": {
		phases: ["auth"],
		code: 504, // RFC 4954 §4
		enhanced: "5.5.4",
		says: "The authentication mechanism {mechanism} is not offered, use PLAIN or LOGIN",
	},
	"smtp-user-disabled": {
		phases: ["auth"],
		code: 525, // RFC 5248 §2.4
		enhanced: "5.7.13",
		http: 403,
		says: "The SMTP user {user} is {state}",
	},
	"account-suspended": {
		phases: ["auth", "mail"],
		code: 550,
		enhanced: "5.7.1",
		variants: { auth: { code: 525, enhanced: "5.7.13" } },
		http: 403,
		says: "The account is suspended: {operatorReason}",
	},
	"client-address-refused": {
		phases: ["auth"],
		code: 535,
		enhanced: "5.7.8",
		http: 403,
		says: "This SMTP user may not be used from {clientAddress}",
	},
	"too-many-sessions": {
		phases: ["connect", "auth"],
		code: 421,
		enhanced: "4.7.0",
		variants: { auth: { code: 454, enhanced: "4.7.0" } },
		http: 429,
		says: "Too many sessions at once for this {scope}, the limit is {limit}",
	},
	"sending-too-fast": {
		phases: ["mail", "rcpt"],
		code: 450,
		enhanced: "4.7.1",
		http: 429,
		says: "Sending too fast, the limit for this {scope} is {limit} {counted} a minute: try again in {retryAfterMs}",
	},
	"relaying-denied": {
		phases: ["rcpt"],
		code: 550,
		enhanced: "5.7.1",
		says: "This server relays nothing to <{address}>: it takes reports for its own addresses only",
	},
	"recipient-unknown-here": {
		phases: ["rcpt"],
		code: 550,
		enhanced: "5.1.1",
		says: "There is no such address here: <{address}>",
	},
});
