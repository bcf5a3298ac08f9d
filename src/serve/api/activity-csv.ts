/** Activity as CSV, for spreadsheets: the rows of a filter, read and written a few at a time. */

import { z } from "@hono/zod-openapi";
import type { ActivityFilter, ActivityRow, ReportStore } from "../../report/ports.ts";
import { csvRecord, guarded } from "../../rfc/csv/writer.ts";
import type { ActivityId } from "../../terms/ids.ts";
import { activityFilterOf, activityFilters, REPEATED_FILTERS } from "./activity-filters.ts";
import { type Endpoint, endpoint, pieces } from "./endpoint.ts";
import { at } from "./views.ts";

const ROWS_AT_ONCE = 500;

const columns: Readonly<Record<string, (row: ActivityRow) => string>> = {
	id: ({ id }) => id,
	at: (row) => at(row.at),
	updated_at: ({ updatedAt }) => at(updatedAt),
	status: ({ status }) => status,
	recipient: ({ recipient }) => recipient,
	subject: ({ subject }) => subject,
	sender: ({ sender }) => sender,
	author: ({ author }) => author,
	reason: ({ reason }) => reason,
	reply: ({ reply }) => reply,
	attempts: ({ attempts }) => String(attempts),
	next_attempt_at: ({ nextAttemptAt }) => (nextAttemptAt === null ? "" : at(nextAttemptAt)),
	count: ({ count }) => String(count),
	message_id: ({ headerMessageId }) => headerMessageId,
	domain_id: ({ domainId }) => domainId ?? "",
	smtp_user_id: ({ smtpUserId }) => smtpUserId ?? "",
	remote_address: ({ remoteAddress }) => remoteAddress,
};

export const activityCsv = (reports: ReportStore): Endpoint =>
	endpoint({
		method: "get",
		path: "/v1/activity.csv",
		tag: "Activity",
		summary: "Export what became of messages as CSV",
		description: `All rows of the filters, newest first. Columns: ${Object.keys(columns).join(", ")}. Cells that spreadsheets would run as a formula begin with an apostrophe.`,
		access: "activity:read",
		query: z.strictObject(activityFilters),
		repeated: REPEATED_FILTERS,
		gives: { mediaType: "text/csv", fileName: "activity.csv" },
		answers: pieces,
		run: async ({ scope, query }) => csvOf(reports, activityFilterOf(scope, query)),
	});

async function* csvOf(reports: ReportStore, filter: ActivityFilter): AsyncGenerator<string> {
	yield csvRecord(Object.keys(columns));
	const cells = Object.values(columns);
	for (let before: ActivityId | undefined; ; ) {
		const { rows, next } = await reports.activity(filter, ROWS_AT_ONCE, before);
		yield rows.map((row) => csvRecord(cells.map((read) => guarded(read(row))))).join("");
		if (next === null) return;
		before = next;
	}
}
