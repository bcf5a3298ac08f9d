import type { accessRefusals } from "../../access.ts";
import type { Words } from "../../row.ts";

export const accessWords = {
	"tls-required": {
		title: "TLS is required",
		because: "The connection is not encrypted, and passwords and mail are not taken in clear text.",
		remedy:
			"Switch on STARTTLS in the program's mail settings, or use the port for implicit TLS (often called SSL/TLS).",
	},
	"authentication-required": {
		title: "A log-in is required",
		because: "The program tried to send without logging in.",
		remedy: "Enter the username and password of an SMTP user in the program's mail settings.",
	},
	"credentials-invalid": {
		title: "The username or the password is not right",
		because: "There is no SMTP user with this username and this password.",
		remedy:
			"Copy the username from Domains again. If the password is lost, reset it there: it is shown once, when it is made.",
	},
	"authentication-blocked": {
		title: "Log-ins are blocked for a while",
		because:
			"There were too many failed log-ins from this address or for this SMTP user. Log-ins are possible again in {retryAfterMs}.",
		remedy: "Correct the password in every program that uses it, then wait. No action unblocks it sooner.",
	},
	"authentication-unavailable": {
		title: "Log-ins cannot be checked at the moment",
		because: "This service could not ask its own store who you are. Nothing is wrong with the log-in.",
		remedy: "Try again in a few minutes. Most programs do so by themselves.",
	},
	"authentication-mechanism-unknown": {
		title: "This way of logging in is not offered",
		because: "The program wants to log in by {mechanism}. This service offers PLAIN and LOGIN, inside TLS.",
		remedy:
			"Set the authentication method to PLAIN, LOGIN or “normal password” in the program's mail settings.",
	},
	"smtp-user-disabled": {
		title: "The SMTP user may not be used",
		because: "The password is right, and the SMTP user {user} is {state}.",
		remedy: "Enable the SMTP user in Domains or give it a later expiry date, or use another one.",
	},
	"account-suspended": {
		title: "The account is suspended",
		because: "The operator of this service has suspended the account: {operatorReason}",
		remedy: "Contact the operator of this service.",
	},
	"client-address-refused": {
		title: "The SMTP user may not be used from this address",
		because:
			"The password is right, and the SMTP user may be used from certain addresses only; {clientAddress} is not one of them.",
		remedy:
			"Add {clientAddress} to the allowed client addresses of the SMTP user in Domains, if it is yours.",
	},
	"too-many-sessions": {
		title: "Too many connections at once",
		because: "At most {limit} connections may be open at once for one {scope}.",
		remedy: "Let the program use fewer connections and send several messages over each of them.",
	},
	"sending-too-fast": {
		title: "Sending too fast",
		because:
			"The limit for this {scope} is {limit} {counted} a minute. There is room again in {retryAfterMs}.",
		remedy:
			"Let the program try again later, or spread the messages over a longer time. Nothing is lost when it retries.",
	},
	"relaying-denied": {
		title: "Mail for this address is not taken here",
		because: "This door takes reports about mail that was sent from here, and nothing for {address}.",
		remedy: "To send mail, use the submission port and log in as an SMTP user.",
	},
	"recipient-unknown-here": {
		title: "There is no such address here",
		because: "{address} is not an address to which this service expects a report.",
		remedy:
			"Reports go to the reverse-path of the message exactly as it was sent. Other mail cannot be received here.",
	},
} as const satisfies Record<keyof typeof accessRefusals, Words>;
