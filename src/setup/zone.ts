/**
 * What stands under the operator's zone because of sending domains: the targets of their CNAMEs. Made from the store,
 * a page at a time; every change is told at once, so that whoever answers for the zone need not ask.
 *
 * RFC 6376 §3.6.1 (an empty p= revokes a key), RFC 7208 §3.3 and §5.6 (the SPF record), RFC 5321 §5.1 (MX).
 */

import { isIpv6 } from "../rfc/address/literal.ts";
import { publicKeyRecord } from "../rfc/dkim/record.ts";
import type { RecordData, ResourceRecord } from "../rfc/dns/records.ts";
import type { DomainId } from "../terms/ids.ts";
import { selectors } from "./keys/selectors.ts";
import type { PublishedKey, SetupStore } from "./ports.ts";

export interface ZoneChange {
	/** Names whose records are replaced. */
	readonly names: readonly string[];
	/** All that now stands at these names. */
	readonly records: readonly ResourceRecord[];
}

export interface ServiceZone {
	/** Everything in the zone that comes from sending domains, some of them at a time. Rejects when the store cannot be asked. */
	pages(): AsyncIterable<readonly ResourceRecord[]>;
	/** Called after the commit of each change. */
	onChange(listener: (change: ZoneChange) => void): void;
}

export interface ZoneConfiguration {
	/** "relay.example" */
	readonly zone: string;
	/** Where bounces come in: the target of the MX. */
	readonly inboundHost: string;
	/** The addresses that mail leaves from; with none, those of `inboundHost`. */
	readonly egressAddresses: readonly string[];
}

/** Short, because after a leak the world goes on believing the old record for so long. */
export const KEY_TTL_SECONDS = 300;
const RETURN_PATH_TTL_SECONDS = 3_600;
const PAGE = 200;

/** The name that the CNAME at `<selector>._domainkey` leads to. The id is one label, and new for each domain added. */
export const keyTarget = (domain: DomainId, selector: string, zone: string): string =>
	`${selector}.${domain.toLowerCase()}.dkim.${zone}`;

export const returnPathTarget = (domain: DomainId, zone: string): string =>
	`${domain.toLowerCase()}.rp.${zone}`;

/** What the TXT record of a key says; a retired one is revoked. */
export const keyText = ({ algorithm, publicKey, stage }: Omit<PublishedKey, "domainId" | "selector">) =>
	publicKeyRecord(algorithm, stage === "retired" ? "" : publicKey);

export function createServiceZone(
	store: Pick<SetupStore, "domains" | "publishedKeys">,
	configuration: ZoneConfiguration,
) {
	const listeners: ((change: ZoneChange) => void)[] = [];
	const { zone } = configuration;
	const tell = (change: ZoneChange): void => {
		if (change.names.length > 0) for (const listener of listeners) listener(change);
	};
	const returnPathRecords = returnPathRecordsOf(configuration);
	const keyRecord = (key: PublishedKey): ResourceRecord => ({
		name: keyTarget(key.domainId, key.selector, zone),
		ttlSeconds: KEY_TTL_SECONDS,
		data: { type: "TXT", text: keyText(key) },
	});

	return {
		async *pages(): AsyncGenerator<readonly ResourceRecord[]> {
			for (let after: DomainId | undefined; ; ) {
				const page = await store.domains(null, { limit: PAGE, ...(after === undefined ? {} : { after }) });
				const [first, last] = [page[0], page.at(-1)];
				if (first === undefined || last === undefined) return;
				const keys = await store.publishedKeys(first.id, last.id);
				yield [...keys.map(keyRecord), ...page.flatMap(({ id }) => returnPathRecords(id))];
				after = last.id;
			}
		},
		onChange: (listener: (change: ZoneChange) => void): void => void listeners.push(listener),
		domainAdded(id: DomainId, keys: readonly PublishedKey[]): void {
			const records = [...keys.map(keyRecord), ...returnPathRecords(id)];
			tell({ names: [...new Set(records.map(({ name }) => name))], records });
		},
		domainRemoved(id: DomainId): void {
			const names = Object.values(selectors)
				.flat()
				.map((selector) => keyTarget(id, selector, zone));
			tell({ names: [...names, returnPathTarget(id, zone)], records: [] });
		},
		keysChanged(id: DomainId, before: readonly PublishedKey[], after: readonly PublishedKey[]): void {
			const stood = new Map(before.map((key) => [key.selector, keyText(key)]));
			const changed = after.filter((key) => stood.get(key.selector) !== keyText(key));
			const gone = before.filter(({ selector }) => !after.some((key) => key.selector === selector));
			const names = [...changed, ...gone].map(({ selector }) => keyTarget(id, selector, zone));
			tell({ names, records: changed.map(keyRecord) });
		},
	} satisfies ServiceZone & Record<string, unknown>;
}

/** What they say is the same for all domains, and is in memory once. */
function returnPathRecordsOf({ zone, inboundHost, egressAddresses }: ZoneConfiguration) {
	const exchange: RecordData = { type: "MX", preference: 10, exchange: inboundHost };
	const spf: RecordData = { type: "TXT", text: spfText(egressAddresses, inboundHost) };
	return (id: DomainId): readonly ResourceRecord[] => {
		const at = { name: returnPathTarget(id, zone), ttlSeconds: RETURN_PATH_TTL_SECONDS };
		return [
			{ ...at, data: exchange },
			{ ...at, data: spf },
		];
	};
}

/** RFC 7208 §4.6.4: addresses cost a verifier no look-ups; a host's name costs one. */
export function spfText(egressAddresses: readonly string[], host: string): string {
	const mechanisms = egressAddresses.map((address) => `${isIpv6(address) ? "ip6" : "ip4"}:${address}`);
	return ["v=spf1", ...(mechanisms.length > 0 ? mechanisms : [`a:${host}`]), "-all"].join(" ");
}
