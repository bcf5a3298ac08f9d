import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { DAY, MINUTE } from "../../terms/clock.ts";
import { apiReasons } from "./problem.ts";
import { defaultCallRates, Rates } from "./rates.ts";

async function aWorld(t: TestContext) {
	const api = await sendingApi(t);
	const operator = await api.setup.apiKeys.create(null, "operator");
	assert.ok("token" in operator);
	const call = async (
		method: string,
		path: string,
		{
			body,
			token = api.shop.token,
			...headers
		}: Record<string, string | object | undefined> & { body?: object; token?: string } = {},
	) => {
		const response = await api.app.request(path, {
			method,
			headers: {
				...(token === "" ? {} : { authorization: `Bearer ${token}` }),
				...(body && { "content-type": "application/json" }),
				...(headers as Record<string, string>),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			body: (text === "" ? null : JSON.parse(text)) as Json,
		};
	};
	return { ...api, call, operator: operator.token };
}

const KEY = "idempotency-key";

test("the same key makes a thing once, and is answered as the first time for a day", async (t) => {
	const { call, clock } = await aWorld(t);
	const make = (key: string, address = "ann@client.example") =>
		call("POST", "/v1/suppressions", { body: { address }, [KEY]: key });
	const first = await make("k1");
	assert.deepEqual([first.status, first.headers.get("idempotent-replayed")], [201, null]);
	const again = await make("k1");
	assert.deepEqual(
		[again.status, again.headers.get("idempotent-replayed"), again.body],
		[201, "true", first.body],
	);
	const other = await make("k1", "bob@client.example");
	assert.deepEqual([other.status, other.body.reason], [422, "idempotency-key-reused"]);
	assert.equal((await make("k2")).status, 409, "without the key it is taken");
	assert.equal((await make("k2", "eve@client.example")).status, 201, "what was refused has used no key");
	assert.equal((await make("k k")).status, 422);
	await clock.advance(DAY);
	assert.equal((await make("k1", "dan@client.example")).status, 201);
});

test("a key is its asker's own, and what comes at once is made once", async (t) => {
	const { call, another } = await aWorld(t);
	const { token } = await another();
	const body = { address: "ann@client.example" };
	const answers = await Promise.all(
		Array.from({ length: 5 }, () => call("POST", "/v1/suppressions", { body, [KEY]: "k" })),
	);
	assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
	assert.equal(answers.filter(({ headers }) => headers.get("idempotent-replayed") === null).length, 1);
	const theirs = await call("POST", "/v1/suppressions", { body, [KEY]: "k", token });
	assert.deepEqual([theirs.status, theirs.headers.get("idempotent-replayed")], [201, null]);
});

test("a secret is not kept for a repeat, which is told so and makes nothing", async (t) => {
	const api = await aWorld(t);
	const { call, store } = api;
	const make = () => call("POST", "/v1/api-keys", { body: { name: "CRM" }, [KEY]: "k" });
	const { id, token } = (await make()).body;
	const again = await make();
	assert.deepEqual([again.status, again.body.reason], [409, "secret-shown-before"]);
	assert.match(again.body.detail, new RegExp(id));
	assert.doesNotMatch(JSON.stringify(again.body), new RegExp(token));
	const names = (await call("GET", "/v1/api-keys")).body.items.map(({ name }: Json) => name);
	assert.equal(names.filter((name: string) => name === "CRM").length, 1);
	const { shop } = api;
	const asker = `api-key ${shop.token.split("_")[1]} ${shop.account.id}`;
	const kept = await store.apiCalls.begin({ asker, key: "k", payloadHash: "", at: 1 }, 0);
	assert.match(JSON.stringify(kept), new RegExp(id));
	assert.doesNotMatch(JSON.stringify(kept), new RegExp(token.split("_")[2]));
});

test("a call that broke off is in doubt, and is not carried out again", async (t) => {
	const { call, setup, shop } = await aWorld(t);
	const fault = t.mock.method(setup.apiKeys, "create", async () => {
		throw new Error("the store is gone");
	});
	const make = () => call("POST", "/v1/api-keys", { body: { name: "CRM" }, [KEY]: "k" });
	await assert.rejects(make());
	fault.mock.restore();
	const again = await make();
	assert.deepEqual([again.status, again.body.reason], [409, "outcome-unknown"]);
	assert.equal((await setup.apiKeys.list(shop.account.id, { limit: 9 })).length, 1);
});

test("who sends a tag back changes that state and no later one", async (t) => {
	const { call, shop, clock } = await aWorld(t);
	const path = `/v1/smtp-users/${shop.user.id}`;
	const tag = (await call("GET", path)).headers.get("etag") as string;
	assert.match(tag, /^"[\w-]{22}"$/);
	const patch = (name: string, ifMatch?: string) =>
		call("PATCH", path, { body: { name }, ...(ifMatch !== undefined && { "if-match": ifMatch }) });
	const [one, two] = await Promise.all([patch("one", tag), patch("two", tag)]);
	assert.deepEqual([one.status, two.status, two.body.reason], [200, 412, "changed-meanwhile"]);
	assert.equal((await call("GET", path)).body.name, "one");
	assert.equal((await patch("three", `W/${tag}, ${one.headers.get("etag")}`)).status, 200);
	assert.equal((await patch("four")).status, 200, "without a tag it is the last who says");
	assert.equal((await patch("five", "*")).status, 200);
	assert.equal((await call("DELETE", path, { "if-match": tag })).status, 412);
	const now = (await call("GET", path)).headers.get("etag") as string;
	await clock.advance(MINUTE);
	assert.equal((await call("DELETE", path, { "if-match": now })).status, 204);
	assert.equal((await call("DELETE", path, { "if-match": now })).status, 404);
});

test("what the service notes by itself is no edit", async (t) => {
	const { call, clock, store } = await aWorld(t);
	const { id, token } = (await call("POST", "/v1/api-keys", { body: { name: "a" } })).body;
	const before = await call("GET", `/v1/api-keys/${id}`);
	await call("GET", "/v1/domains", { token });
	await clock.advance(MINUTE);
	await store.reports.prune(0, 1, null); // what was noted is written before what is written later
	const after = await call("GET", `/v1/api-keys/${id}`);
	assert.notEqual(before.body.lastUsedAt, after.body.lastUsedAt);
	assert.equal(before.headers.get("etag"), after.headers.get("etag"));
});

test("each asker has so many calls in a minute, and every answer says how many are left", async (t) => {
	const { call, clock, shop, operator } = await aWorld(t);
	const left = ({ headers }: { headers: Headers }) =>
		["limit", "remaining", "reset"].map((name) => Number(headers.get(`ratelimit-${name}`)));
	const { perAsker, perAddress } = defaultCallRates;
	assert.deepEqual(left(await call("GET", "/v1/domains")), [perAsker, perAsker - 1, 60]);
	await clock.advance(20_000);
	for (let i = 1; i < perAsker; i++) await call("GET", "/v1/nothing/else");
	const path = `/v1/smtp-users/${shop.user.id}`;
	for (let i = 1; i < perAsker; i++) await call("DELETE", `/v1/suppressions/${"0".repeat(26)}`);
	const over = await call("GET", path);
	assert.deepEqual(
		[over.status, over.body.reason, over.headers.get("retry-after")],
		[429, "too-many-calls", "40"],
	);
	assert.deepEqual(left(over), [perAsker, 0, 40]);
	assert.equal((await call("GET", path, { token: operator })).status, 200, "another asker");
	assert.deepEqual(left(await call("GET", "/v1/domains", { token: "" })), [perAddress, perAddress - 1, 40]);
	await clock.advance(40_000);
	assert.equal((await call("GET", path)).status, 200);
});

test("what is refused counts for who asked, where that is known, and else for the network", async (t) => {
	const { call } = await aWorld(t);
	const limits = async (path: string, token?: string) => {
		const { headers } = await call("GET", path, token === undefined ? {} : { token });
		return [Number(headers.get("ratelimit-limit")), Number(headers.get("ratelimit-remaining"))];
	};
	const { perAsker, perAddress } = defaultCallRates;
	assert.deepEqual(await limits("/v1/people"), [perAsker, perAsker - 1], "the operator's alone");
	assert.deepEqual(await limits("/v1/domains", ""), [perAddress, perAddress - 1]);
	const rates = new Rates(defaultCallRates, () => 0);
	const left = (address: string) => rates.count(undefined, address).headers["ratelimit-remaining"];
	assert.deepEqual(["2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:0:1::3"].map(left), ["299", "298", "297"]);
});

test("a client that goes away in the middle of its body is no fault of ours", async (t) => {
	const { app } = await aWorld(t);
	const body = new ReadableStream({
		pull(controller) {
			controller.error(new Error("aborted"));
		},
	});
	const headers = { "content-type": "application/json" };
	const answer = await app.request("/v1/setup", {
		method: "POST",
		headers,
		body,
		duplex: "half",
	} as RequestInit);
	assert.equal(((await answer.json()) as { reason: string }).reason, "request-unfinished");
});

test("every problem leads to what is said about its reason, in both languages", async (t) => {
	const { call } = await aWorld(t);
	const { body } = await call("GET", "/v1/domains", { token: "" });
	assert.equal(body.type, "https://relay.example/help/api-errors#api-key-missing");
	for (const file of ["help/api-errors.md", "help/fr/api-errors.md"]) {
		const text = readFileSync(file, "utf8");
		for (const [reason] of apiReasons) assert.match(text, new RegExp(`^### ${reason}$`, "m"), file);
	}
});
