/** Settings of the doors: where each listens, and what is true of it alone. */

import { z } from "zod";
import { at, section } from "./setting.ts";
import { count, duration, flag, list, optional, port } from "./values.ts";

export const doors = {
	submission: section({
		host: at(z.string().default("0.0.0.0"), "Address of the submission door (STARTTLS)."),
		port: at(port.default(2587), "Port of the submission door; 587 needs privileges."),
	}),
	submissions: section({
		host: at(z.string().default("0.0.0.0"), "Address of the submission door with implicit TLS."),
		port: at(port.default(2465), "Port of the submission door with implicit TLS; 465 needs privileges."),
	}),
	inbound: section({
		enabled: at(
			flag.default(false),
			"Whether the door for bounces and complaints of other servers is open. While it is, mail leaves with envelope senders that lead to it.",
		),
		host: at(z.string().default("0.0.0.0"), "Address of the inbound door."),
		hostname: at(
			optional.default(null),
			"The name that other servers find the inbound door by: the MX of return paths. By default the hostname.",
		),
		port: at(port.default(2525), "Port of the inbound door; 25 needs privileges."),
	}),
	dns: section({
		enabled: at(flag.default(false), "Whether the service answers DNS for its zone. Try mode always does."),
		host: at(z.string().default("0.0.0.0"), "Address of the DNS door, UDP and TCP."),
		port: at(port.default(5353), "Port of the DNS door; 53 needs privileges."),
		nameservers: at(
			list.default([]),
			'The zone\'s name servers, each a name with its addresses: "ns1.relay.example.com 192.0.2.53 2001:db8::53".',
		),
		hostmaster: at(optional.default(null), "Mailbox in the SOA; by default hostmaster at the zone."),
		ttl: at(duration.default(3_600_000), "TTL of SOA, NS, CAA and of the service's own hosts."),
		hosts: at(
			list.default([]),
			'The service\'s own hosts in the zone, each with its addresses: "relay.example.com 192.0.2.10".',
		),
		caa: at(list.default([]), 'CAA records of the zone: "0 issue letsencrypt.org".'),
		answersPerSecond: at(
			z.coerce.number().int().min(0).default(200),
			"Equal answers a second to one network (/24, /56); beyond it, every second one says to ask over TCP. 0 is no limit.",
		),
		secondaries: at(
			list.default([]),
			'Servers with a copy, which are told of changes and may transfer the zone: "192.0.2.54:53 key-name"; a key is of tsigKeyFiles.',
		),
		transferNetworks: at(list.default([]), "Networks (CIDR) that may transfer the zone without a key."),
		tsigKeyFiles: at(list.default([]), "Files that each hold a TSIG key (hmac-sha256) for transfers."),
		updateServer: at(
			optional.default(null),
			"A primary name server, as address or address:port, that gets the records of sending domains by dynamic updates.",
		),
		updateKeyFile: at(optional.default(null), "File that holds the TSIG key of these updates."),
	}),
	bench: section({
		enabled: at(flag.default(false), "A door on 127.0.0.1 without log-in, for measurements only."),
		port: at(port.default(0), "Port of the bench door."),
		username: at(optional.default(null), "The SMTP user that it sends as."),
	}),
	http: section({
		host: at(z.string().default("127.0.0.1"), "Address of the HTTP door: pages, API and help."),
		port: at(port.default(8080), "Port of the HTTP door."),
		proxies: at(
			list.default([]),
			"Networks (CIDR) of HTTP proxies of yours in front of it: their X-Forwarded-For says who a client is. Without it, all who come through a proxy have its address.",
		),
	}),
	api: section({
		callsPerMinute: at(
			count.default(1200),
			"Calls of the API that are answered in a minute, for each key and person. Sending has limits of its own.",
		),
		anonymousCallsPerMinute: at(count.default(300), "The same for each address without a key or a sign-in."),
	}),
	metrics: section({
		networks: at(
			list.default([]),
			"Networks (CIDR) that may read /metrics without the operator's key. Not loopback where a proxy is on this machine.",
		),
	}),
};
