/**
 * Whose request it is: who the socket knows, or where that is a proxy of ours, who the proxy says. A client can write the
 * field as well, and proxies add to its end: so it is read from there, and only as far as our own proxies go.
 */

import { isIpv4, isIpv6 } from "../rfc/address/literal.ts";

/** More than any chain of proxies. */
const MOST_HOPS = 20;
const FIELD_CHARACTERS = 2_000;

export function clientAddress(
	socket: string,
	forwardedFor: string | null,
	isProxy: (address: string) => boolean,
): string {
	let address = plain(socket);
	if (forwardedFor === null || forwardedFor.length > FIELD_CHARACTERS || !isProxy(address)) return address;
	const hops = forwardedFor.split(",", MOST_HOPS + 1);
	if (hops.length > MOST_HOPS) return address;
	for (const hop of hops.reverse()) {
		const next = plain(hop.trim());
		if (!isIpv4(next) && !isIpv6(next)) return address;
		address = next;
		if (!isProxy(address)) return address;
	}
	return address;
}

/** IPv4 clients of a socket that listens for both families are shown as IPv4. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");
