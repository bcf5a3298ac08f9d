import type { SectionWords } from "../row.ts";

export const service: SectionWords<"service"> = {
	greylisted: {
		title: "The recipient's server asks us to try again later (greylisting)",
		because: "It puts off senders that it sees for the first time; programs that send spam rarely return.",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	"rate-limited": {
		title: "The recipient's server takes no more from us for now",
		because: "More came in a short time than it allows.",
		remedy: "Nothing to do: the next attempt is made by itself, more slowly.",
	},
	"too-many-connections": {
		title: "The recipient's server has too many connections open",
		because: "It takes only so many at once, from us or from everybody.",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	"too-many-recipients-there": {
		title: "The recipient's server takes fewer recipients at a time",
		because: "The message was offered for more recipients at once than it allows.",
		remedy: "Nothing to do: the rest follow in further attempts.",
	},
	"temporarily-unavailable": {
		title: "The recipient's server does not take mail at the moment",
		because: "It is busy, under maintenance or shutting down, and says so itself.",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	"system-fault-there": {
		title: "The recipient's server has a fault of its own",
		because: "Something behind it does not work: its disk, its directory or its configuration.",
		remedy: "Nothing to do yet. If it lasts, tell the recipient's administrator another way.",
	},
	"tls-required-by-them": {
		title: "The recipient's server demands encryption that did not come about",
		because:
			"It takes mail only over TLS, or with a certificate or version that the connection did not have.",
		remedy: "Tell the operator: TLS to this server fails.",
	},
	"host-unreachable": {
		title: "The recipient's server cannot be reached",
		because: "No connection to any of the domain's servers came about.",
		remedy: "Nothing to do yet: further attempts are made by themselves.",
	},
	"connection-lost": {
		title: "The connection to the recipient's server was lost",
		because: "It ended before the server had answered.",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	"dns-trouble": {
		title: "The DNS does not answer for the recipient's domain",
		because: "Its name servers gave no answer, or a wrong one; whether the domain exists stays open.",
		remedy: "Nothing to do yet: further attempts are made by themselves.",
	},
	"protocol-trouble": {
		title: "The recipient's server and ours could not agree how to talk",
		because: "It did not accept a command, or gave an answer that SMTP does not know.",
		remedy: "Nothing to do yet. If it lasts, show the operator the attempt.",
	},
	timeout: {
		title: "The recipient's server did not answer in time",
		because: "The connection was there, and nothing came over it for too long.",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	expired: {
		title: "The message waited too long and was given up",
		because: "Every attempt failed for now, until the time for attempts was over.",
		remedy: "Look at the last reply; send again when the recipient's server works.",
	},
	interrupted: {
		title: "An attempt was interrupted when this service stopped",
		because: "Its outcome is not known.",
		remedy: "Nothing to do: it is tried again.",
	},
	unknown: {
		title: "The recipient's server said no without a reason that we know",
		because: "Neither its code nor its words tell what was meant.",
		remedy: "Read the reply; it may tell more. The recipient's administrator can explain it.",
	},
};
