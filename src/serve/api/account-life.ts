/** The calls that stop an account, bring it back and take it away. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Problem, type Setup } from "../../setup/index.ts";
import type { Account } from "../../terms/identity.ts";
import type { AccountId } from "../../terms/ids.ts";
import { maySee } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { fromSetup, nothing } from "./problem.ts";
import { accountView, id } from "./schemas.ts";
import { showAccount } from "./views.ts";

const params = z.strictObject({ id: id<AccountId>() });
const tag = "Accounts";
const answer = (account: Account | Problem) =>
	isProblem(account) ? fromSetup(account) : showAccount(account as Account);

export const accountLifeEndpoints = ({ setup }: ApiDependencies): readonly Endpoint[] => [
	...suspension(setup),
	...deletion(setup),
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

const deletion = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/accounts/{id}/delete",
		tag,
		summary: "Delete an account",
		description: `Its mail is refused at once, and nothing of it can be changed; it can be read and exported. After the grace
time everything of it goes but the audit log.`,
		access: "account:write",
		audits: "account.delete",
		params,
		body: z.strictObject({ reason: z.string().min(1).max(300).optional() }).openapi("Deletion", {
			example: { reason: "We have moved" },
		}),
		answers: accountView,
		run: async ({ scope, params, body }) =>
			maySee(scope, params.id)
				? answer(await setup.accounts.close(params.id, body.reason))
				: nothing("account"),
	}),
	endpoint({
		method: "post",
		path: "/v1/accounts/{id}/restore",
		tag,
		summary: "Restore a deleted account",
		description: "Until the grace time is over: it is as before.",
		access: "account:write",
		audits: "account.restore",
		whileClosing: true,
		params,
		answers: accountView,
		run: async ({ scope, params }) =>
			maySee(scope, params.id) ? answer(await setup.accounts.restore(params.id)) : nothing("account"),
	}),
];
