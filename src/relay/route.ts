/**
 * From a recipient's domain to the addresses to try, in order.
 *
 * RFC 5321 §5.1: MX hosts by preference, equal ones in random order; without MX the domain itself (implicit MX);
 * RFC 7505: the null MX takes no mail. Trouble with the DNS is never a reason to give up.
 */

import type { Guard } from "./guard.ts";
import type { Answer, MxRecord, RelayConfiguration, Resolver, Smarthost } from "./ports.ts";

/** One address of one host. */
export interface NextHop {
	readonly host: string;
	readonly address: string;
	readonly port: number;
}

export type Route =
	| { readonly kind: "hops"; readonly hops: readonly NextHop[] }
	/** For good: the domain takes no mail, or is not there. */
	| {
			readonly kind: "unroutable";
			readonly cause: "domain-not-found" | "null-mx" | "loop";
			readonly why: string;
	  }
	/** For now. */
	| { readonly kind: "trouble"; readonly cause: "dns-trouble" | "host-unreachable"; readonly why: string };

/** Hosts and addresses of one destination beyond which nobody needs to look. */
const MOST_HOSTS = 12;
const MOST_HOPS = 16;

export async function findRoute(
	destination: string,
	resolver: Resolver,
	guard: Guard,
	random: () => number,
	{ port, smarthost }: Pick<RelayConfiguration, "port" | "smarthost">,
): Promise<Route> {
	if (smarthost !== null) return toSmarthost(smarthost, resolver);
	if (destination.startsWith("[")) return literal(destination, port, guard);
	const mx = await resolver.mx(destination);
	switch (mx.kind) {
		case "found":
			return viaMx(destination, mx.records, port, resolver, guard, random);
		case "no-data":
			return hopsOf([destination], port, resolver, guard); // RFC 5321 §5.1: the implicit MX
		case "no-domain":
			return {
				kind: "unroutable",
				cause: "domain-not-found",
				why: `the domain ${destination} does not exist`,
			};
		case "trouble":
			return { kind: "trouble", cause: "dns-trouble", why: mx.why };
		default:
			return mx satisfies never;
	}
}

/** Any address the operator has chosen is right, and no mail is given up for a slip in the configuration. */
async function toSmarthost({ host, port }: Smarthost, resolver: Resolver): Promise<Route> {
	const route = await hopsOf([host], port, resolver, { allows: () => true });
	return route.kind === "unroutable" ? { kind: "trouble", cause: "dns-trouble", why: route.why } : route;
}

function viaMx(
	destination: string,
	records: readonly MxRecord[],
	port: number,
	resolver: Resolver,
	guard: Guard,
	random: () => number,
): Promise<Route> | Route {
	// RFC 7505 §3: beside others it is a slip of whoever wrote the zone, and those others take mail.
	const named = records.filter(({ exchange }) => exchange !== "");
	if (named.length === 0)
		return { kind: "unroutable", cause: "null-mx", why: `the domain ${destination} takes no mail (null MX)` };
	const hosts = named
		.map((record) => ({ ...record, lot: random() }))
		.sort((a, b) => a.preference - b.preference || a.lot - b.lot)
		.map(({ exchange }) => exchange);
	return hopsOf([...new Set(hosts)].slice(0, MOST_HOSTS), port, resolver, guard);
}

/** The addresses of the hosts in order. A host whose look-up fails is passed over while another one is there. */
async function hopsOf(
	hosts: readonly string[],
	port: number,
	resolver: Resolver,
	guard: Guard,
): Promise<Route> {
	const answers = await Promise.all(hosts.map((host) => addressesOf(host, resolver)));
	const hops: NextHop[] = [];
	let forbidden: string | undefined;
	for (const [index, answer] of answers.entries()) {
		const host = hosts[index] ?? "";
		for (const address of answer.kind === "found" ? answer.records : []) {
			if (guard.allows(address)) hops.push({ host, address, port });
			else forbidden ??= `${host} [${address}]`;
		}
	}
	if (hops.length > 0) return { kind: "hops", hops: hops.slice(0, MOST_HOPS) };
	const trouble = answers.find((answer) => answer.kind === "trouble");
	if (trouble !== undefined) return { kind: "trouble", cause: "dns-trouble", why: trouble.why };
	if (forbidden !== undefined)
		return {
			kind: "unroutable",
			cause: "loop",
			why: `${forbidden} is a private or own address, and this service does not relay there`,
		};
	return {
		kind: "unroutable",
		cause: "domain-not-found",
		why: `no address was found for ${hosts.join(", ")}`,
	};
}

/** A smarthost may be given as an address. */
const addressesOf = (host: string, resolver: Resolver): Promise<Answer<string>> | Answer<string> =>
	/^[\d.]+$|:/.test(host) ? { kind: "found", records: [host] } : resolver.addresses(host);

/** RFC 5321 §4.1.3. */
function literal(destination: string, port: number, guard: Guard): Route {
	const address = destination.slice(1, -1).replace(/^ipv6:/i, "");
	return guard.allows(address)
		? { kind: "hops", hops: [{ host: destination, address, port }] }
		: {
				kind: "unroutable",
				cause: "loop",
				why: `${destination} is a private or own address, and this service does not relay there`,
			};
}
