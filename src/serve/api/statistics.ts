/** The call that the dashboard's figures come from. */

import { z } from "@hono/zod-openapi";
import { figuresOf, type Period, previousOf, slotsOf, statisticsOf, stepsOf } from "../../report/index.ts";
import { DAY } from "../../terms/clock.ts";
import type { AccountId } from "../../terms/ids.ts";
import { accountOf, may } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { problem } from "./problem.ts";
import { id, moment, momentIn } from "./schemas.ts";
import { at } from "./views.ts";

const LONGEST_MS = 400 * DAY;
const USUAL_MS = 7 * DAY;

const numbers = {
	recipients: z.int().openapi({ description: "Recipients accepted, whatever became of them" }),
	delivered: z.int(),
	softBounces: z.int(),
	hardBounces: z.int(),
	rejected: z.int(),
	deferred: z
		.int()
		.openapi({ description: "Attempts that were put off: one recipient may be among them often" }),
	complaints: z.int(),
};
const example = {
	recipients: 1204,
	delivered: 1179,
	softBounces: 3,
	hardBounces: 14,
	rejected: 21,
	deferred: 40,
	complaints: 1,
};
const figures = z.strictObject(numbers).openapi("Figures", { example });
const periodView = { from: moment, to: moment };

const statisticsView = z
	.strictObject({
		...periodView,
		timeZone: z.string().openapi({ example: "Europe/Paris" }),
		figures,
		previous: z.strictObject(periodView).openapi({ description: "The period of the same length before" }),
		previousFigures: figures,
		unit: z.enum(["hour", "day"]),
		series: z
			.array(z.strictObject({ at: moment, ...numbers }))
			.openapi({ description: "One for each hour or day of the time zone" }),
		topReasons: z.array(z.strictObject({ reason: z.string(), count: z.int() })).openapi({
			description: "Why mail was refused most often. Part of Activity: empty for who may not read it",
		}),
		domains: z.array(
			z.strictObject({
				domainId: z.string(),
				name: z.string().nullable().openapi({ description: "Null when it was removed" }),
				accepted: z.int(),
				delivered: z.int(),
				bounced: z.int(),
				rejected: z.int(),
			}),
		),
	})
	.openapi("Statistics");

const timeZone = z
	.string()
	.max(64)
	.refine(isTimeZone, "is no time zone such as Europe/Paris")
	.default("UTC")
	.openapi({ example: "Europe/Paris", description: "Whose hours and days the series has" });

export const statisticsEndpoints = ({ reports, setup, now }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/statistics",
		tag: "Statistics",
		summary: "Count what became of messages",
		description:
			"Exact numbers of quarters of an hour: the period is widened to whole ones, and the answer says to which. The last seven days when nothing is said. The operator gets all accounts together, or the one that is named.",
		access: "dashboard:read",
		query: z.strictObject({
			account: id<AccountId>().optional(),
			from: momentIn.optional(),
			to: momentIn.optional(),
			timeZone,
		}),
		answers: statisticsView,
		async run({ scope, query }) {
			const account = accountOf(scope, query.account);
			const to = query.to ?? now();
			const period = slotsOf({ from: query.from ?? to - USUAL_MS, to });
			const wrong = wrongWith(period);
			if (wrong !== undefined) {
				return problem("request-invalid", `query.from ${wrong}`, {
					errors: [{ field: "query.from", detail: wrong }],
				});
			}
			const previous = previousOf(period);
			const steps = stepsOf(period, query.timeZone);
			const [tallies, series, earlier] = await Promise.all([
				reports.tallies(account, period.from, period.to),
				reports.tallySeries(account, steps.starts, period.to),
				reports.tallySeries(account, [previous.from], previous.to),
			]);
			const { domains, ...shown } = statisticsOf({ tallies, series }, steps);
			const named = domains.map(async (one) => ({
				...one,
				name: (await setup.domains.one(one.domainId))?.name ?? null,
			}));
			return {
				...shownPeriod(period),
				timeZone: query.timeZone,
				...shown,
				series: shown.series.map((one) => ({ ...one, at: at(one.at) })),
				topReasons: may(scope, "activity:read") ? [...shown.topReasons] : [],
				domains: await Promise.all(named),
				previous: shownPeriod(previous),
				previousFigures: figuresOf(earlier),
			};
		},
	}),
];

const shownPeriod = ({ from, to }: Period) => ({ from: at(from), to: at(to) });

const wrongWith = ({ from, to }: Period): string | undefined =>
	from < 0 || from >= to
		? "is not before to"
		: to - from > LONGEST_MS
			? "is more than 400 days before to"
			: undefined;

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
