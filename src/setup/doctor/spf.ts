/**
 * Whether an SPF record lets an address send, as far as that is told without asking the DNS: ip4, ip6, all, and the
 * addresses of one host that is known. Everything else of RFC 7208 §5 is "unknown" here; our own records need no more.
 */

import { contains, type IpAddress, parseIp, parseNetwork } from "../../rfc/address/cidr.ts";

export type SpfCover = "covers" | "does-not-cover" | "unknown";

export interface KnownHost {
	readonly name: string;
	readonly addresses: readonly string[];
}

const MOST_TERMS = 64;

export const isSpf = (text: string): boolean => /^v=spf1(?: |$)/i.test(text);

/** RFC 7208 §4.6.2: the first mechanism that matches decides; without one the result is neutral, which is no yes. */
export function spfCovers(text: string, address: string, host: KnownHost): SpfCover {
	const ip = parseIp(address);
	if (ip === undefined) return "unknown";
	for (const term of text.toLowerCase().split(/ +/, MOST_TERMS).slice(1)) {
		const [, qualifier = "", mechanism = ""] = /^([-+~?]?)(.*)$/s.exec(term) ?? [];
		const matched = matches(mechanism, ip, host);
		if (matched === "unknown") return "unknown";
		if (matched) return qualifier === "" || qualifier === "+" ? "covers" : "does-not-cover";
	}
	return "does-not-cover";
}

function matches(mechanism: string, ip: IpAddress, host: KnownHost): boolean | "unknown" {
	if (mechanism === "all") return true;
	// A modifier's name is followed by "="; redirect counts at the end, exp says nothing of who may send.
	if (mechanism === "" || mechanism.startsWith("exp=")) return false;
	if (/^ip[46]:/.test(mechanism)) {
		const network = parseNetwork(mechanism.slice("ip4:".length));
		return network === undefined ? "unknown" : contains(network, ip);
	}
	if (mechanism !== `a:${host.name}`) return "unknown";
	return host.addresses.some((each) => {
		const one = parseNetwork(each);
		return one !== undefined && contains(one, ip);
	});
}
