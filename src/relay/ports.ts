/** All that relaying needs from outside. */

import type { KeyObject } from "node:crypto";
import type { Clock } from "../terms/clock.ts";
import type { MessageId } from "../terms/ids.ts";
import type { TlsFacts } from "../terms/message.ts";
import type { ReturnPathTokens } from "../terms/return-path.ts";

/** An answer of the DNS. `trouble` is SERVFAIL, a timeout or no server: ask again later. */
export type Answer<Record> =
	| { readonly kind: "found"; readonly records: readonly Record[] }
	| { readonly kind: "no-data" }
	| { readonly kind: "no-domain" }
	| { readonly kind: "trouble"; readonly why: string };

export interface MxRecord {
	readonly preference: number;
	/** Lower case, no final dot; "" is the null MX (RFC 7505). */
	readonly exchange: string;
}

/** Looks names up, following CNAMEs, with a cache and a deadline of its own. Never rejects. */
export interface Resolver {
	mx(domain: string): Promise<Answer<MxRecord>>;
	/** IPv4 and IPv6 addresses of a host. */
	addresses(host: string): Promise<Answer<string>>;
}

/** A connection to a next hop. One reader at a time; `read` resolves to null at the end. */
export interface Wire {
	/** Resolves to what arrived next; null when the other side has closed. Rejects on error or timeout. */
	read(timeoutMs: number): Promise<Buffer | null>;
	/** Resolves when the octets have been handed to the network, so that slow readers are felt. */
	write(octets: Uint8Array | string, timeoutMs: number): Promise<void>;
	/** Goes on under TLS. Any certificate is accepted (opportunistic TLS, RFC 7435). Rejects when it fails. */
	startTls(serverName: string, timeoutMs: number): Promise<TlsFacts>;
	/** Whether the other side has closed or sent something while nobody read. */
	readonly stale: boolean;
	close(): void;
	readonly remoteAddress: string;
}

export interface Dialer {
	/** Rejects when no connection comes about in time, or before it is broken off. */
	connect(address: string, port: number, timeoutMs: number, brokenOff?: AbortSignal): Promise<Wire>;
}

/** Content as it was written down. `body` may be read once, in order. */
export interface StoredContent {
	readonly header: Buffer;
	body(): AsyncIterable<Buffer> | Iterable<Buffer>;
}

export interface ContentReader {
	/** Rejects with a fault when the content cannot be read; it exists while a recipient is unfinished. */
	read(message: MessageId): Promise<StoredContent>;
}

export interface SigningKey {
	readonly domain: string;
	readonly selector: string;
	readonly algorithm: "rsa-sha256" | "ed25519-sha256";
	readonly key: KeyObject;
}

export interface SigningKeys {
	/**
	 * What mail of a sending domain is signed with now, each with an algorithm of its own; empty when it has no key.
	 * "none-ready": its keys were revoked and the next was not seen yet, so that mail has to wait. Parsed once and
	 * cached: the same array while nothing changed.
	 */
	active(signingDomain: string): Promise<ActiveKeys> | ActiveKeys;
}

export type ActiveKeys = readonly SigningKey[] | "none-ready";

/** Signs off the main thread where the runtime can. */
export type Sign = (
	algorithm: "rsa-sha256" | "ed25519-sha256",
	octets: Buffer,
	key: KeyObject,
) => Promise<Buffer>;

/** Where reports about relayed mail come home to. */
export interface ReturnPaths {
	/** The return-path host of a sending domain, in lower case; undefined while its record is not valid. */
	hostOf(signingDomain: string): string | undefined | Promise<string | undefined>;
	readonly tokens: ReturnPathTokens;
}

export interface RelayPorts {
	readonly resolver: Resolver;
	readonly dialer: Dialer;
	readonly content: ContentReader;
	readonly keys: SigningKeys;
	/** Absent where nobody here would take the reports: then envelope senders stay as they are. */
	readonly returnPaths?: ReturnPaths;
	readonly sign: Sign;
	readonly clock: Clock;
	/** Uniform in [0, 1). */
	readonly random: () => number;
	readonly fault: (during: string, error: unknown) => void;
}

export interface RelayConfiguration {
	/** The name we give in EHLO. */
	readonly hostname: string;
	/** The port of next hops: 25 but in tests and try mode. */
	readonly port: number;
	/** Everything goes here instead of to the recipients' servers. */
	readonly smarthost: Smarthost | null;
	/** Networks (CIDR) that may be relayed to although they are private, loopback or our own. */
	readonly allowedNetworks: readonly string[];
	/** Our own addresses: never a next hop. */
	readonly ownAddresses: readonly string[];
	/** After so many messages a connection is closed. */
	readonly messagesPerConnection: number;
	/** Recipients in one transaction. */
	readonly recipientsPerTransaction: number;
	readonly idleMs: number;
	readonly timeouts: RelayTimeouts;
}

export interface Smarthost {
	readonly host: string;
	readonly port: number;
	readonly tls: "implicit" | "starttls" | "opportunistic" | "none";
	readonly username: string | null;
	readonly password: string | null;
}

/** RFC 5321 §4.5.3.2, in milliseconds. */
export interface RelayTimeouts {
	readonly connectMs: number;
	readonly bannerMs: number;
	readonly commandMs: number;
	readonly dataMs: number;
	readonly blockMs: number;
	readonly finalDotMs: number;
}
