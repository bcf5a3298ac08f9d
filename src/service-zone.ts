/**
 * The operator's zone as a whole: the base from the configuration, what comes from sending domains, and who is to have
 * it: the DNS door, an existing server by dynamic updates, and whoever asks for the file.
 */

import { baseZone, keyFrom, secondaryOf, updateServerOf } from "./base-zone.ts";
import { anyOf } from "./doors.ts";
import { masterFile } from "./rfc/dns/master-file.ts";
import { nameKey, nameOctets } from "./rfc/dns/names.ts";
import { isLater, serialAfter, serialAt } from "./rfc/dns/serial.ts";
import type { Flaw, Zone, ZoneChange } from "./rfc/dns/zone.ts";
import { type DnsDoor, openDnsDoor } from "./serve/dns/index.ts";
import type { ServiceZone } from "./setup/index.ts";
import type { Clock } from "./terms/clock.ts";
import type { Configuration } from "./world/configuration/index.ts";
import { type DnsUpdater, startDnsUpdater } from "./world/dns-update/index.ts";

export interface OpenServiceZone {
	/** Null where the service answers no DNS itself. */
	readonly place: { readonly host: string; readonly port: number } | null;
	readonly name: string;
	/** The zone as a master file, as it is answered now. */
	file(): Iterable<string>;
	serial(): number;
	close(): Promise<void>;
}

export interface ServiceZoneParts {
	readonly configuration: Configuration;
	readonly domains: ServiceZone;
	readonly clock: Clock;
	readonly random: () => number;
	readonly log: (about: string, facts: Readonly<Record<string, string | number>>) => void;
	/** In a closed internet the door is open on any port of loopback, and the service's host is there. */
	readonly closed: boolean;
}

interface Receiver {
	replace(change: ZoneChange): void;
}

export async function openServiceZone(parts: ServiceZoneParts): Promise<OpenServiceZone> {
	const { configuration, domains, clock, closed } = parts;
	const zone = baseZone(configuration, closed, clock.now());
	const early: ZoneChange[] = [];
	let receivers: readonly Receiver[] = [{ replace: (change) => void early.push(change) }];
	domains.onChange((change) => {
		for (const receiver of receivers) receiver.replace(change);
	});
	const quiet = withoutDoor(zone, parts);
	// A page at a time: all at once would leave as much behind in memory as the zone takes.
	for await (const records of domains.pages())
		for (const flaw of zone.replace({ names: [...new Set(records.map(({ name }) => name))], records }))
			parts.log("dns-record-not-served", factsOf(flaw));
	quiet.replace({ names: [], records: [] });
	for (const change of early) quiet.replace(change);

	const door = configuration.dns.enabled || closed ? await openDoor(parts, zone) : null;
	const updater = openUpdater(parts, zone);
	receivers = [door ?? quiet, ...(updater === null ? [] : [updater])];
	return {
		place: door === null ? null : { host: door.host, port: door.port },
		name: zone.name,
		file: () => masterFile(zone.soa, [...zone.records()]),
		serial: () => zone.serial,
		async close() {
			await Promise.all([door?.close(), updater?.close()]);
		},
	};
}

const factsOf = ({ record, flaw }: Flaw) => ({ name: record.name, type: record.data.type, flaw });

/** The zone in memory alone, for those who export it. */
const withoutDoor = (zone: Zone, { clock, log }: ServiceZoneParts): Receiver => ({
	replace(change) {
		for (const flaw of zone.replace(change)) log("dns-record-not-served", factsOf(flaw));
		const next = serialAt(clock.now());
		zone.serial = isLater(next, zone.serial) ? next : serialAfter(zone.serial);
	},
});

function openDoor(
	{ configuration, clock, random, log, closed }: ServiceZoneParts,
	zone: Zone,
): Promise<DnsDoor> {
	const { dns } = configuration;
	const keys = dns.tsigKeyFiles.map(keyFrom);
	return openDnsDoor({
		host: closed ? "127.0.0.1" : dns.host,
		port: closed ? 0 : dns.port,
		clock,
		random,
		log,
		answersPerSecond: dns.answersPerSecond,
		secondaries: dns.secondaries.map((text) => secondaryOf(text, keys)),
		mayTransfer: anyOf("dns.transferNetworks", dns.transferNetworks),
		keys,
		zone,
	});
}

/** Under these names everything is the service's, and nothing else is (src/setup/zone.ts makes them). */
const OWNED = ["dkim", "rp"];

function openUpdater({ configuration, clock, random, log }: ServiceZoneParts, zone: Zone): DnsUpdater | null {
	const server = updateServerOf(configuration);
	if (server === null) return null;
	const suffixes = OWNED.map((label) => `.${label}.${zone.name}`);
	return startDnsUpdater({
		server,
		zone: zone.name,
		owns: (name) => suffixes.some((suffix) => name.endsWith(suffix)),
		*names() {
			for (const { name } of zone.records()) yield name;
		},
		recordsAt(name) {
			const octets = nameOctets(name);
			return octets === undefined ? [] : (zone.at(nameKey(octets)) ?? []);
		},
		clock,
		random,
		log,
	});
}
