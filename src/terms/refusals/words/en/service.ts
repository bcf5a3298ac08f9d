import type { Words } from "../../row.ts";
import type { serviceRefusals } from "../../service.ts";

export const serviceWords = {
	"shutting-down": {
		title: "The service is restarting",
		because: "The server is being shut down and takes nothing new. Nothing is wrong with the message.",
		remedy: "Try again in a minute. Most programs do so by themselves.",
	},
	overloaded: {
		title: "The service is overloaded",
		because: "The service has more to do than it can write down in time. Nothing is wrong with the message.",
		remedy: "Try again in a few minutes. Most programs do so by themselves.",
	},
	"storage-full": {
		title: "The service has no room to store messages",
		because: "The disk of the service is nearly full. Nothing is wrong with the message.",
		remedy:
			"Try again later. If you run this service, free some disk space or shorten the time that Activity is kept.",
	},
	"internal-fault": {
		title: "Something went wrong in the service",
		because:
			"The service met a fault of its own while it handled the message. The fault is in the log as incident {incident}.",
		remedy: "Try again later. If it happens again, give the operator the incident number {incident}.",
	},
	"dns-unavailable": {
		title: "The DNS does not answer",
		because: "Whether {domain} exists and takes mail could not be found out, because the DNS did not answer.",
		remedy: "Try again later. If it lasts, the name servers of {domain} may be down.",
	},
} as const satisfies Record<keyof typeof serviceRefusals, Words>;
