/** Everything of an account, for whom it belongs to: a line of JSON for each thing, without secrets. */

import { z } from "@hono/zod-openapi";
import type { AccountId, ActivityId, AuditId, PlanRequestId, SuppressionId } from "../../terms/ids.ts";
import type { Language } from "../../terms/refusals/index.ts";
import { maySee } from "./access.ts";
import { after } from "./accounts.ts";
import { showActivity } from "./activity-views.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { showDomain } from "./domain-views.ts";
import { type Endpoint, endpoint, pieces } from "./endpoint.ts";
import { showInvitation, showMember } from "./people-views.ts";
import { showPlanRequest } from "./plan-schemas.ts";
import { nothing } from "./problem.ts";
import { id } from "./schemas.ts";
import { at, showAccount, showApiKey, showSmtpUser, showSuppression } from "./views.ts";
import { showWebhook } from "./webhook-views.ts";

export const accountExportEndpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/accounts/{id}/export",
		tag: "Accounts",
		summary: "Export everything of an account",
		description: `A line of JSON for each thing, its kind in \`type\`: account, domain, smtp-user, api-key, webhook,
member, invitation, usage, plan-request, suppression, activity, audit.`,
		access: "account:write",
		params: z.strictObject({ id: id<AccountId>() }),
		answers: pieces,
		gives: { mediaType: "application/x-ndjson", fileName: "account.ndjson" },
		async run({ scope, params, language }) {
			const { setup, url } = dependencies;
			const account = maySee(scope, params.id) ? await setup.accounts.one(params.id) : undefined;
			if (account === undefined) return nothing("account");
			const reader = { language, helpUrl: url() };
			return (async function* () {
				yield line("account", showAccount(account));
				yield* things(dependencies, account.id, language);
				yield* team(dependencies, account.id);
				yield* plans(dependencies, account.id);
				yield* history(dependencies, account.id, reader);
			})();
		},
	}),
];

const line = (type: string, thing: object): string => `${JSON.stringify({ type, ...thing })}\n`;

const ROWS = 500;

/** `page` gives rows and where to go on from; null: nowhere. */
async function* lines<Row extends object, Place extends string>(
	type: string,
	page: (
		before: Place | undefined,
	) => Promise<{ readonly rows: readonly Row[]; readonly next: Place | null }>,
	show: (row: Row) => object | Promise<object>,
): AsyncGenerator<string> {
	for (let before: Place | undefined; ; ) {
		const { rows, next } = await page(before);
		for (const row of rows) yield line(type, await show(row));
		if (next === null) return;
		before = next;
	}
}

const paged = <Row extends { readonly id: string }>(rows: readonly Row[]) => ({
	rows,
	next: rows.length < ROWS ? null : (rows.at(-1)?.id ?? null),
});

const from = (place: string | undefined) => ({ limit: ROWS, ...after(place) });

async function* things(
	{ setup, webhooks }: ApiDependencies,
	account: AccountId,
	language: Language,
): AsyncGenerator<string> {
	yield* lines(
		"domain",
		async (place) => paged(await setup.domains.list(account, from(place))),
		(domain) => showDomain(setup.domains, domain, language),
	);
	yield* lines(
		"smtp-user",
		async (place) => paged(await setup.smtpUsers.list(account, from(place))),
		showSmtpUser,
	);
	yield* lines("api-key", async (place) => paged(await setup.apiKeys.list(account, from(place))), showApiKey);
	yield* lines("webhook", async (place) => paged(await webhooks.list(account, from(place))), showWebhook);
}

async function* team({ people }: ApiDependencies, account: AccountId): AsyncGenerator<string> {
	const show = showMember(account);
	yield* lines(
		"member",
		async (place) => {
			const members = await people.teams.members(account, from(place));
			return paged(members.map((member) => ({ ...member, id: member.person.id })));
		},
		(member) => show(member),
	);
	yield* lines(
		"invitation",
		async (place) => paged(await people.invitations.list(account, from(place))),
		showInvitation,
	);
}

async function* plans({ setup }: ApiDependencies, account: AccountId): AsyncGenerator<string> {
	for (const { periodStart, renewsAt, used } of await setup.accounts.usage(account))
		yield line("usage", { periodStart: at(periodStart), renewsAt: at(renewsAt), used });
	yield* lines(
		"plan-request",
		async (place) =>
			paged(await setup.planRequests.list({ accountId: account }, ROWS, place as PlanRequestId | undefined)),
		showPlanRequest,
	);
}

async function* history(
	{ setup, suppressions, reports }: ApiDependencies,
	accountId: AccountId,
	reader: Parameters<typeof showActivity>[1],
): AsyncGenerator<string> {
	yield* lines(
		"suppression",
		(before: SuppressionId | undefined) => suppressions.list({ accountId }, ROWS, before),
		showSuppression,
	);
	yield* lines(
		"activity",
		(before: ActivityId | undefined) => reports.activity({ accountId }, ROWS, before),
		(row) => showActivity(row, reader),
	);
	yield* lines(
		"audit",
		async (place) => paged(await setup.audit.list({ accountId }, ROWS, place as AuditId | undefined)),
		(entry) => ({ ...entry, at: at(entry.at) }),
	);
}
