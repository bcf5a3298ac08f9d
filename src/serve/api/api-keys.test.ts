import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { isProblem } from "../../setup/index.ts";
import { MINUTE, SECOND } from "../../terms/clock.ts";

async function aWorld(t: TestContext) {
	const api = await sendingApi(t);
	const call = async (method: string, path: string, body?: object, token = api.shop.token) => {
		const response = await api.app.request(path, {
			method,
			headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, body: (text === "" ? null : JSON.parse(text)) as Json };
	};
	const inTime = (ms: number) => new Date(api.clock.now() + ms).toISOString();
	return { ...api, call, inTime };
}

test("a key does what it was made for and nothing else", async (t) => {
	const { call } = await aWorld(t);
	const made = await call("POST", "/v1/api-keys", { name: "reader", permissions: ["activity:read"] });
	assert.equal(made.status, 201);
	assert.deepEqual(made.body.permissions, ["activity:read"]);
	assert.equal((await call("GET", "/v1/activity", undefined, made.body.token)).status, 200);
	const refused = await call("GET", "/v1/domains", undefined, made.body.token);
	assert.deepEqual([refused.status, refused.body.reason], [403, "permission-missing"]);
	assert.equal((await call("POST", "/v1/api-keys", { name: "x", permissions: ["fly"] })).status, 422);
});

test("nobody gives a key more than they have, neither by making it nor by changing it", async (t) => {
	const { call, inTime } = await aWorld(t);
	const permissions = ["api-keys:read", "api-keys:write", "activity:read"];
	const expiresAt = inTime(60 * MINUTE);
	const { token } = (await call("POST", "/v1/api-keys", { name: "a", permissions, expiresAt })).body;
	const full = (await call("POST", "/v1/api-keys", { name: "full" })).body;
	assert.equal(full.permissions, null);
	const reasons = async (method: string, path: string, body: object) => {
		const answer = await call(method, path, body, token);
		return [answer.status, answer.body.reason];
	};
	const no = [403, "permission-missing"];
	assert.deepEqual(await reasons("POST", "/v1/api-keys", { name: "b", permissions: ["domains:write"] }), no);
	assert.deepEqual(await reasons("POST", "/v1/api-keys", { name: "b", expiresAt: inTime(61 * MINUTE) }), no);
	const same = await call("POST", "/v1/api-keys", { name: "b" }, token);
	assert.deepEqual([same.body.permissions, same.body.expiresAt], [permissions, expiresAt]);
	const path = `/v1/api-keys/${same.body.id}`;
	assert.deepEqual(await reasons("PATCH", path, { permissions: null }), no);
	assert.deepEqual(await reasons("PATCH", path, { permissions: ["team:write"] }), no);
	assert.deepEqual(await reasons("PATCH", path, { expiresAt: null }), no);
	assert.deepEqual(await reasons("PATCH", `/v1/api-keys/${full.id}`, { expiresAt: inTime(MINUTE) }), no);
	const less = await call(
		"PATCH",
		path,
		{ permissions: ["activity:read"], expiresAt: inTime(MINUTE) },
		token,
	);
	assert.deepEqual([less.status, less.body.permissions], [200, ["activity:read"]]);
	const renamed = await call("PATCH", path, { name: "c" });
	assert.deepEqual([renamed.body.name, renamed.body.permissions], ["c", ["activity:read"]]);
	assert.equal((await call("PATCH", path, { permissions: null, expiresAt: null })).body.permissions, null);
	assert.equal((await call("PATCH", path, { expiresAt: inTime(-1) })).status, 422);
});

test("a key makes nobody a member, or an operator, who may do more than the key", async (t) => {
	const { call, inTime, setup, people, shop } = await aWorld(t);
	const bob = { email: "bob@shop.example", name: "Bob", password: "correct horse battery" };
	const [id, admin] = [shop.account.id, "administrator"] as const;
	const person = await people.setupLinks.makePerson(bob, [{ accountId: id, role: "viewer" }]);
	assert.ok(!isProblem(person));
	const asked = (await call("POST", "/v1/invitations", { email: "eve@shop.example", role: admin })).body;
	const no = [403, "permission-missing"];
	const reasons = async (token: string, method: string, path: string, body?: object) => {
		const answer = await call(method, path, body, token);
		return [answer.status, answer.body.reason];
	};
	const invite = (role: string) => ({ email: "eve@shop.example", role });
	for (const bounds of [{ permissions: ["team:read", "team:write"] }, { expiresAt: inTime(MINUTE) }]) {
		const { token } = (await call("POST", "/v1/api-keys", { name: "team", ...bounds })).body;
		assert.deepEqual(await reasons(token, "POST", "/v1/invitations", invite(admin)), no);
		assert.deepEqual(await reasons(token, "POST", `/v1/invitations/${asked.id}/resend`), no);
		assert.deepEqual(await reasons(token, "PATCH", `/v1/team/${person.id}`, { role: admin }), no);
	}
	const permissions = ["team:read", "team:write", "account:read", "dashboard:read", "plans:read"];
	const { token } = (await call("POST", "/v1/api-keys", { name: "viewers", permissions })).body;
	assert.deepEqual(await reasons(token, "POST", "/v1/invitations", invite("viewer")), [201, undefined]);
	const operator = await setup.apiKeys.create(null, "operator");
	assert.ok(!isProblem(operator));
	assert.equal((await call("POST", "/v1/invitations", invite("operator"), operator.token)).status, 201);
	const bounded = await setup.apiKeys.create(null, "helpers", { permissions: ["team:write"] });
	assert.ok(!isProblem(bounded));
	assert.deepEqual(await reasons(bounded.token, "POST", "/v1/invitations", invite("operator")), no);
});

test("another account's key is not there to be changed", async (t) => {
	const { call, another } = await aWorld(t);
	const mine = (await call("POST", "/v1/api-keys", { name: "mine" })).body;
	const { token } = await another();
	assert.equal((await call("PATCH", `/v1/api-keys/${mine.id}`, { name: "x" }, token)).status, 404);
});

test("an expired key is answered as one that never was", async (t) => {
	const { call, clock, inTime } = await aWorld(t);
	const { id, token } = (await call("POST", "/v1/api-keys", { name: "a", expiresAt: inTime(MINUTE) })).body;
	assert.equal((await call("GET", "/v1/domains", undefined, token)).status, 200);
	await clock.advance(MINUTE);
	const expired = await call("GET", "/v1/domains", undefined, token);
	const unknown = await call("GET", "/v1/domains", undefined, `ak_${"0".repeat(26)}_${"x".repeat(26)}`);
	assert.equal(expired.status, 401);
	assert.deepEqual(expired, unknown);
	await call("PATCH", `/v1/api-keys/${id}`, { expiresAt: null });
	assert.equal((await call("GET", "/v1/domains", undefined, token)).status, 200, "given more time");
});

test("the last use of a key is told to a minute", async (t) => {
	const { call, clock, store } = await aWorld(t);
	const { id, token } = (await call("POST", "/v1/api-keys", { name: "a" })).body;
	const lastUsedAt = async (): Promise<string | null> => {
		await clock.advance(SECOND);
		await store.reports.prune(0, 1, null); // what was noted is written before what is written later
		return (await call("GET", `/v1/api-keys/${id}`)).body.lastUsedAt;
	};
	assert.equal(await lastUsedAt(), null);
	const first = new Date(clock.now()).toISOString();
	await call("GET", "/v1/domains", undefined, token);
	assert.equal(await lastUsedAt(), first);
	await call("GET", "/v1/domains", undefined, token);
	assert.equal(await lastUsedAt(), first);
	await clock.advance(MINUTE);
	const second = new Date(clock.now()).toISOString();
	await call("GET", "/v1/domains", undefined, token);
	assert.equal(await lastUsedAt(), second);
});
