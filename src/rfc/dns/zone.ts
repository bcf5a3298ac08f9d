/**
 * A zone in memory: records by name, and which names exist because something is below them (RFC 8020).
 *
 * Wildcards, delegations within the zone and DNSSEC are left out on purpose: a service zone has none of them.
 */

import { isWithin, nameKey, nameOctets, parentKey } from "./names.ts";
import { flawOf, type Soa, type SoaRecord, type ZoneRecord } from "./rdata.ts";
import type { ResourceRecord } from "./records.ts";

/** Names whose records are replaced, by the records that they have from now on. */
export interface ZoneChange {
	readonly names: readonly string[];
	readonly records: readonly ResourceRecord[];
}

/** A record that is not served, and why. */
export interface Flaw {
	readonly record: ZoneRecord;
	readonly flaw: string;
}

interface Node {
	records: readonly ResourceRecord[];
	/** Names with records below this one. */
	below: number;
}

const NO_RECORDS: readonly ResourceRecord[] = [];

export class Zone {
	/** Without the final dot. */
	readonly name: string;
	readonly apex: string;
	readonly #nodes = new Map<string, Node>();
	readonly #soaTtlSeconds: number;
	#soa: Soa;
	#version = 0;

	/** Throws when the zone's own name is none. */
	constructor(name: string, soa: Soa, soaTtlSeconds: number) {
		const octets = nameOctets(name);
		if (octets === undefined) throw new Error(`${name} is no name for a zone`);
		this.name = name;
		this.apex = nameKey(octets);
		this.#soa = soa;
		this.#soaTtlSeconds = soaTtlSeconds;
		this.#nodes.set(this.apex, { records: NO_RECORDS, below: 0 });
	}

	/** Changes with every change of what is answered. */
	get version(): number {
		return this.#version;
	}

	get serial(): number {
		return this.#soa.serial;
	}

	set serial(serial: number) {
		this.#soa = { ...this.#soa, serial };
		this.#version++;
	}

	get soa(): SoaRecord {
		return { name: this.name, ttlSeconds: this.#soaTtlSeconds, data: this.#soa };
	}

	/** RFC 2308 §3: it lasts no longer than the SOA itself. */
	get negativeSoa(): SoaRecord {
		const { soa } = this;
		return { ...soa, ttlSeconds: Math.min(soa.ttlSeconds, soa.data.negativeTtlSeconds) };
	}

	/** Undefined: no such name. Empty: the name exists and has no records of its own. */
	at(key: string): readonly ResourceRecord[] | undefined {
		return this.#nodes.get(key)?.records;
	}

	/** All but the SOA, the apex first. */
	*records(): Generator<ResourceRecord> {
		for (const { records } of this.#nodes.values()) yield* records;
	}

	/** Takes the change at once. Gives back the records that cannot be served. */
	replace({ names, records }: ZoneChange): readonly Flaw[] {
		const flaws: Flaw[] = [];
		const byKey = new Map<string, ResourceRecord[]>();
		for (const name of names) {
			const octets = nameOctets(name);
			if (octets !== undefined) byKey.set(nameKey(octets), []);
		}
		for (const record of records) {
			const key = nameKey(nameOctets(record.name) ?? Buffer.alloc(1));
			const flaw = flawOf(record) ?? (isWithin(key, this.apex) ? undefined : "its name is not in the zone");
			const there = byKey.get(key) ?? [...(this.at(key) ?? [])];
			if (flaw !== undefined) flaws.push({ record, flaw });
			else if (aliasMeets(record, there)) flaws.push({ record, flaw: "a CNAME stands alone at its name" });
			else byKey.set(key, [...there, record]);
		}
		for (const [key, kept] of byKey) if (isWithin(key, this.apex)) this.#set(key, kept);
		this.#version++;
		return flaws;
	}

	#set(key: string, records: readonly ResourceRecord[]): void {
		const node = this.#nodes.get(key);
		const had = (node?.records.length ?? 0) > 0;
		const has = records.length > 0;
		if (node !== undefined) node.records = records;
		else if (has) this.#nodes.set(key, { records, below: 0 });
		if (had !== has) this.#countAbove(key, has ? 1 : -1);
		this.#drop(key);
	}

	#countAbove(key: string, change: 1 | -1): void {
		if (key === this.apex) return;
		for (let at = parentKey(key); at !== undefined; at = parentKey(at)) {
			const node = this.#nodes.get(at) ?? { records: NO_RECORDS, below: 0 };
			node.below += change;
			this.#nodes.set(at, node);
			this.#drop(at);
			if (at === this.apex) return;
		}
	}

	#drop(key: string): void {
		const node = this.#nodes.get(key);
		if (node !== undefined && node.records.length === 0 && node.below === 0 && key !== this.apex)
			this.#nodes.delete(key);
	}
}

/** RFC 1034 §3.6.2. */
const aliasMeets = ({ data }: ResourceRecord, others: readonly ResourceRecord[]): boolean =>
	others.length > 0 && (data.type === "CNAME" || others.some((other) => other.data.type === "CNAME"));
