/** From the configuration to what each step takes. */

import type { AcceptConfiguration } from "./accept/index.ts";
import { defaultQueueConfiguration, type QueueConfiguration } from "./queue/index.ts";
import type { RelayConfiguration } from "./relay/index.ts";
import type { Smarthost } from "./relay/ports.ts";
import { isIpv4, isIpv6 } from "./rfc/address/literal.ts";
import type { OidcProvider } from "./serve/auth/index.ts";
import type { SmtpDoorOptions } from "./serve/smtp/index.ts";
import type { SetupConfiguration } from "./setup/index.ts";
import { type AttachmentPolicy, acceptedTypeFrom, acceptedTypes } from "./terms/attachments.ts";
import { MINUTE, SECOND } from "./terms/clock.ts";
import { defaultLimits } from "./terms/limits.ts";
import { type Configuration, readSecret } from "./world/configuration/index.ts";
import { duration } from "./world/configuration/values.ts";
import type { StripeConfiguration } from "./world/stripe/index.ts";

export function acceptConfiguration(
	configuration: Configuration,
	tryMode: boolean,
): AcceptConfiguration & { readonly attachments: AttachmentPolicy } {
	const { limits, bench } = configuration;
	const { rateBurst, loginWindow, loginBlock, longestLoginBlock, ...own } = limits;
	return {
		hostname: configuration.hostname,
		limits: {
			...defaultLimits,
			...own,
			rateBurstMs: rateBurst,
			loginWindowMs: loginWindow,
			loginBlockMs: loginBlock,
			longestLoginBlockMs: longestLoginBlock,
			brokenDomainMs: configuration.verification.grace,
			// A person who tries things out has whatever disk there is.
			minimumFreePercent: tryMode ? Math.min(own.minimumFreePercent, 1) : own.minimumFreePercent,
		},
		requiresTls: true,
		benchUsername: bench.enabled ? bench.username : null,
		attachments: attachmentPolicy(configuration),
	};
}

/** The list of the house, what the operator adds or says differently, less what the operator takes off. */
export function attachmentPolicy({ attachments }: Configuration): AttachmentPolicy {
	const added = attachments.accept.map((written) => {
		const type = acceptedTypeFrom(written);
		if (type === undefined)
			throw new Error(`attachments.accept: ${written} is no type such as dwg, log=text or dat=zip+any`);
		return type;
	});
	const refused = attachments.refuse.map((written) => written.toLowerCase().replace(/^\./, ""));
	const types = new Map([...acceptedTypes, ...added].map((type) => [type.extension, type]));
	return {
		types: [...types.values()].filter(({ extension }) => !refused.includes(extension)),
		encrypted: attachments.encrypted,
	};
}

/** What a door expects of a session, and how long it waits. */
export function sessionConfiguration({
	limits,
}: Configuration): Pick<SmtpDoorOptions, "times" | "faultsPerSession" | "loginsPerSession"> {
	return {
		times: {
			commandMs: limits.idleTimeout,
			loginMs: limits.loginTime,
			sessionMs: limits.sessionDuration,
			contentWindowMs: limits.contentWindow,
			contentBytesPerSecond: limits.contentBytesPerSecond,
		},
		faultsPerSession: limits.faultsPerSession,
		loginsPerSession: limits.loginsPerSession,
	};
}

export function queueConfiguration({ queue, relay }: Configuration): QueueConfiguration {
	return {
		...defaultQueueConfiguration,
		retryDelaysMs: queue.retryDelays.map((text) => duration.parse(text)),
		lifetimeMs: queue.lifetime,
		attempts: queue.attempts,
		attemptsPerDestination: queue.attemptsPerDestination,
		recipients: queue.recipients,
		asksOwnServers: relay.smarthost === null,
	};
}

