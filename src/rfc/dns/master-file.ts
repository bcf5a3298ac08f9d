/**
 * A zone as a master file, which every name server reads (RFC 1035 §5). Each line stands alone: full names, TTL, class,
 * type; no `$` entries, no parentheses, so that lines can be sorted and compared.
 */

import { type Soa, type SoaRecord, textStrings, type ZoneRecord } from "./rdata.ts";
import type { RecordData, ResourceRecord } from "./records.ts";

/** Line by line, each with its line feed. The SOA first, then the others by name. */
export function* masterFile(soa: SoaRecord, records: Iterable<ResourceRecord>): Generator<string> {
	yield line(soa);
	const sorted = [...records].map((record) => ({ record, order: orderOf(record.name) }));
	sorted.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
	for (const { record } of sorted) yield line(record);
}

/** From the root down, so that a name is followed by what is below it. */
const orderOf = (name: string): string => name.split(".").reverse().join(" ");

const line = ({ name, ttlSeconds, data }: ZoneRecord): string =>
	`${absolute(name)} ${ttlSeconds} IN ${data.type} ${dataText(data)}\n`;

const absolute = (name: string): string => `${name}.`;

/** What stands behind the type. */
export function dataText(data: RecordData | Soa): string {
	switch (data.type) {
		case "A":
		case "AAAA":
			return data.address;
		case "NS":
		case "CNAME":
			return absolute(data.target);
		case "MX":
			return `${data.preference} ${absolute(data.exchange)}`;
		case "TXT":
			return textStrings(data.text).map(quoted).join(" ");
		case "CAA":
			return `${data.flags} ${data.tag} ${quoted(Buffer.from(data.value, "latin1"))}`;
		case "SOA": {
			const { primary, mailbox, serial, refreshSeconds, retrySeconds, expireSeconds, negativeTtlSeconds } =
				data;
			const numbers = [serial, refreshSeconds, retrySeconds, expireSeconds, negativeTtlSeconds];
			return `${absolute(primary)} ${absolute(mailbox)} ${numbers.join(" ")}`;
		}
	}
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** RFC 1035 §5.1: \" and \\, and \DDD for what is not printable. */
function quoted(octets: Buffer): string {
	let text = '"';
	for (const octet of octets) {
		if (octet === QUOTE || octet === BACKSLASH) text += `\\${String.fromCharCode(octet)}`;
		else if (octet >= 0x20 && octet < 0x7f) text += String.fromCharCode(octet);
		else text += `\\${String(octet).padStart(3, "0")}`;
	}
	return `${text}"`;
}
