/** The API over a real store and real sessions, with a shop that may send as shop.example. */

import { randomBytes } from "node:crypto";
import type { TestContext } from "node:test";
import type { AcceptPorts } from "../../src/accept/ports.ts";
import { createApi } from "../../src/serve/api/index.ts";
import { isProblem, type Problem, type Setup } from "../../src/setup/index.ts";
import { defaultLimits, type Limits } from "../../src/terms/limits.ts";
import type { Reason } from "../../src/terms/refusals/index.ts";
import { holdToContract } from "./api-contract.ts";
import { virtualClock } from "./clock.ts";
import type { Json } from "./json.ts";
import { aService, peopleOver } from "./people.ts";
import { programsOver } from "./programs.ts";
import { setupOver } from "./setup.ts";
import { openTestStore } from "./store.ts";

/** What a test reads of an answer. */
export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Json;
}

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
	const app = createApi({
		zoneFile: () => [],
		setup,
		people,
		sessions: auth.sessions,
		service: aService,
		said: ({ reason }) => void said.push(reason),
		suppressions,
		webhooks: world.webhooks,
		reports: store.reports,
		steering: world.steering,
		feed: world.feed,
		help: world.help,
		apiCalls: world.apiCalls,
		programs: world.programs,
		limits: { ...defaultLimits, ...limits },
		limiters: world.limiters,
		now: () => clock.now(),
		randomBytes,
		version: "1.2.3",
		url: () => "https://relay.example",
		incident: (during, error) => {
			throw new Error(during, { cause: error });
		},
		lacking: async () => [],
	});
	holdToContract(app);
	const shop = await aShop(setup, "shop.example");
	const post = async (
		path: string,
		body: object | string | Buffer | ReadableStream,
		headers: Readonly<Record<string, string>> = {},
		token = shop.token,
	): Promise<Answer> => {
		const isJson = typeof body === "object" && !(body instanceof Buffer || body instanceof ReadableStream);
		const response = await app.request(path, {
			method: "POST",
			headers: {
				authorization: `Bearer ${token}`,
				"content-type": isJson ? "application/json" : "message/rfc822",
				...headers,
			},
			body: isJson ? JSON.stringify(body) : (body as string),
			...(body instanceof ReadableStream ? { duplex: "half" } : {}),
		} as RequestInit);
		return { status: response.status, headers: response.headers, body: await response.json() };
	};
	const get = async (path: string, token = shop.token): Promise<Answer> => {
		const response = await app.request(path, { headers: { authorization: `Bearer ${token}` } });
		return { status: response.status, headers: response.headers, body: await response.json() };
	};
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
