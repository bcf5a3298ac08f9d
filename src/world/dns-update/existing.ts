/** What the primary server has now, by transfer, in a form that can be compared with what it should have. */

import packet from "dns-packet";
import { TYPES } from "../../rfc/dns/numbers.ts";
import type { RecordData, ResourceRecord } from "../../rfc/dns/records.ts";
import { questionMessage } from "../../rfc/dns/update.ts";
import { exchange, type PrimaryServer } from "./exchange.ts";

/** Names in lower case to the comparable forms of their records. Throws when the server does not transfer the zone. */
export async function existingRecords(
	server: PrimaryServer,
	zone: string,
	id: number,
	epochSeconds: () => number,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
	const found = new Map<string, Set<string>>();
	let soas = 0;
	for await (const message of exchange(server, questionMessage(id, zone, TYPES.AXFR), epochSeconds)) {
		for (const record of packet.decode(message).answers ?? []) {
			if (record.type === "SOA") soas++;
			const name = record.name.toLowerCase();
			found.set(name, (found.get(name) ?? new Set()).add(theirs(record)));
		}
		if (soas === 2) break; // RFC 5936 §2.2: it ends as it begins
	}
	return found;
}

function theirs(record: packet.Answer): string {
	if (record.type === "TXT") {
		const strings = (Array.isArray(record.data) ? record.data : [record.data]) as (Buffer | string)[];
		const text = Buffer.concat(strings.map((string) => Buffer.from(string))).toString();
		return `TXT ${record.ttl} ${text}`;
	}
	if (record.type === "MX")
		return `MX ${record.ttl} ${record.data.preference ?? 0} ${record.data.exchange.toLowerCase()}`;
	return `${record.type} ${"ttl" in record ? record.ttl : 0} other`;
}

/** Equal to what `theirs` makes of the same record; of types that domains have none of, equal to nothing. */
export function ours({ ttlSeconds, data }: ResourceRecord): string {
	return `${data.type} ${ttlSeconds} ${contentOf(data)}`;
}

function contentOf(data: RecordData): string {
	if (data.type === "TXT") return data.text;
	if (data.type === "MX") return `${data.preference} ${data.exchange.toLowerCase()}`;
	return "unlike";
}
