/** The API over a new store, with a key of the operator. */

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { isProblem } from "../../src/setup/index.ts";
import { apiOver, ask } from "./api.ts";
import { virtualClock } from "./clock.ts";
import { setupOver } from "./setup.ts";
import { openTestStore } from "./store.ts";

export async function anApi(t: TestContext) {
	const clock = virtualClock();
	const store = await openTestStore(t, clock);
	const { setup, suppressions } = setupOver(store, clock);
	const incidents: unknown[] = [];
	const incident = (_: string, error: unknown) => `incident-${incidents.push(error)}`;
	const { app, dependencies } = apiOver({ store, setup, suppressions, clock }, { incident });
	const operator = await setup.apiKeys.create(null, "operator");
	assert.ok(!isProblem(operator));
	const call = (
		method: string,
		path: string,
		body?: object | string,
		token: string | null = operator.token,
	) => ask(app, method, path, { body, token });
	return { app, call, store, setup, clock, incidents, dependencies };
}

export async function aShop(
	{ call }: Pick<Awaited<ReturnType<typeof anApi>>, "call">,
	name = "shop.example",
) {
	const account = (await call("POST", "/v1/accounts", { name, monthlyRecipients: 100 })).body;
	const domain = (await call("POST", "/v1/domains", { name, accountId: account.id })).body;
	const user = (await call("POST", "/v1/smtp-users", { domainId: domain.id, name: "WordPress" })).body;
	const key = (await call("POST", "/v1/api-keys", { name: "CRM", accountId: account.id })).body;
	return { account, domain, user, token: key.token as string, key };
}
