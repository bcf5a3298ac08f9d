/** How far an account is: from its domains, SMTP users and the first messages. */

import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../api/pages.ts";
import type { SendingDomain, SmtpUser } from "../../api/schema.ts";

export interface Domain extends SendingDomain {
	/** When a broken domain's mail is no longer taken. */
	readonly stopsAt: string | null;
}

const MOST = 200;

export const domainsQuery = queryOptions({
	queryKey: ["domains", "dashboard"],
	queryFn: ({ signal }) => api.get<Page<Domain>>("/v1/domains", { limit: MOST }, signal),
	refetchInterval: 60_000,
});

export type Need = "stopped" | "breaking" | "unverified";

/** Null when nobody needs to do anything. */
export function needOf(
	{ verification, vouched, brokenSince, stopsAt }: Domain,
	now: number = Date.now(),
): Need | null {
	if (vouched) return null;
	if (verification === "unverified") return "unverified";
	if (brokenSince === null) return null;
	return typeof stopsAt === "string" && Date.parse(stopsAt) <= now ? "stopped" : "breaking";
}

export const steps = ["domain", "records", "user", "test", "delivered"] as const;
export type Step = (typeof steps)[number];

export interface SetUp {
	readonly done: Readonly<Record<Step, boolean>>;
	/** The one whose records are looked at: not yet verified, else any. */
	readonly domain: Domain | undefined;
}

const some = async (path: string, query: object, signal: AbortSignal): Promise<boolean> =>
	(await api.get<Page<SmtpUser>>(path, { ...query, limit: 1 }, signal)).items.length > 0;

export const isSetUp = ({ done }: SetUp): boolean => steps.every((step) => done[step]);

const AGAIN_MS = 5_000;

/** Asked again while there is something left to do. */
export const setUpQuery = queryOptions({
	queryKey: ["set-up"],
	queryFn: async ({ signal }): Promise<SetUp> => {
		const sent = ["accepted", "pending", "deferred", "delivered", "soft-bounce", "hard-bounce"];
		const [domains, user, test, delivered] = await Promise.all([
			api.get<Page<Domain>>("/v1/domains", { limit: MOST }, signal),
			some("/v1/smtp-users", {}, signal),
			some("/v1/activity", { status: sent.join(",") }, signal),
			some("/v1/activity", { status: "delivered" }, signal),
		]);
		const { items } = domains;
		return {
			domain: items.find(({ verification }) => verification === "unverified") ?? items[0],
			done: {
				domain: items.length > 0,
				records: items.some(({ verification, vouched }) => vouched || verification === "verified"),
				user,
				test,
				delivered,
			},
		};
	},
	refetchInterval: ({ state }) => (state.data !== undefined && isSetUp(state.data) ? false : AGAIN_MS),
});
