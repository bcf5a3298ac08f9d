/** Sending domains as these pages see them: the API's shape, and how one stands as a whole. */

import type { SendingDomain, Record as SendingRecord } from "../../api/schema.ts";

export type DomainRecord = SendingRecord;

export type Domain = SendingDomain;

/**
 * `stopped`: records broke, and the grace time is over. `breaking`: they broke, and mail is still taken.
 * `waiting`: never verified. `new`: nor looked up. In the order in which they need somebody.
 */
export const standings = ["stopped", "breaking", "waiting", "new", "vouched", "verified"] as const;
export type Standing = (typeof standings)[number];

type Facts = Pick<Domain, "verification" | "vouched" | "brokenSince" | "stopsAt"> & {
	readonly records: readonly Pick<DomainRecord, "state">[];
};

export function standingOf(domain: Facts, now: number): Standing {
	const { verification, vouched, brokenSince, stopsAt, records } = domain;
	if (vouched) return "vouched";
	if (verification === "unverified")
		return records.every(({ state }) => state === "not-checked") ? "new" : "waiting";
	if (brokenSince === null) return "verified";
	return stopsAt !== null && Date.parse(stopsAt) <= now ? "stopped" : "breaking";
}

/** Whether its mail is taken now. */
export const maySend = (standing: Standing): boolean =>
	standing === "verified" || standing === "vouched" || standing === "breaking";

const rank = (domain: Facts, now: number): number => standings.indexOf(standingOf(domain, now));

/** What needs somebody first; by name among equals. */
export const byNeed = (domains: readonly Domain[], now: number): readonly Domain[] =>
	domains.toSorted((a, b) => rank(a, now) - rank(b, now) || a.name.localeCompare(b.name));

/** Its required records that are not valid. */
export const troubled = ({ records }: Domain): readonly DomainRecord[] =>
	records.filter(({ required, state }) => required && state !== "valid");
