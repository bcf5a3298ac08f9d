/** The calls about accounts. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Problem, type Setup } from "../../setup/index.ts";
import type { Instant } from "../../terms/clock.ts";
import type { Account } from "../../terms/identity.ts";
import type { AccountId } from "../../terms/ids.ts";
import { maySee } from "./access.ts";
import { showUsage } from "./account-usage.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { fromSetup, nothing, problem } from "./problem.ts";
import { accountChange, accountView, id, newAccount, page, pageQuery, usageView } from "./schemas.ts";
import { showAccount } from "./views.ts";

const params = z.strictObject({ id: id<AccountId>() });
const tag = "Accounts";
const answer = (account: Account | Problem) =>
	isProblem(account) ? fromSetup(account) : showAccount(account as Account);

export const accountEndpoints = ({ setup, now }: ApiDependencies): readonly Endpoint[] => [
	...changing(setup),
	...reading(setup, now),
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
		run: async ({ body: { name, ...more } }) => answer(await setup.accounts.create({ ...given(more), name })),
	}),
	endpoint({
		method: "patch",
		path: "/v1/accounts/{id}",
		tag,
		summary: "Change an account",
		description: `The account's administrators change its name, time zone, addresses, attachments and failure reports; how
much it may send is the operator's. A higher quota works from the next recipient on.`,
		access: "account:write",
		audits: "account.update",
		params,
		body: accountChange,
		answers: accountView,
		async run({ scope, params, body }) {
			if (!maySee(scope, params.id)) return nothing("account");
			if (scope.kind !== "operator" && body.monthlyRecipients !== undefined)
				return problem("operator-only", "Only the operator changes how much an account may send");
			return answer(await setup.accounts.update(params.id, given(body)));
		},
	}),
];

const reading = (setup: Setup, now: () => Instant): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/accounts",
		tag,
		summary: "List accounts",
		description: "The operator sees all of them, a member and an account's key their own.",
		access: "account:read",
		query: z.strictObject({
			...pageQuery,
			text: z.string().min(1).max(100).optional().openapi({ description: "Part of the name" }),
		}),
		answers: page(accountView),
		async run({ scope, query: { limit, cursor, text } }) {
			if (scope.kind === "account") {
				const own = await setup.accounts.one(scope.account);
				const isWanted = own?.name.toLowerCase().includes(text?.toLowerCase() ?? "") === true;
				return pageOf(isWanted ? [own] : [], limit, showAccount);
			}
			const rows = await setup.accounts.list({ limit: limit + 1, ...after(cursor) }, given({ text }));
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
			const account = maySee(scope, params.id) ? await setup.accounts.one(params.id) : undefined;
			if (account === undefined) return nothing("account");
			return showUsage(account, await setup.directory.quota(params.id), now());
		},
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
