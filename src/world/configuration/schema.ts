/**
 * Every setting, once: its place, kind, default and meaning. The reference page, the environment variables and the
 * flags are made from this. The doors, the limits of what comes in, and what goes out have a file each.
 */

import { z } from "zod";
import { doors } from "./doors.ts";
import { limits } from "./limits.ts";
import { relaying } from "./relaying.ts";
import { at, section } from "./setting.ts";
import { count, duration, list, optional } from "./values.ts";

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
	tls: section({
		certificate: at(
			optional.default(null),
			"PEM file of the certificate and its chain; read again when it changes.",
		),
		key: at(optional.default(null), "PEM file of the private key."),
	}),
	...doors,
	proxies: at(
		list.default([]),
		"Networks (CIDR) whose connections begin with a PROXY header (version 1 or 2).",
	),
	limits,
	...relaying,
	retention: section({ activityDays: at(count.default(30), "Days that Activity is kept.") }),
	doctor: section({
		blockLists: at(
			list.default([]),
			"DNS block lists that are asked whether they have the addresses that mail leaves from, when somebody asks the doctor.",
		),
	}),
	webhooks: section({
		allowPrivate: at(
			list.default([]),
			"Private networks (CIDR) that webhooks may be in all the same, and without TLS.",
		),
		keepDays: at(count.default(14), "Days that deliveries of webhooks are kept, with requests and answers."),
		backlog: at(
			count.default(20_000),
			"Deliveries that may wait for one webhook; it is paused when there are more.",
		),
	}),
	accounts: section({
		deletionGrace: at(
			duration.default(2_592_000_000),
			"How long a deleted account can be restored, before everything of it goes.",
		),
	}),
	stripe: section({
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
	}),
	attachments: section({
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
	}),
	notices: section({
		from: at(
			optional.default(null),
			"Who mail of the service itself is from: Angarium <noreply@relay.example.com>. By default noreply at the hostname. Signed where its domain is a sending domain here.",
		),
		language: at(
			z.enum(["en", "fr"]).default("en"),
			"The language of notices to addresses that are no person's, such as an account's contact.",
		),
	}),
	support: section({
		email: at(
			optional.default(null),
			"Where customers write to for help; shown to people who are signed in.",
		),
		url: at(optional.default(null), "A page with help of yours; shown to people who are signed in."),
	}),
	oidc: section({
		issuer: at(
			optional.default(null),
			"An OpenID Connect provider that people may sign in by as well: its issuer, or the address of its discovery document. Only people who were asked to join can. Its redirect address is /auth/callback/oidc.",
		),
		clientId: at(optional.default(null), "This service's client id at the provider."),
		clientSecretFile: at(optional.default(null), "File that holds the client secret."),
		scopes: at(list.default(["openid", "email", "profile"]), "The scopes that are asked for."),
	}),
	audit: section({ days: at(count.default(400), "Days that the audit log is kept.") }),
	shutdownDeadline: at(
		duration.default(30_000),
		"How long sessions between dot and reply, and running attempts, are waited for.",
	),
});

export type Configuration = z.output<typeof schema>;
