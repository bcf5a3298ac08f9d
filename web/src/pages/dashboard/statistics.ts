/** The dashboard's numbers: GET /v1/statistics, for the period and for the one before. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Statistics } from "../../api/schema.ts";
import type { Period } from "../../ui/period.ts";
import { useReader } from "../../words/use-words.ts";
import { comparison, type Moments } from "./periods.ts";

export type Point = Statistics["series"][number];

export interface Compared extends Omit<Statistics, "from" | "to" | "previous"> {
	/** How many days the period has. */
	readonly days: number;
}

const AGAIN_MS = 60_000;

export function useStatistics(period: Period) {
	const { timeZone } = useReader();
	return useQuery({
		queryKey: ["statistics", period, timeZone],
		queryFn: async ({ signal }): Promise<Compared> => {
			const { current, previous, days } = comparison(period, Date.now(), timeZone);
			const ask = (moments: Moments) =>
				api.get<Statistics>("/v1/statistics", { ...moments, timeZone }, signal);
			const [now, before] = await Promise.all([ask(current), ask(previous)]);
			return { ...now, previousFigures: before.figures, days };
		},
		refetchInterval: AGAIN_MS,
		placeholderData: keepPreviousData,
	});
}
