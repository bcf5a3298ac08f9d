import type { addressRefusals } from "../../addresses.ts";
import type { Words } from "../../row.ts";

export const addressWords = {
	"sender-address-invalid": {
		title: "The sender address is not well formed",
		because: "“{address}” cannot be a mail address ({problem}), so bounces could not come back to it.",
		remedy:
			"Correct the sender address in the settings of the program that sends, for example to name@your-domain.",
	},
	"recipient-address-invalid": {
		title: "The recipient address is not well formed",
		because: "“{address}” cannot be a mail address ({problem}), so nobody could receive at it.",
		remedy:
			"Correct the address where it is stored. Look for spaces, a missing @, and two addresses in one field.",
	},
	"recipient-domain-not-found": {
		title: "The recipient's domain does not exist",
		because: "The DNS knows neither a mail server nor an address for {domain}.",
		remedy: "Check the part after the @ for a slip of the pen, and ask the recipient for the right address.",
		where: { suggestion: "Did you mean {suggestion}?" },
	},
	"recipient-domain-takes-no-mail": {
		title: "The recipient's domain takes no mail",
		because: "{domain} declares in the DNS that it receives no mail at all (a null MX record).",
		remedy:
			"Use an address of another domain. If the domain is yours, replace the null MX record by your mail server's.",
	},
	"recipient-does-not-exist": {
		title: "The recipient does not exist",
		because:
			"{reporter} reported on {suppressedAt} that there is no recipient {address}. Mail to addresses that do not exist harms the reputation of your domain, so it is not tried again.",
		remedy:
			"Take the address off your list. If it exists again, take it off the suppression list and send the message once more.",
	},
	"recipient-suppressed": {
		title: "The recipient is on the suppression list",
		because: "Mail to {address} has been stopped since {suppressedAt}, after {origin}.",
		remedy:
			"Take the address off your list. If the recipient wants your mail again, take the address off the suppression list.",
	},
	"address-needs-smtputf8": {
		title: "The address is not ASCII and the client did not say so",
		because:
			"{address} holds letters outside ASCII. A client that sends such an address has to ask for SMTPUTF8 at MAIL, so that each server on the way knows.",
		remedy:
			"Switch on SMTPUTF8 in the mail library, or use the recipient's ASCII address where there is one.",
	},
} as const satisfies Record<keyof typeof addressRefusals, Words>;
