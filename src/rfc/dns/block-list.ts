/** DNS block lists, RFC 5782: where an address is looked for, and what an answer means. */

import { parseIp } from "../address/cidr.ts";
import { reverseName } from "./reverse.ts";

/** §5: an entry that every list has, so that whoever is not answered can tell. */
export const TEST_ADDRESS = "127.0.0.2";

/** "10.2.0.192.list.example" for "192.0.2.10" (§2.1, §2.4). Undefined for what is no IP address. */
export const blockListName = (address: string, list: string): string | undefined =>
	reverseName(address)?.replace(/\.(in-addr|ip6)\.arpa$/, `.${list}`);

/**
 * What the A records of such a name say: nothing is "not-listed"; 127.0.0.0/8 is "listed" (§2.1), but for
 * 127.255.255.0/24, by which lists refuse to answer who asks (through a public resolver, or too often). Anything else is
 * no answer of a block list.
 */
export function blockListAnswer(records: readonly string[]): "listed" | "not-listed" | "refused" {
	if (records.length === 0) return "not-listed";
	return records.every((record) => parseIp(record) !== undefined && isEntry(record)) ? "listed" : "refused";
}

const isEntry = (address: string): boolean =>
	address.startsWith("127.") && !address.startsWith("127.255.255.");
