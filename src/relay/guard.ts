/**
 * Which addresses may be next hops. A relay that connects wherever the DNS of a stranger points is a way into the
 * operator's own network, and an MX that points back at us is a loop: both are refused unless configured.
 *
 * RFC 6890 and its registries list the special-purpose networks.
 */

import { contains, type IpAddress, type Network, parseIp, parseNetwork } from "../rfc/address/cidr.ts";

const SPECIAL_PURPOSE = [
	"0.0.0.0/8",
	"10.0.0.0/8",
	"100.64.0.0/10",
	"127.0.0.0/8",
	"169.254.0.0/16",
	"172.16.0.0/12",
	"192.0.0.0/24",
	"192.0.2.0/24",
	"192.88.99.0/24",
	"192.168.0.0/16",
	"198.18.0.0/15",
	"198.51.100.0/24",
	"203.0.113.0/24",
	"224.0.0.0/4",
	"240.0.0.0/4",
	"::/96", // with ::1, and the obsolete IPv4-compatible addresses
	"::ffff:0:0:0/96", // IPv4-translated addresses
	"64:ff9b:1::/48",
	"100::/64",
	"2001::/23",
	"2001:db8::/32",
	"2002::/16",
	"3fff::/20",
	"5f00::/16",
	"fc00::/7",
	"fe80::/10",
	"fec0::/10",
	"ff00::/8",
].map(network);

export interface Guard {
	/** Whether an address may be connected to. */
	allows(address: string): boolean;
}

/** `allowed` are networks that may be relayed to although they are special; `own` are our own addresses. */
export function createGuard(allowed: readonly string[], own: readonly string[]): Guard {
	const exceptions = allowed.map(network);
	const ours = own.map(network);
	const isIn = (networks: readonly Network[], ip: IpAddress): boolean =>
		networks.some((each) => contains(each, ip));
	return {
		allows(address) {
			const ip = parseIp(address);
			if (ip === undefined) return false;
			// What a translator makes of an address counts as well as the address.
			const all = [ip, translated(ip)].filter((each) => each !== undefined);
			return all.every(
				(each) => isIn(exceptions, each) || !(isIn(SPECIAL_PURPOSE, each) || isIn(ours, each)),
			);
		},
	};
}

/** RFC 6052 §2.1: the IPv4 address that a NAT64 connects to for this one. */
function translated(ip: IpAddress): IpAddress | undefined {
	return contains(NAT64, ip) ? { family: 4, value: ip.value & 0xffffffffn } : undefined;
}

const NAT64 = network("64:ff9b::/96");

/** The configuration was checked when it was read: a wrong network here is a fault. */
function network(text: string): Network {
	const parsed = parseNetwork(text);
	if (parsed === undefined) throw new TypeError(`${text} is not a network`);
	return parsed;
}