/** What stands under the service zone because of sending domains, and when their keys change. */
export function setupConfiguration(configuration: Configuration): SetupConfiguration {
	const { hostname, zone, inbound, relay, keys, queue } = configuration;
	const egressAddresses = relay.egressAddresses.length > 0 ? relay.egressAddresses : relay.ownAddresses;
	const wrong = egressAddresses.find((address) => !isIpv4(address) && !isIpv6(address));
	if (wrong !== undefined) throw new Error(`relay.egressAddresses: ${wrong} is no IP address`);
	return {
		zone: nameOf(zone ?? hostname),
		inboundHost: nameOf(inbound.hostname ?? hostname),
		inboundEnabled: inbound.enabled,
		egressAddresses,
		deletionGraceMs: configuration.accounts.deletionGrace,
		keys: { rotateAfterMs: keys.rotateAfter, publishedMs: queue.lifetime + keys.keepPublished },
	};
}

/** As names are in the DNS's records here: lower case, without the final dot. */
const nameOf = (text: string): string => text.toLowerCase().replace(/\.$/, "");

/** Port and addresses of the closed internet are set in try mode: there all next hops are on loopback. */
export function relayConfiguration(
	configuration: Configuration,
	closedInternetPort: number | undefined,
): RelayConfiguration {
	const { relay } = configuration;
	return {
		hostname: configuration.hostname,
		port: closedInternetPort ?? relay.port,
		smarthost: smarthostOf(configuration),
		allowedNetworks: closedInternetPort === undefined ? relay.allowedNetworks : ["127.0.0.0/8"],
		ownAddresses: relay.ownAddresses,
		messagesPerConnection: 100,
		recipientsPerTransaction: 100,
		idleMs: 5 * SECOND,
		// RFC 5321 §4.5.3.2: the least that a client has to wait; a short wait for the final dot makes duplicates.
		timeouts: {
			connectMs: 30 * SECOND,
			bannerMs: 5 * MINUTE,
			commandMs: 5 * MINUTE,
			dataMs: 2 * MINUTE,
			blockMs: 3 * MINUTE,
			finalDotMs: 10 * MINUTE,
		},
	};
}

/** The provider that people may sign in by; null where there is none. */
export function oidcProvider({ oidc }: Configuration): OidcProvider | null {
	const { issuer, clientId, clientSecretFile, scopes } = oidc;
	if (issuer === null) return null;
	if (clientId === null || clientSecretFile === null)
		throw new Error("oidc.issuer is set: oidc.clientId and oidc.clientSecretFile have to be set too");
	return { issuer, clientId, clientSecret: readSecret(clientSecretFile), scopes };
}

const SUBMISSION_PORT = 587;

function smarthostOf({ relay }: Configuration): Smarthost | null {
	if (relay.smarthost === null) return null;
	const [, host = "", port] = /^(.*?)(?::(\d{1,5}))?$/.exec(relay.smarthost) ?? [];
	return {
		host,
		port: port === undefined ? SUBMISSION_PORT : Number(port),
		tls: relay.smarthostTls,
		username: relay.smarthostUsername,
		password: relay.smarthostPasswordFile === null ? null : readSecret(relay.smarthostPasswordFile),
	};
}

const DNS_PORT = 53;

/** "192.0.2.53", "192.0.2.53:5353", "[2001:db8::53]:5353". */
export const serversOf = (texts: readonly string[]): readonly { address: string; port: number }[] =>
	texts.map((text) => {
		const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
		return { address: bracketed ?? plain ?? text, port: port === undefined ? DNS_PORT : Number(port) };
	});

/** What the payment provider is reached with; null: nobody is paid here. Throws when only half of it is set. */
export function stripeConfiguration({ stripe }: Configuration): StripeConfiguration | null {
	const secretKey = secretOf(stripe.secretKey, stripe.secretKeyFile);
	const webhookSecret = secretOf(stripe.webhookSecret, stripe.webhookSecretFile);
	if (secretKey === null && webhookSecret === null) return null;
	if (secretKey === null || webhookSecret === null)
		throw new Error("stripe.secretKey and stripe.webhookSecret belong together: one of them is not set");
	return { secretKey, webhookSecret, apiHost: stripe.apiHost };
}

const secretOf = (value: string | null, file: string | null): string | null =>
	value ?? (file === null ? null : readSecret(file));
