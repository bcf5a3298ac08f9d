import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { aSuppression } from "../../../test/contracts/suppressions.ts";
import { apiOver, ask } from "../../../test/support/api.ts";
import { anAccount } from "../../../test/support/builders.ts";
import { virtualClock } from "../../../test/support/clock.ts";
import type { Json } from "../../../test/support/json.ts";
import { setupOver } from "../../../test/support/setup.ts";
import { openTestStore } from "../../../test/support/store.ts";
import { isProblem } from "../../setup/index.ts";
import type { AccountId } from "../../terms/ids.ts";

const SHOP = anAccount().id;
const OTHER = "01THERACC00000000000000000" as AccountId;
const LIST = "/v1/suppressions";

async function anApi(t: TestContext) {
	const clock = virtualClock("2026-11-24T08:00:00Z");
	const store = await openTestStore(t, clock);
	const { setup, suppressions } = setupOver(store, clock);
	await store.setup.insertAccount(anAccount());
	await store.setup.insertAccount(anAccount({ id: OTHER, name: "Other" }));
	const { app } = apiOver({ store, setup, suppressions, clock });
	const tokenOf = async (account: AccountId | null): Promise<string> => {
		const made = await setup.apiKeys.create(account, "test");
		assert.ok(!isProblem(made));
		return made.token;
	};
	const tokens = { shop: await tokenOf(SHOP), other: await tokenOf(OTHER), operator: await tokenOf(null) };

	const call = (
		who: keyof typeof tokens,
		method: string,
		path: string,
		body?: string | object,
		mediaType = "application/json",
	) => ask(app, method, path, { body, token: tokens[who], mediaType });
	return { call, store };
}

test("an address is suppressed, seen, searched for and taken off", async (t) => {
	const { call } = await anApi(t);
	const made = await call("shop", "POST", LIST, { address: "Zoe@Client.example", kind: "unsubscription" });
	assert.equal(made.status, 201);
	const { id, ...rest } = made.body;
	assert.deepEqual(rest, {
		accountId: SHOP,
		address: "zoe@client.example",
		kind: "unsubscription",
		since: "2026-11-24T08:00:00.000Z",
		reportedBy: "the account",
		reply: "",
		activityId: null,
		note: "",
	});
	const found = async (query: string) =>
		(await call("shop", "GET", `${LIST}?${query}`)).body.items.map((one: Json) => one.address);
	assert.deepEqual(await found("address=ZOE@client.example"), ["zoe@client.example"]);
	assert.deepEqual(await found("address=zo@client.example"), []);
	assert.deepEqual(await found("search=Client&kind=unsubscription"), ["zoe@client.example"]);
	assert.deepEqual(await found("kind=complaint"), []);
	assert.deepEqual(await found("to=2026-11-24T08:00:00Z"), []);
	assert.equal((await call("shop", "POST", LIST, { address: "zoe@client.example" })).status, 409);
	assert.deepEqual((await call("shop", "GET", `${LIST}/${id}`)).body, made.body);
	assert.equal((await call("shop", "DELETE", `${LIST}/${id}`)).status, 204);
	assert.equal((await call("shop", "GET", `${LIST}/${id}`)).status, 404);
});

test("what is another account's is not there, and the operator says whose it is", async (t) => {
	const { call } = await anApi(t);
	const { body } = await call("shop", "POST", LIST, { address: "zoe@client.example" });
	for (const method of ["GET", "DELETE"])
		assert.equal((await call("other", method, `${LIST}/${body.id}`)).status, 404);
	assert.deepEqual((await call("other", "GET", `${LIST}?account=${SHOP}`)).body.items, []);
	assert.equal((await call("other", "POST", LIST, { address: "a@b.example", accountId: SHOP })).status, 403);
	const theirs = await call("other", "POST", `${LIST}/import?account=${SHOP}`, "a@b.example", "text/csv");
	assert.equal(theirs.status, 403);
	assert.equal((await call("operator", "GET", LIST)).body.items.length, 1);
	assert.equal((await call("operator", "GET", `${LIST}?account=${OTHER}`)).body.items.length, 0);
	for (const [method, path, type] of [
		["GET", `${LIST}?address=zoe@client.example`, undefined],
		["GET", `${LIST}.csv`, undefined],
		["POST", `${LIST}/import`, "text/csv"],
	] as const) {
		const answer = await call("operator", method, path, method === "POST" ? "a@b.example" : undefined, type);
		assert.equal(answer.body.errors[0].field, "query.account", path);
	}
	const added = await call("operator", "POST", LIST, { address: "a@b.example", accountId: SHOP });
	assert.equal(added.body.reportedBy, "the operator");
});

test("pages are turned by their cursors", async (t) => {
	const { call, store } = await anApi(t);
	const wanted = ["a", "b", "c", "d", "e"].map((local) => `${local}@client.example`);
	await store.suppressions.add(wanted.map((address) => aSuppression({ address })));
	const seen: string[] = [];
	for (let cursor: string | null = ""; cursor !== null; ) {
		const query = cursor === "" ? "" : `&cursor=${cursor}`;
		const { body } = await call("shop", "GET", `${LIST}?limit=2${query}`);
		seen.push(...body.items.map(({ address }: Json) => address));
		cursor = body.next;
	}
	assert.deepEqual(seen.sort(), wanted);
});

test("a list is imported, exported, and imported into another account as it was", async (t) => {
	const { call } = await anApi(t);
	const file = "email,kind\nann@client.example,complaint\nbob\n+zoe@client.example,\n";
	const first = await call(
		"shop",
		"POST",
		`${LIST}/import?kind=unsubscription`,
		file,
		"text/csv; charset=utf-8",
	);
	assert.deepEqual(first.body, {
		records: 3,
		added: 2,
		duplicates: 0,
		invalid: 1,
		complete: true,
		problems: [{ line: 3, detail: "The address is not well formed: the @ and the domain are missing" }],
	});
	const out = await call("shop", "GET", `${LIST}.csv`);
	assert.equal(out.headers.get("content-type"), "text/csv; charset=utf-8");
	assert.match(out.headers.get("content-disposition") ?? "", /suppressions\.csv/);
	assert.match(out.body, /^address,kind,since,reported_by,reply,note\r\n/);
	assert.match(out.body, /\r\n'\+zoe@client\.example,unsubscription,/);
	assert.equal((await call("other", "POST", `${LIST}/import`, out.body, "text/csv")).body.added, 2);
	const sorted = (text: string) => text.split("\r\n").sort();
	assert.deepEqual(sorted((await call("other", "GET", `${LIST}.csv`)).body), sorted(out.body));
	assert.equal((await call("shop", "GET", `${LIST}.csv?kind=complaint`)).body.split("\r\n").length, 3);
});

test("an import takes CSV only, and not too much of it", async (t) => {
	const { call } = await anApi(t);
	assert.equal((await call("shop", "POST", `${LIST}/import`, { address: "a@b.example" })).status, 415);
	const large = Buffer.alloc(10 * 1024 * 1024 + 1, "\n");
	assert.equal((await call("shop", "POST", `${LIST}/import`, large, "text/csv")).status, 413);
});
