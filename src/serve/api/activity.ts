/** The calls about what became of messages. */

import { z } from "@hono/zod-openapi";
import type { ActivityFilter } from "../../report/ports.ts";
import type { AccountId, ActivityId, DomainId, MessageId, SmtpUserId } from "../../terms/ids.ts";
import { type Status, statuses } from "../../terms/recipient.ts";
import type { Language } from "../../terms/refusals/index.ts";
import { accountOf, maySee } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { toCursor } from "./pages.ts";
import { nothing } from "./problem.ts";
import { activityDetail, activityView, id, messageView, momentIn, page, pageQuery } from "./schemas.ts";
import { showActivity, showEvent, showMessage, showSession } from "./views.ts";

const tag = "Activity";
const text = z.string().min(1).max(320).optional();

const filters = z.strictObject({
	...pageQuery,
	account: id<AccountId>().optional(),
	status: z
		.string()
		.transform((list, context): Status[] => {
			const wanted = list.split(",");
			const wrong = wanted.find((one) => !(statuses as readonly string[]).includes(one));
			if (wrong !== undefined) context.addIssue(`has a status that is none of ${statuses.join(", ")}`);
			return wanted as Status[];
		})
		.optional()
		.openapi({
			type: "string",
			description: `One or more of ${statuses.join(", ")}, with commas`,
			example: "rejected",
		}),
	reason: z.string().max(64).optional().openapi({ example: "sender-domain-mismatch" }),
	from: momentIn.optional(),
	to: momentIn.optional(),
	recipient: text.openapi({ description: "Part of the recipient's address", example: "zoe@client.example" }),
	sender: text.openapi({ description: "Part of the envelope sender or of From" }),
	subject: text,
	domain: id<DomainId>().optional(),
	smtpUser: id<SmtpUserId>().optional(),
	messageId: text.openapi({ description: "Our id, or the Message-ID field" }),
});

export function activityEndpoints({ reports, url }: ApiDependencies): readonly Endpoint[] {
	const reader = (language: Language) => ({ language, helpUrl: url() });
	return [
		endpoint({
			method: "get",
			path: "/v1/activity",
			tag,
			summary: "List what became of messages",
			description:
				"One row for each recipient and each refusal, newest first. All filters that are given must hold.",
			access: "activity:read",
			query: filters,
			answers: page(activityView),
			async run({ scope, query, language }) {
				const { rows, next } = await reports.activity(
					filterOf(query, accountOf(scope, query.account)),
					query.limit,
					query.cursor as ActivityId | undefined,
				);
				return {
					items: rows.map((row) => showActivity(row, reader(language))),
					next: next === null ? null : toCursor(next),
				};
			},
		}),
		endpoint({
			method: "get",
			path: "/v1/activity/{id}",
			tag,
			summary: "Get one row with its events and its session",
			access: "activity:read",
			params: z.strictObject({
				id: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}(?:\.[0-9]{1,6})?$/, "is no id of Activity"),
			}),
			answers: activityDetail,
			async run({ scope, params, language }) {
				const found = await reports.activityRow(params.id as ActivityId);
				if (found === undefined || !maySee(scope, found.row.accountId)) return nothing("row");
				return {
					...showActivity(found.row, reader(language)),
					events: found.events.map(showEvent),
					session: showSession(found.session),
				};
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

function filterOf(query: z.output<typeof filters>, account: AccountId | null): ActivityFilter {
	const { limit: _, cursor: __, account: ___, domain, smtpUser, ...same } = query;
	const filter = { ...same, accountId: account ?? undefined, domainId: domain, smtpUserId: smtpUser };
	return Object.fromEntries(
		Object.entries(filter).filter(([, value]) => value !== undefined),
	) as ActivityFilter;
}
