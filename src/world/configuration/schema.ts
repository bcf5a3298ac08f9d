/**
 * Every setting, once: its place, kind, default and meaning. The reference page, the environment variables and the
 * flags are made from this.
 */

import { z } from "zod";
import { count, duration, flag, list, optional, port, size } from "./values.ts";

const at = <Schema extends z.ZodType>(schema: Schema, about: string): Schema => schema.describe(about);

const PERCENT = "a number from 0 to 99";

export const schema = z.strictObject({
	hostname: at(
		z.string().min(1).default("relay.localhost"),
		"The name of this service in EHLO, Received and Message-ID.",
	),
	zone: at(
		optional.default(null),
		"The domain under which the targets of the customers' CNAMEs are. By default the hostname.",
	),
	data: at(z.string().default("data"), "The folder that holds all state."),
	url: at(
		optional.default(null),
		"Where people reach the web pages; links to help begin with it. By default the HTTP door's address.",
	),
	log: at(
		z.enum(["info", "warn", "error", "silent"]).default("info"),
		"The least severe lines that are logged.",
	),
	tls: z
		.strictObject({
			certificate: at(
				optional.default(null),
				"PEM file of the certificate and its chain; read again when it changes.",
			),
			key: at(optional.default(null), "PEM file of the private key."),
		})
		.prefault({}),
	submission: z
		.strictObject({
			host: at(z.string().default("0.0.0.0"), "Address of the submission door (STARTTLS)."),
			port: at(port.default(2587), "Port of the submission door; 587 needs privileges."),
		})
		.prefault({}),
	submissions: z
		.strictObject({
			host: at(z.string().default("0.0.0.0"), "Address of the submission door with implicit TLS."),
			port: at(port.default(2465), "Port of the submission door with implicit TLS; 465 needs privileges."),
		})
		.prefault({}),
	inbound: z
		.strictObject({
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
		})
		.prefault({}),
	dns: z
		.strictObject({
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
		})
		.prefault({}),
	bench: z
		.strictObject({
			enabled: at(flag.default(false), "A door on 127.0.0.1 without log-in, for measurements only."),
			port: at(port.default(0), "Port of the bench door."),
			username: at(optional.default(null), "The SMTP user that it sends as."),
		})
		.prefault({}),
	http: z
		.strictObject({
			host: at(z.string().default("127.0.0.1"), "Address of the HTTP door: pages, API and help."),
			port: at(port.default(8080), "Port of the HTTP door."),
			proxies: at(
				list.default([]),
				"Networks (CIDR) of HTTP proxies of yours in front of it: their X-Forwarded-For says who a client is. Without it, all who come through a proxy have its address.",
			),
		})
		.prefault({}),
	api: z
		.strictObject({
			callsPerMinute: at(
				count.default(1200),
				"Calls of the API that are answered in a minute, for each key and person. Sending has limits of its own.",
			),
			anonymousCallsPerMinute: at(
				count.default(300),
				"The same for each address without a key or a sign-in.",
			),
		})
		.prefault({}),
	metrics: z
		.strictObject({
			networks: at(
				list.default([]),
				"Networks (CIDR) that may read /metrics without the operator's key. Not loopback where a proxy is on this machine.",
			),
		})
		.prefault({}),
	proxies: at(
		list.default([]),
		"Networks (CIDR) whose connections begin with a PROXY header (version 1 or 2).",
	),
	limits: z
		.strictObject({
			messageBytes: at(size.default(20 * 1_024 * 1_024), "Largest message, in octets on the wire."),
			recipientsPerMessage: at(count.default(50), "Recipients of one message."),
			connections: at(count.default(2_000), "Connections at once, all SMTP doors together."),
			sessionsPerAddress: at(
				count.default(100),
				"Connections at once from one IPv4 address or IPv6 /64; fewer when the service is nearly full.",
			),
			sessionsPerUser: at(count.default(50), "Sessions at once of one SMTP user."),
			sessionsPerAccount: at(count.default(200), "Sessions at once of one account."),
			recipientsPerMinute: at(
				count.default(6_000),
				"Recipients a minute of an SMTP user without a rate of its own.",
			),
			messagesPerMinute: at(
				count.default(6_000),
				"Messages a minute of an SMTP user; one whose own rate of recipients is higher may send as many messages.",
			),
			recipientsPerMinuteOfAccount: at(
				count.default(24_000),
				"Recipients a minute of all SMTP users of an account together, whatever rates they have.",
			),
			messagesPerMinuteOfAccount: at(
				count.default(24_000),
				"Messages a minute of all SMTP users of an account together.",
			),
			rateBurst: at(
				duration.default(60_000),
				"How much of these rates may come at once: 1m is a minute's worth.",
			),
			failedLoginsPerAddress: at(count.default(10), "Failed log-ins from one network before it is blocked."),
			failedLoginsPerUser: at(
				count.default(50),
				"Failed log-ins for one username before networks that it never logged in from have one try each.",
			),
			loginWindow: at(duration.default(600_000), "How long failed log-ins are added up."),
			loginBlock: at(duration.default(60_000), "The first block; each further one is twice as long."),
			longestLoginBlock: at(duration.default(3_600_000), "The longest block."),
			loginTime: at(duration.default(120_000), "Time until a client has to have logged in."),
			loginsPerSession: at(count.default(5), "Failed log-ins in one session; then it is closed."),
			faultsPerSession: at(
				count.default(20),
				"Protocol errors in one session; the next one closes it. Refused mail of a user who is logged in is none.",
			),
			idleTimeout: at(
				duration.default(300_000),
				"Longest wait for a command; RFC 5321 asks for five minutes.",
			),
			sessionDuration: at(duration.default(3_600_000), "How old a session may become."),
			contentBytesPerSecond: at(count.default(500), "Slowest content, in octets a second."),
			contentWindow: at(duration.default(60_000), "Time over which the speed of content is averaged."),
			minimumFreePercent: at(
				z.coerce.number(PERCENT).min(0, PERCENT).max(99, PERCENT).default(10),
				"Free share of the disk below which nothing new is accepted.",
			),
		})
		.prefault({}),
	queue: z
		.strictObject({
			retryDelays: at(
				list.default(["5m", "10m", "20m", "40m", "80m", "160m", "4h"]),
				"Delays after each failed attempt; the last one repeats.",
			),
			lifetime: at(duration.default(432_000_000), "How long a message is attempted."),
			attempts: at(count.default(200), "Attempts at once, all destinations together."),
			attemptsPerDestination: at(count.default(20), "Attempts at once to one destination."),
			recipients: at(count.default(10_000), "Recipients kept in memory."),
		})
		.prefault({}),
	relay: z
		.strictObject({
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
		})
		.prefault({}),
	verification: z
		.strictObject({
			grace: at(
				duration.default(259_200_000),
				"How long a sending domain sends on after one of its records broke.",
			),
			port: at(port.default(53), "Port of the sending domains' own name servers."),
		})
		.prefault({}),
	keys: z
		.strictObject({
			rotateAfter: at(
				duration.default(7_776_000_000),
				"How long a DKIM key signs before the next takes over.",
			),
			keepPublished: at(
				duration.default(604_800_000),
				"How long a DKIM key stays published after the last message that it may have signed has left the queue.",
			),
		})
		.prefault({}),
	retention: z
		.strictObject({ activityDays: at(count.default(30), "Days that Activity is kept.") })
		.prefault({}),
	doctor: z
		.strictObject({
			blockLists: at(
				list.default([]),
				"DNS block lists that are asked whether they have the addresses that mail leaves from, when somebody asks the doctor.",
			),
		})
		.prefault({}),
	webhooks: z
		.strictObject({
			allowPrivate: at(
				list.default([]),
				"Private networks (CIDR) that webhooks may be in all the same, and without TLS.",
			),
			keepDays: at(
				count.default(14),
				"Days that deliveries of webhooks are kept, with requests and answers.",
			),
			backlog: at(
				count.default(20_000),
				"Deliveries that may wait for one webhook; it is paused when there are more.",
			),
		})
		.prefault({}),
	accounts: z
		.strictObject({
			deletionGrace: at(
				duration.default(2_592_000_000),
				"How long a deleted account can be restored, before everything of it goes.",
			),
		})
		.prefault({}),
	stripe: z
		.strictObject({
			secretKey: at(
				optional.default(null),
				"Stripe's secret key, best as a variable of the environment: plans that have a price at Stripe are then paid there.",
			),
			secretKeyFile: at(optional.default(null), "File that holds Stripe's secret key instead."),
			webhookSecret: at(
				optional.default(null),
				"Secret of the webhook at Stripe that sends events to /v1/stripe/events.",
			),
			webhookSecretFile: at(optional.default(null), "File that holds the webhook's secret instead."),
			apiHost: at(
				optional.default(null),
				"host:port of another API than Stripe's, without TLS: for tests only.",
			),
		})
		.prefault({}),
	attachments: z
		.strictObject({
			refuse: at(list.default([]), "Extensions taken off the accept list."),
			accept: at(
				list.default([]),
				"Types added to the accept list: an extension, or with the content behind it (log=text, dat=zip+any).",
			),
			encrypted: at(
				z.enum(["accept", "refuse"]).default("accept"),
				"What becomes of archives and Office documents that need a password.",
			),
			archiveEntries: at(count.default(10_000), "Files in one archive."),
			deadline: at(duration.default(5_000), "How long telling what a file is may take."),
			scanner: at(optional.default(null), "clamd, as host:port or the path of its socket."),
		})
		.prefault({}),
	notices: z
		.strictObject({
			from: at(
				optional.default(null),
				"Who mail of the service itself is from: Angarium <noreply@relay.example.com>. By default noreply at the hostname. Signed where its domain is a sending domain here.",
			),
			language: at(
				z.enum(["en", "fr"]).default("en"),
				"The language of notices to addresses that are no person's, such as an account's contact.",
			),
		})
		.prefault({}),
	support: z
		.strictObject({
			email: at(
				optional.default(null),
				"Where customers write to for help; shown to people who are signed in.",
			),
			url: at(optional.default(null), "A page with help of yours; shown to people who are signed in."),
		})
		.prefault({}),
	oidc: z
		.strictObject({
			issuer: at(
				optional.default(null),
				"An OpenID Connect provider that people may sign in by as well: its issuer, or the address of its discovery document. Only people who were asked to join can. Its redirect address is /auth/callback/oidc.",
			),
			clientId: at(optional.default(null), "This service's client id at the provider."),
			clientSecretFile: at(optional.default(null), "File that holds the client secret."),
			scopes: at(list.default(["openid", "email", "profile"]), "The scopes that are asked for."),
		})
		.prefault({}),
	audit: z.strictObject({ days: at(count.default(400), "Days that the audit log is kept.") }).prefault({}),
	shutdownDeadline: at(
		duration.default(30_000),
		"How long sessions between dot and reply, and running attempts, are waited for.",
	),
});

export type Configuration = z.output<typeof schema>;
