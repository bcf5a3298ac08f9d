/** The calls about accounts. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Problem, type Setup } from "../../setup/index.ts";
import type { Account } from "../../terms/identity.ts";
import type { AccountId } from "../../terms/ids.ts";
import { maySee } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { fromSetup, nothing } from "./problem.ts";
import { accountChange, accountView, id, newAccount, page, pageQuery, usageView } from "./schemas.ts";
import { showAccount } from "./views.ts";

const params = z.strictObject({ id: id<AccountId>() });
const tag = "Accounts";
const answer = (account: Account | Problem) =>
	isProblem(account) ? fromSetup(account) : showAccount(account as Account);

export const accountEndpoints = ({ setup }: ApiDependencies): readonly Endpoint[] => [
	...changing(setup),
	...suspension(setup),
	...reading(setup),
];

const changing = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/accounts",
		tag,
		summary: "Create an account",
		access: "operator",
		audits: "account.create",
		body: newAccount,
		created: true,
		answers: accountView,
		run: async ({ body: { name, monthlyRecipients, sendsDsn, periodAnchor } }) =>
			answer(
				await setup.accounts.create({
					name,
					monthlyRecipients,
					...(sendsDsn === undefined ? {} : { sendsDsn }),
					...(periodAnchor === undefined ? {} : { periodAnchor }),
				}),
			),
	}),
	endpoint({
		method: "patch",
		path: "/v1/accounts/{id}",
		tag,
		summary: "Change an account",
		description: "A higher quota works from the next recipient on.",
		access: "operator",
		audits: "account.update",
		params,
		body: accountChange,
		answers: accountView,
		run: async ({ params, body }) => answer(await setup.accounts.update(params.id, given(body))),
	}),
];

const reading = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/accounts",
		tag,
		summary: "List accounts",
		description: "An account's key sees its own account.",
		access: "account:read",
		query: z.strictObject(pageQuery),
		answers: page(accountView),
		async run({ scope, query: { limit, cursor } }) {
			if (scope.kind === "account") {
				const own = await setup.accounts.one(scope.account);
				return pageOf(own === undefined ? [] : [own], limit, showAccount);
			}
			const rows = await setup.accounts.list({ limit: limit + 1, ...after(cursor) });
			return pageOf(rows, limit, showAccount);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/accounts/{id}",
		tag,
		summary: "Get an account",
		access: "account:read",
		params,
		answers: accountView,
		async run({ scope, params }) {
			const account = maySee(scope, params.id) ? await setup.accounts.one(params.id) : undefined;
			return account === undefined ? nothing("account") : showAccount(account);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/accounts/{id}/usage",
		tag,
		summary: "Get an account's quota and what of it is used",
		access: "dashboard:read",
		params,
		answers: usageView,
		async run({ scope, params }) {
			if (!maySee(scope, params.id) || (await setup.accounts.one(params.id)) === undefined)
				return nothing("account");
			const { periodStart, renewsAt, limit, used } = await setup.directory.quota(params.id);
			return {
				accountId: params.id,
				periodStart: new Date(periodStart).toISOString(),
				renewsAt: new Date(renewsAt).toISOString(),
				limit,
				used,
				remaining: Math.max(0, limit - used),
			};
		},
	}),
];

const suspension = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/accounts/{id}/suspend",
		tag,
		summary: "Suspend an account",
		description: "Its mail is refused from the next command on; the customer sees the reason.",
		access: "operator",
		audits: "account.suspend",
		params,
		body: z.strictObject({ reason: z.string().min(1).max(300) }).openapi("Suspension", {
			example: { reason: "Unpaid invoice 2291" },
		}),
		answers: accountView,
		run: async ({ params, body }) => answer(await setup.accounts.suspend(params.id, body.reason)),
	}),
	endpoint({
		method: "post",
		path: "/v1/accounts/{id}/resume",
		tag,
		summary: "Resume a suspended account",
		access: "operator",
		audits: "account.resume",
		params,
		answers: accountView,
		run: async ({ params }) => answer(await setup.accounts.resume(params.id)),
	}),
];

/** What was given, without the fields that were not: to set a field to undefined is not to leave it. */
export const given = <Fields extends object>(
	fields: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

/** Where a list goes on. A cursor that is none of ours has been refused before. */
export const after = (cursor: string | undefined): { after?: string } =>
	cursor === undefined ? {} : { after: cursor };
