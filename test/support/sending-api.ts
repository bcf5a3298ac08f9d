/** The API over a real store and real sessions, with a shop that may send as shop.example. */

import type { TestContext } from "node:test";
import type { AcceptPorts } from "../../src/accept/ports.ts";
import { isProblem, type Problem, type Setup } from "../../src/setup/index.ts";
import { defaultLimits, type Limits } from "../../src/terms/limits.ts";
import type { Reason } from "../../src/terms/refusals/index.ts";
import { type Answer, apiOver, ask } from "./api.ts";
import { virtualClock } from "./clock.ts";
import { peopleOver } from "./people.ts";
import { programsOver } from "./programs.ts";
import { setupOver } from "./setup.ts";
import { openTestStore } from "./store.ts";

export async function sendingApi(
	t: TestContext,
	limits: Partial<Limits> = {},
	change: Partial<AcceptPorts> = {},
) {
	const clock = virtualClock(Date.UTC(2026, 10, 24, 8));
	const store = await openTestStore(t, clock);
	const { setup, suppressions } = setupOver(store, clock);
	const world = programsOver({ store, setup, clock }, limits, change);
	const said: Reason[] = [];
	const { people, auth, mailed } = peopleOver(store, clock);
	const { app } = apiOver(
		{ store, setup, suppressions, clock, programs: world },
		{
			people,
			sessions: auth.sessions,
			said: ({ reason }) => void said.push(reason),
			limits: { ...defaultLimits, ...limits },
		},
	);
	const shop = await aShop(setup, "shop.example");
	const post = (
		path: string,
		body: object | string,
		headers: Readonly<Record<string, string>> = {},
		token = shop.token,
	): Promise<Answer> => {
		const isMail = typeof body === "string" || body instanceof Buffer || body instanceof ReadableStream;
		const mediaType = isMail ? "message/rfc822" : "application/json";
		return ask(app, "POST", path, { body, token, mediaType, headers });
	};
	const get = (path: string, token = shop.token): Promise<Answer> => ask(app, "GET", path, { token });
	const another = () => aShop(setup, "another.example");
	return { ...world, said, app, clock, store, setup, people, auth, mailed, shop, another, post, get };
}

export async function aShop(setup: Setup, name: string) {
	const account = made(await setup.accounts.create({ name, monthlyRecipients: 100 }));
	const domain = made(await setup.domains.create(account.id, name));
	made(await setup.domains.vouch(domain.id));
	const { user } = made(await setup.smtpUsers.create(domain.id, {}));
	const { token } = made(await setup.apiKeys.create(account.id, name));
	return { account, domain, user, token };
}

function made<Value extends object>(value: Value | Problem): Value {
	if (isProblem(value)) throw new Error(value.detail);
	return value;
}
