/** The calls about API keys. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Setup } from "../../setup/index.ts";
import type { AccountId, ApiKeyId } from "../../terms/ids.ts";
import { accountOf, maySee, newFor } from "./access.ts";
import { after, given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { beyond, boundsFor } from "./key-bounds.ts";
import { pageOf } from "./pages.ts";
import { fromSetup, isApiProblem, nothing } from "./problem.ts";
import { apiKeyChange, apiKeyView, apiKeyWithToken, id, newApiKey, page, pageQuery } from "./schemas.ts";
import { showApiKey } from "./views.ts";

const tag = "API keys";

export const apiKeyEndpoints = ({ setup }: ApiDependencies): readonly Endpoint[] => [
	...making(setup),
	...reading(setup),
	removing(setup),
];

const making = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/api-keys",
		tag,
		summary: "Create an API key",
		description:
			"The token is in this answer and nowhere else. Nobody gives a key more than they have: neither permissions nor time. The operator names the account.",
		access: "api-keys:write",
		audits: "api-key.create",
		body: newApiKey,
		created: true,
		answers: apiKeyWithToken,
		async run({ scope, body }) {
			const account = newFor(scope, body.accountId);
			if (isApiProblem(account)) return account;
			const bounds = boundsFor(scope, body);
			if (isApiProblem(bounds)) return bounds;
			const made = await setup.apiKeys.create(account, body.name, bounds);
			return isProblem(made) ? fromSetup(made) : { ...showApiKey(made.key), token: made.token };
		},
	}),
	endpoint({
		method: "patch",
		path: "/v1/api-keys/{id}",
		tag,
		summary: "Change an API key's name, permissions or expiry",
		description: "Nobody gives a key more than they have: neither permissions nor time.",
		access: "api-keys:write",
		audits: "api-key.update",
		params: z.strictObject({ id: id<ApiKeyId>() }),
		body: apiKeyChange,
		answers: apiKeyView,
		async run({ scope, params, body }) {
			const key = await setup.apiKeys.one(params.id);
			if (key === undefined || !maySee(scope, key.accountId)) return nothing("API key");
			const change = given(body);
			const isBounded = "permissions" in change || "expiresAt" in change;
			const trouble = isBounded ? beyond(scope, { ...key, ...change }) : undefined;
			if (trouble !== undefined) return trouble;
			const changed = await setup.apiKeys.update(key.id, change);
			return isProblem(changed) ? fromSetup(changed) : showApiKey(changed);
		},
	}),
];

const reading = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/api-keys",
		tag,
		summary: "List API keys",
		access: "api-keys:read",
		query: z.strictObject({ ...pageQuery, account: id<AccountId>().optional() }),
		answers: page(apiKeyView),
		async run({ scope, query: { limit, cursor, account } }) {
			const keys = await setup.apiKeys.list(accountOf(scope, account), {
				limit: limit + 1,
				...after(cursor),
			});
			return pageOf(keys, limit, showApiKey);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/api-keys/{id}",
		tag,
		summary: "Get an API key",
		access: "api-keys:read",
		params: z.strictObject({ id: id<ApiKeyId>() }),
		answers: apiKeyView,
		async run({ scope, params }) {
			const key = await setup.apiKeys.one(params.id);
			return key !== undefined && maySee(scope, key.accountId) ? showApiKey(key) : nothing("API key");
		},
	}),
];

const removing = (setup: Setup): Endpoint =>
	endpoint({
		method: "delete",
		path: "/v1/api-keys/{id}",
		tag,
		summary: "Remove an API key",
		access: "api-keys:write",
		audits: "api-key.delete",
		params: z.strictObject({ id: id<ApiKeyId>() }),
		answers: null,
		async run({ scope, params }) {
			const key = await setup.apiKeys.one(params.id);
			if (key === undefined || !maySee(scope, key.accountId)) return nothing("API key");
			return (await setup.apiKeys.remove(key.id)) ? null : nothing("API key");
		},
	});
