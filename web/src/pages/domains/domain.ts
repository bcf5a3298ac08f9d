/** Sending domains as these pages see them: the API's shape, how one stands as a whole, and how it is asked for. */

import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
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

const SOON_MS = 5_000;
const CALM_MS = 30_000;

/**
 * Asked for again while it is looked at, and the service takes that as a wish: as long as somebody looks, it looks the
 * records up every minute.
 */
export const domainQuery = (id: string) =>
	queryOptions({
		queryKey: ["domain", id],
		queryFn: ({ signal }) => api.get<Domain>(`/v1/domains/${id}`, undefined, signal),
		refetchInterval: ({ state }) =>
			state.data?.records.every((record) => record.state === "valid") ? CALM_MS : SOON_MS,
	});

const route = getRouteApi("/app/domains/$domainId");

/** The domain of this page. */
export const useDomain = (): Domain => useSuspenseQuery(domainQuery(route.useParams().domainId)).data;
