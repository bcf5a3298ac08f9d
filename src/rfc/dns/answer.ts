/**
 * What a zone answers to a question, as records: no octets yet, no transport. RFC 1034 §4.3.2 without referrals and
 * wildcards; RFC 2308 (negative answers), RFC 8020 (what is above a name exists), RFC 8482 (little for ANY).
 */

import { isWithin, nameKey, nameOctets } from "./names.ts";
import { RCODES, TYPES } from "./numbers.ts";
import type { SoaRecord, ZoneRecord } from "./rdata.ts";
import type { ResourceRecord } from "./records.ts";
import type { Zone } from "./zone.ts";

export interface ZoneAnswer {
	readonly rcode: number;
	readonly authoritative: boolean;
	readonly answers: readonly ZoneRecord[];
	/** The SOA, where something is not there. */
	readonly authorities: readonly SoaRecord[];
	/** Addresses of the hosts that answers name; they may be left out. */
	readonly additionals: readonly ResourceRecord[];
}

export interface AskedFor {
	/** As `nameKey` makes it. */
	readonly key: string;
	readonly type: number;
}

const MOST_ALIASES = 8;

export function answer(zone: Zone, { key, type }: AskedFor): ZoneAnswer {
	if (!isWithin(key, zone.apex)) return REFUSED;
	const answers: ZoneRecord[] = [];
	let at = key;
	for (let aliases = 0; aliases <= MOST_ALIASES; aliases++) {
		const here = zone.at(at);
		if (here === undefined) return negative(zone, answers, RCODES.nxDomain); // RFC 6604 §3: of the last name
		const found = matching(zone, at, here, type);
		if (found.length > 0) {
			answers.push(...found);
			return { ...EMPTY, answers, additionals: addressesOf(zone, found) };
		}
		const alias = here.find(({ data }) => data.type === "CNAME");
		if (alias === undefined) return negative(zone, answers, RCODES.noError);
		answers.push(alias);
		at = targetOf(alias);
		// Elsewhere it is the resolver's to follow; and a circle has nothing to add.
		if (!isWithin(at, zone.apex) || answers.some(({ name }) => keyOf(name) === at)) break;
	}
	return { ...EMPTY, answers };
}

const EMPTY: ZoneAnswer = {
	rcode: RCODES.noError,
	authoritative: true,
	answers: [],
	authorities: [],
	additionals: [],
};

const REFUSED: ZoneAnswer = { ...EMPTY, rcode: RCODES.refused, authoritative: false };

const negative = (zone: Zone, answers: readonly ZoneRecord[], rcode: number): ZoneAnswer => ({
	...EMPTY,
	rcode,
	answers,
	authorities: [zone.negativeSoa],
});

function matching(
	zone: Zone,
	key: string,
	here: readonly ResourceRecord[],
	type: number,
): readonly ZoneRecord[] {
	const isApex = key === zone.apex;
	if (type === TYPES.SOA) return isApex ? [zone.soa] : [];
	// RFC 8482 §4.1: one RRset of those that are there.
	if (type === TYPES.ANY)
		return isApex ? [zone.soa] : here.filter(({ data }) => data.type === here[0]?.data.type);
	return here.filter(({ data }) => TYPES[data.type] === type);
}

function addressesOf(zone: Zone, records: readonly ZoneRecord[]): readonly ResourceRecord[] {
	const hosts = new Set<string>();
	for (const { data } of records) {
		if (data.type === "NS") hosts.add(keyOf(data.target));
		if (data.type === "MX") hosts.add(keyOf(data.exchange));
	}
	return [...hosts].flatMap((host) =>
		(zone.at(host) ?? []).filter(({ data }) => data.type === "A" || data.type === "AAAA"),
	);
}

const keyOf = (name: string): string => nameKey(nameOctets(name) ?? Buffer.alloc(1));

const targetOf = ({ data }: ResourceRecord): string => (data.type === "CNAME" ? keyOf(data.target) : "");
