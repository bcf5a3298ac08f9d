/** Whether the operator's zone is delegated, where its servers are, and whether they answer what this service has. */

import { type Answer, type DoctorFacts, listed, sameAddresses, why, type ZoneFacts } from "./facts.ts";
import { type Finding, finding } from "./finding.ts";

export function judgeZone({
	zone,
	returnPath,
}: Pick<DoctorFacts, "zone" | "returnPath">): readonly Finding[] {
	const { name, servers, soa } = zone;
	if (!zone.answersItself && returnPath === null) return [finding("zone-unused", name)];
	if (servers.trouble !== null) return [finding("zone-unknown", name, { why: servers.trouble })];
	if (servers.records.length === 0) {
		// Exported into the parent's own file, the zone needs no servers of its own.
		const isPart = !zone.answersItself && (returnPath?.mx.records.length ?? 0) > 0;
		return [isPart ? finding("zone-within-parent", name) : finding("zone-not-delegated", name, why(servers))];
	}
	const facts = { servers: listed(servers.records) };
	const delegated =
		soa.records.length > 0
			? finding("zone-delegated", name, facts)
			: finding("zone-unanswered", name, { ...facts, ...why(soa) });
	return [delegated, ...judgeServers(zone), ...(soa.records.length > 0 ? [judgeSerial(zone)] : [])];
}

function judgeServers({ name, configured, servers, places }: ZoneFacts): readonly Finding[] {
	const names = configured.map((server) => server.name);
	const isOther = names.length > 0 && !isSame(names, servers.records);
	const others = isOther
		? [finding("other-servers", name, { servers: listed(servers.records), configured: listed(names) })]
		: [];
	const each = places.map(({ name: server, addresses }) => {
		const { records } = addresses;
		if (records.length === 0) return finding("server-without-address", server, why(addresses));
		const wanted = configured.find((one) => one.name === server)?.addresses ?? [];
		const found = listed(records);
		return wanted.length > 0 && !sameAddresses(wanted, records)
			? finding("server-elsewhere", server, { found, configured: listed(wanted) })
			: finding("server-found", server, { found });
	});
	return [...others, ...each];
}

/** What the servers say themselves outweighs what resolvers remember. */
function judgeSerial({ name, answersItself, soa, ownSoa, serial }: ZoneFacts): Finding {
	if (!answersItself) return finding("serial-not-ours", name);
	const fresh = ownSoa !== null && ownSoa.records.length > 0 ? ownSoa : soa;
	const found = serialsOf(fresh);
	const ours = String(serial);
	return found.every((each) => each === ours)
		? finding("serial-equal", name, { serial: ours })
		: finding("serial-differs", name, { found: listed(found), serial: ours });
}

const serialsOf = ({ records }: Answer): readonly string[] => [
	...new Set(records.map((record) => record.split(" ").at(-1) ?? "")),
];

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
	some.length === others.length && some.every((each) => others.includes(each));
