/**
 * Which addresses a webhook's host may be reached at. Names are looked up here and each address is checked; the
 * connection is then made to that very address, so that a name that means something else a moment later (DNS rebinding)
 * leads nowhere.
 */

import { isIP } from "node:net";

export interface HostAddresses {
	/** As the relay's resolver answers. */
	addresses(
		host: string,
	): Promise<
		| { readonly kind: "found"; readonly records: readonly string[] }
		| { readonly kind: "no-domain" | "no-data" }
		| { readonly kind: "trouble"; readonly why: string }
	>;
}

/** Why it may be reached nowhere is the error's message, for who reads the log of deliveries. */
export async function reachable(
	hostname: string,
	resolver: HostAddresses,
	allows: (address: string) => boolean,
): Promise<readonly string[]> {
	const host = hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
	const all = await addressesOf(host, resolver);
	const allowed = all.filter(allows);
	if (allowed.length === 0) throw new Error(`${host} is at ${all.join(", ")}, which is no public address`);
	return allowed;
}

async function addressesOf(host: string, resolver: HostAddresses): Promise<readonly string[]> {
	if (isIP(host) !== 0) return [host];
	// RFC 6761 §6.3: never asked of the DNS.
	if (host === "localhost" || host.endsWith(".localhost")) return ["127.0.0.1", "::1"];
	const answer = await resolver.addresses(host);
	switch (answer.kind) {
		case "found":
			return answer.records;
		case "trouble":
			throw new Error(`${host} cannot be looked up: ${answer.why}`);
		default:
			throw new Error(`${host} does not exist in the DNS, or has no address`);
	}
}
