/** The calls about what became of messages. */

import { z } from "@hono/zod-openapi";
import type { ReportStore } from "../../report/ports.ts";
import type { ActivityId, MessageId } from "../../terms/ids.ts";
import type { Language } from "../../terms/refusals/index.ts";
import { maySee } from "./access.ts";
import { activityCsv } from "./activity-csv.ts";
import { activityEvents } from "./activity-events.ts";
import { activityFilterOf, activityFilters, REPEATED_FILTERS } from "./activity-filters.ts";
import { activityDetail, activityPage, messageView } from "./activity-schemas.ts";
import { showActivity, showDetail, showMessage } from "./activity-views.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { fromCursor, toCursor } from "./pages.ts";
import { nothing, problem } from "./problem.ts";
import { id, pageQuery } from "./schemas.ts";

const tag = "Activity";

export function activityEndpoints(dependencies: ApiDependencies): readonly Endpoint[] {
	const { reports, url } = dependencies;
	const reader = (language: Language) => ({ language, helpUrl: url() });
	return [
		listing(reports, reader),
		activityCsv(reports),
		activityEvents(dependencies),
		endpoint({
			method: "get",
			path: "/v1/activity/{id}",
			tag,
			summary: "Get one row with its events, its session and its message",
			access: "activity:read",
			params: z.strictObject({
				id: z
					.string()
					.regex(/^[0-9A-HJKMNP-TV-Z]{26}(?:\.[0-9]{1,6})?$/, "is no id of Activity")
					.openapi({ example: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX.0000" }),
			}),
			answers: activityDetail,
			async run({ scope, params, language }) {
				const found = await reports.activityRow(params.id as ActivityId);
				if (found === undefined || !maySee(scope, found.row.accountId)) return nothing("row");
				return showDetail(found, reader(language));
			},
		}),
		endpoint({
			method: "get",
			path: "/v1/messages/{id}",
			tag,
			summary: "Get a message with everything that became of it",
			access: "activity:read",
			params: z.strictObject({ id: id<MessageId>() }),
			answers: messageView,
			async run({ scope, params, language }) {
				const message = await reports.message(params.id);
				if (message === undefined || !maySee(scope, message.accountId)) return nothing("message");
				return showMessage(message, reader(language));
			},
		}),
	];
}

const listing = (
	reports: ReportStore,
	reader: (language: Language) => { language: Language; helpUrl: string },
): Endpoint =>
	endpoint({
		method: "get",
		path: "/v1/activity",
		tag,
		summary: "List what became of messages",
		description:
			"One row for each recipient and each refusal, newest first. All filters that are given must hold. A search that finds little may give a short page, even an empty one, that has a next: it looked at so many rows and stopped. `after` goes the other way, from a row up to the newest.",
		access: "activity:read",
		query: z.strictObject({
			...pageQuery,
			after: z.string().max(200).optional().openapi({
				description: "`previous` of a page: the rows that are next above it, newest first as well",
			}),
			...activityFilters,
		}),
		repeated: REPEATED_FILTERS,
		answers: activityPage,
		async run({ scope, query, language }) {
			const { limit, cursor, after: above, ...wanted } = query;
			const filter = activityFilterOf(scope, wanted);
			const show = (row: Parameters<typeof showActivity>[0]) => showActivity(row, reader(language));
			if (above === undefined) {
				const { rows, next } = await reports.activity(filter, limit, cursor as ActivityId | undefined);
				const newest = rows[0]?.id ?? (cursor as ActivityId | undefined);
				return {
					items: rows.map(show),
					next: next === null ? null : toCursor(next),
					previous: newest === undefined ? null : toCursor(newest),
				};
			}
			const after = fromCursor(above) as ActivityId | undefined;
			if (after === undefined || cursor !== undefined) {
				const detail = after === undefined ? "is no cursor of this service" : "does not go with cursor";
				const errors = [{ field: "query.after", detail }];
				return problem("request-invalid", `query.after ${detail}`, { errors });
			}
			const { rows, next } = await reports.newerActivity(filter, limit, after);
			return {
				items: rows.map(show),
				next: toCursor(rows.at(-1)?.id ?? after),
				previous: toCursor(next ?? rows[0]?.id ?? after),
			};
		},
	});
