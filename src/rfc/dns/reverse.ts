/** The name that the PTR record of an IP address is at. RFC 1035 §3.5, RFC 3596 §2.5. */

import { parseIp } from "../address/cidr.ts";

const V6_NIBBLES = 32;

/** "10.2.0.192.in-addr.arpa" for "192.0.2.10". Undefined for what is no IP address. */
export function reverseName(address: string): string | undefined {
	const ip = parseIp(address);
	if (ip === undefined) return undefined;
	if (ip.family === 6) {
		const nibbles = ip.value.toString(16).padStart(V6_NIBBLES, "0");
		return `${[...nibbles].reverse().join(".")}.ip6.arpa`;
	}
	const octets = [0n, 8n, 16n, 24n].map((shift) => (ip.value >> shift) & 0xffn);
	return `${octets.join(".")}.in-addr.arpa`;
}
