import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { rules } from "../../../test/support/access-rules.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { signedIn } from "../../../test/support/visitors.ts";
import { isProblem, type Problem } from "../../setup/index.ts";
import { SECOND } from "../../terms/clock.ts";
import { isPermission, type Permission, permissions, roleGrants } from "../../terms/permissions.ts";
import type { Access } from "./access.ts";
import { endpoints } from "./index.ts";

const all = endpoints({} as never);
const NOBODY = "0".repeat(26);

type Asker = {
	readonly headers: Readonly<Record<string, string>>;
	readonly may: (access: Access) => number;
};

const OK = 0;
const holding =
	(granted: ReadonlySet<Permission>, forPerson: number) =>
	(access: Access): number => {
		if (access === "anyone" || access === "visitor") return OK;
		if (access === "person") return forPerson;
		return isPermission(access) && granted.has(access) ? OK : 403;
	};

async function everybody(t: TestContext) {
	const api = await sendingApi(t);
	const { shop, setup, people } = api;
	const other = await api.another();
	const key = async (account: Parameters<typeof setup.apiKeys.create>[0], bounds?: readonly Permission[]) => {
		const bound = bounds === undefined ? {} : { permissions: bounds };
		const { token } = made(await setup.apiKeys.create(account, "key", bound));
		return { authorization: `Bearer ${token}` };
	};
	const member = (name: "viewer" | "member" | "administrator") =>
		signedIn(api, name, { [shop.account.id]: name });
	const [viewer, plain, administrator, stranger, operator] = [
		await member("viewer"),
		await member("member"),
		await member("administrator"),
		await signedIn(api, "stranger", { [other.account.id]: "administrator" }),
		await signedIn(api, "operator", {}, true),
	];
	const everything = new Set(permissions);
	const askers: Readonly<Record<string, Asker>> = {
		"signed out": {
			headers: {},
			may: (access) => (access === "anyone" || access === "visitor" ? OK : 401),
		},
		viewer: { headers: viewer.headers, may: holding(roleGrants.viewer, OK) },
		member: { headers: plain.headers, may: holding(roleGrants.member, OK) },
		administrator: { headers: administrator.headers, may: holding(everything, OK) },
		operator: { headers: operator.headers, may: () => OK },
		"account's key": { headers: await key(shop.account.id), may: holding(everything, 403) },
		"bounded key": {
			headers: await key(shop.account.id, ["activity:read", "team:read"]),
			may: holding(new Set<Permission>(["activity:read", "team:read"]), 403),
		},
		"operator's key": { headers: await key(null), may: (access) => (access === "person" ? 403 : OK) },
	};
	const invitation = made(
		await people.invitations.make({
			accountId: shop.account.id,
			email: "new@people.example",
			role: "viewer",
			invitedBy: "somebody",
		}),
	);
	const things: Readonly<Record<string, string>> = {
		accounts: shop.account.id,
		domains: shop.domain.id,
		"smtp-users": shop.user.id,
		people: viewer.person.id,
		team: viewer.person.id,
		invitations: invitation.id,
	};
	return { api, askers, stranger, things };
}

test("each call has a rule in the table, and the rule that the table says", () => {
	const said = Object.fromEntries(all.map(({ method, path, access }) => [`${method} ${path}`, access]));
	assert.deepEqual(said, rules);
});

test("everybody may do what the table says, and nothing else", async (t) => {
	const { api, askers, things } = await everybody(t);
	for (const [name, { headers, may }] of Object.entries(askers))
		for (const [call, access] of Object.entries(rules)) {
			const expected = may(access);
			// What may be done is asked of nothing that exists, so that nothing is undone for who comes next.
			const spare = expected === OK && !call.startsWith("get");
			const response = await ask(api, call, spare ? {} : things, headers);
			// Events are followed for as long as anybody listens.
			if (call === "get /v1/activity/events") await response.body?.cancel();
			const shown = `${name}: ${call} (${access}) answered ${response.status}`;
			if (expected !== OK) assert.equal(response.status, expected, shown);
			else assert.ok(response.status !== 401 && response.status !== 403 && response.status < 500, shown);
			await api.clock.advance(SECOND); // so that nobody calls too often
		}
});

test("what is another account's does not exist, whatever is asked of it", async (t) => {
	const { api, stranger, things } = await everybody(t);
	const { id } = api.shop.account;
	for (const [call, access] of Object.entries(rules)) {
		if (!isPermission(access)) continue;
		const named = await ask(api, call, things, { ...stranger.headers, "angarium-account": id });
		assert.equal(named.status, 404, `${call} for the other account`);
		const thing = Object.keys(things).find((each) => call.includes(`/v1/${each}/{`));
		if (thing === undefined) continue;
		const found = await ask(api, call, things, stranger.headers);
		// Some calls look at what is asked for before they look for the thing: they tell nothing of it either.
		assert.ok([404, 422].includes(found.status), `${call} answered ${found.status}`);
		const nothing = await ask(api, call, {}, stranger.headers);
		assert.equal(found.status, nothing.status, `${call} answers as if it were not there`);
	}
	const [path, token] = [`/v1/invitations/${things["invitations"]}`, api.mailed[0]?.link.split("token=")[1]];
	assert.equal((await api.app.request(path, { headers: stranger.headers })).status, 404);
	assert.equal((await api.app.request(path)).status, 404, "an id is no token");
	assert.equal((await api.app.request(`/v1/invitations/${token}`)).status, 200);
});

test("who asks somebody to join is not told whether they are a person here already", async (t) => {
	const api = await sendingApi(t);
	const [bob, eve] = ["bob@people.example", "eve@people.example"];
	const wanted = { email: bob, name: "Bob", password: "correct horse battery", language: "fr" } as const;
	made(await api.people.setupLinks.makePerson(wanted, []));
	const told = async (email: string) => {
		const { id, language } = (await api.post("/v1/invitations", { email, role: "viewer" })).body;
		return { language, personExists: (await api.get(`/v1/invitations/${id}`)).body.personExists };
	};
	assert.deepEqual(await told(bob), await told(eve));
	const tokens = api.mailed.map(({ link }) => link.split("token=")[1]);
	const invited = await Promise.all(tokens.map((token) => api.get(`/v1/invitations/${token}`)));
	assert.deepEqual(
		invited.map(({ body }) => body.personExists),
		[true, false],
		"who has the link is",
	);
});

async function ask(
	{ app }: Awaited<ReturnType<typeof sendingApi>>,
	call: string,
	things: Readonly<Record<string, string>>,
	headers: Readonly<Record<string, string>>,
): Promise<Response> {
	const [method = "", written = ""] = call.split(" ");
	const kind = /^\/v1\/(?:try\/)?([\w-]+)\/\{/.exec(written)?.[1] ?? "";
	const path = written.replace(/\{\w+\}/, things[kind] ?? NOBODY);
	const isGet = method === "get";
	return app.request(path, {
		method: method.toUpperCase(),
		headers: { ...headers, ...(isGet ? {} : { "content-type": "application/json" }) },
		...(isGet ? {} : { body: "{}" }),
	});
}

function made<Value extends object>(value: Value | Problem): Value {
	if (isProblem(value)) throw new Error(value.detail);
	return value as Value;
}
