/** Settings of what goes out: when it is attempted, where to, and what its domains prove and sign with. */

import { z } from "zod";
import { at, section } from "./setting.ts";
import { count, duration, flag, list, optional, port } from "./values.ts";

export const relaying = {
	queue: section({
		retryDelays: at(
			list.default(["5m", "10m", "20m", "40m", "80m", "160m", "4h"]),
			"Delays after each failed attempt; the last one repeats.",
		),
		lifetime: at(duration.default(432_000_000), "How long a message is attempted."),
		attempts: at(count.default(200), "Attempts at once, all destinations together."),
		attemptsPerDestination: at(count.default(20), "Attempts at once to one destination."),
		recipients: at(count.default(10_000), "Recipients kept in memory."),
	}),
	relay: section({
		port: at(port.default(25), "Port of next hops."),
		smarthost: at(
			optional.default(null),
			"host:port that takes everything, instead of the recipients' servers.",
		),
		smarthostTls: at(
			z.enum(["implicit", "starttls", "opportunistic", "none"]).default("starttls"),
			"How the smarthost is spoken to.",
		),
		smarthostUsername: at(optional.default(null), "Log-in at the smarthost."),
		smarthostPasswordFile: at(optional.default(null), "File that holds the smarthost's password."),
		allowedNetworks: at(list.default([]), "Private networks (CIDR) that may be relayed to all the same."),
		ownAddresses: at(list.default([]), "This service's own public addresses: never a next hop."),
		egressAddresses: at(
			list.default([]),
			"The addresses that mail leaves from, for the SPF record of return paths. By default ownAddresses; without these, the addresses of the inbound door's name.",
		),
		dnsServers: at(
			list.default([]),
			"DNS servers as address or address:port; by default those of the machine.",
		),
		recipientDomainMustBeKnown: at(
			flag.default(false),
			"Refuse recipients for now when the DNS does not answer for their domain.",
		),
	}),
	verification: section({
		grace: at(
			duration.default(259_200_000),
			"How long a sending domain sends on after one of its records broke.",
		),
		port: at(port.default(53), "Port of the sending domains' own name servers."),
	}),
	keys: section({
		rotateAfter: at(duration.default(7_776_000_000), "How long a DKIM key signs before the next takes over."),
		keepPublished: at(
			duration.default(604_800_000),
			"How long a DKIM key stays published after the last message that it may have signed has left the queue.",
		),
	}),
};
