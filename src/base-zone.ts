/** From the section `[dns]` of the configuration to what the zone has before any sending domain, and who gets it. */

import { parseIp } from "./rfc/address/cidr.ts";
import { mailboxName } from "./rfc/dns/names.ts";
import type { Soa } from "./rfc/dns/rdata.ts";
import type { ResourceRecord } from "./rfc/dns/records.ts";
import { serialAt } from "./rfc/dns/serial.ts";
import type { TsigKey } from "./rfc/dns/tsig.ts";
import { readKey } from "./rfc/dns/tsig-key.ts";
import { Zone } from "./rfc/dns/zone.ts";
import type { Secondary } from "./serve/dns/index.ts";
import { serversOf } from "./settings.ts";
import { DAY, HOUR, MINUTE, SECOND } from "./terms/clock.ts";
import { type Configuration, readSecret } from "./world/configuration/index.ts";
import type { PrimaryServer } from "./world/dns-update/index.ts";

/** Throws when something in it cannot be served. */
export function baseZone(configuration: Configuration, closed: boolean, nowMs: number): Zone {
	const { dns, hostname } = configuration;
	const name = (configuration.zone ?? hostname).toLowerCase();
	const ttlSeconds = dns.ttl / SECOND;
	const nameservers = dns.nameservers.map((text) => hostFrom("dns.nameservers", text));
	const hosts = dns.hosts.map((text) => hostFrom("dns.hosts", text));
	const primary = nameservers[0]?.name ?? hostname;
	const zone = new Zone(name, soaOf(primary, dns.hostmaster ?? `hostmaster@${name}`, nowMs), ttlSeconds);
	const own =
		closed && hosts.length === 0 ? [{ name: hostname.toLowerCase(), addresses: ["127.0.0.1"] }] : hosts;
	const records: ResourceRecord[] = [
		...(nameservers.length === 0 ? [{ name: hostname, addresses: [] }] : nameservers).map(
			(server): ResourceRecord => ({ name, ttlSeconds, data: { type: "NS", target: server.name } }),
		),
		...[...nameservers, ...own].flatMap((host) => addressRecords(host, zone.name, ttlSeconds)),
		...dns.caa.map((text): ResourceRecord => ({ name, ttlSeconds, data: caaFrom(text) })),
	];
	const [first] = zone.replace({ names: [], records: withoutRepeats(records) });
	if (first !== undefined)
		throw new Error(`dns: ${first.record.name} ${first.record.data.type} cannot be served: ${first.flaw}`);
	return zone;
}

const soaOf = (primary: string, hostmaster: string, nowMs: number): Soa => ({
	type: "SOA",
	primary: primary.toLowerCase(),
	mailbox: mailboxName(hostmaster),
	serial: serialAt(nowMs),
	refreshSeconds: HOUR / SECOND,
	retrySeconds: (10 * MINUTE) / SECOND,
	expireSeconds: (14 * DAY) / SECOND,
	// A customer who looks too early is not to wait long.
	negativeTtlSeconds: MINUTE / SECOND,
});

interface Host {
	readonly name: string;
	readonly addresses: readonly string[];
}

/** "ns1.relay.example.com 192.0.2.53 2001:db8::53" */
export function hostFrom(setting: string, text: string): Host {
	const [name = "", ...addresses] = text.trim().split(/\s+/);
	const wrong = addresses.find((address) => parseIp(address) === undefined);
	if (name === "" || wrong !== undefined)
		throw new Error(`${setting}: ${text} is no host name followed by its addresses`);
	return { name: name.toLowerCase().replace(/\.$/, ""), addresses };
}

/** Hosts outside the zone have their addresses elsewhere. */
const addressRecords = ({ name, addresses }: Host, zone: string, ttlSeconds: number): ResourceRecord[] =>
	name === zone || name.endsWith(`.${zone}`)
		? addresses.map((address) => ({
				name,
				ttlSeconds,
				data: { type: address.includes(":") ? "AAAA" : "A", address },
			}))
		: [];

const withoutRepeats = (records: readonly ResourceRecord[]): readonly ResourceRecord[] => [
	...new Map(records.map((record) => [JSON.stringify(record), record])).values(),
];

/** "0 issue letsencrypt.org" */
function caaFrom(text: string): ResourceRecord["data"] {
	const [flags = "", tag = "", ...value] = text.trim().split(/\s+/);
	if (!/^\d{1,3}$/.test(flags) || tag === "")
		throw new Error(`dns.caa: ${text} is no record such as 0 issue letsencrypt.org`);
	return { type: "CAA", flags: Number(flags), tag, value: value.join(" ").replaceAll('"', "") };
}

/** The file's name is told when it holds no key; what it holds never is. */
export function keyFrom(file: string): TsigKey {
	const key = readKey(readSecret(file));
	if (key === undefined) throw new Error(`${file} holds no TSIG key with hmac-sha256`);
	return key;
}

/** "192.0.2.54", "192.0.2.54:53", with the name of a key behind it where the two sign. */
export function secondaryOf(text: string, keys: readonly TsigKey[]): Secondary {
	const [place = "", keyName] = text.trim().split(/\s+/);
	const [server] = serversOf([place]);
	if (server === undefined || parseIp(server.address) === undefined)
		throw new Error(`dns.secondaries: ${text} is no address`);
	const key = keys.find(({ name }) => name === keyName?.toLowerCase()) ?? null;
	if (keyName !== undefined && key === null)
		throw new Error(`dns.secondaries: no file of dns.tsigKeyFiles holds the key ${keyName}`);
	return { ...server, key };
}

export function updateServerOf({ dns }: Configuration): PrimaryServer | null {
	if (dns.updateServer === null) return null;
	const [server] = serversOf([dns.updateServer]);
	if (server === undefined || dns.updateKeyFile === null)
		throw new Error("dns.updateServer needs dns.updateKeyFile: updates are signed");
	return { ...server, key: keyFrom(dns.updateKeyFile) };
}
