/** Look-ups in zones in memory: of the closed internet, without its sockets. */

import type { RecordType, Zone } from "../../src/serve/closed-internet/zone.ts";
import type { LookedUp, LookedUpType, LookUps } from "../../src/setup/look-up-ports.ts";

function look(zone: Zone, name: string, type: LookedUpType): LookedUp {
	const answer = zone.look(name, (type === "SOA" ? "NS" : type) as RecordType);
	if (answer.kind === "trouble") return { kind: "trouble", why: "SERVFAIL" };
	if (answer.kind !== "found") return { kind: answer.kind, aliases: [] };
	const aliases = answer.records.flatMap(({ record }) =>
		record.type === "CNAME" && type !== "CNAME" ? [String(record.data)] : [],
	);
	const records = answer.records.flatMap(({ record }) =>
		record.type === "CNAME" && type !== "CNAME"
			? []
			: [record.type === "MX" ? `${record.data.preference} ${record.data.exchange}` : record.data],
	);
	return records.length > 0 ? { kind: "found", records, aliases } : { kind: "no-data", aliases };
}

/** One zone for each resolver, and one for each of the domain's own servers. */
export const lookUpsIn = (resolvers: readonly Zone[], own: readonly Zone[] | null = resolvers): LookUps => ({
	ask: async (name, type) => resolvers.map((zone) => look(zone, name, type)),
	askOwn: async (_, name, type) => own?.map((zone) => look(zone, name, type)) ?? null,
});
