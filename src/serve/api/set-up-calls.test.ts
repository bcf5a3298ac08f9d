import assert from "node:assert/strict";
import { test } from "node:test";
import { anApi, aShop } from "../../../test/support/an-api.ts";
import type { Json } from "../../../test/support/json.ts";

test("an account is made, changed, suspended and resumed", async (t) => {
	const api = await anApi(t);
	const { account } = await aShop(api);
	const path = `/v1/accounts/${account.id}`;

	assert.equal((await api.call("PATCH", path, { monthlyRecipients: 500 })).body.monthlyRecipients, 500);
	assert.equal(
		(await api.call("POST", `${path}/suspend`, { reason: "Unpaid" })).body.suspendedReason,
		"Unpaid",
	);
	assert.equal((await api.call("POST", `${path}/resume`)).body.suspendedReason, null);
	const usage = (await api.call("GET", `${path}/usage`)).body;
	assert.deepEqual([usage.limit, usage.used, usage.remaining], [500, 0, 500]);
});

test("a domain answers with its three records, and the operator vouches for it", async (t) => {
	const api = await anApi(t);
	const { domain, token } = await aShop(api);
	const path = `/v1/domains/${domain.id}/verify`;
	assert.deepEqual(
		domain.records.map((record: Json) => record.name),
		["ag1._domainkey.shop.example", "ag2._domainkey.shop.example", "bounce.shop.example"],
	);

	assert.equal(
		(await api.call("POST", path, undefined, token)).status,
		409,
		"nothing here can look records up",
	);
	assert.equal((await api.call("POST", path, { method: "vouch" }, token)).status, 403);
	assert.equal((await api.call("POST", path)).body.verification, "verified");
	assert.equal((await api.call("POST", path, { method: "withdraw" })).body.verification, "unverified");
	const again = await api.call("POST", "/v1/domains", { name: "SHOP.example" }, token);
	assert.deepEqual([again.status, again.body.reason], [409, "taken"]);
});

test("a domain's return path and algorithms are chosen, its keys shown without secrets and rotated", async (t) => {
	const api = await anApi(t);
	const { domain, token } = await aShop(api);
	const path = `/v1/domains/${domain.id}`;
	const stages = (body: Json) => body.keys.map(({ selector, stage }: Json) => `${selector} ${stage}`);
	assert.deepEqual(stages(domain), ["ag1 pending", "ag2 pending"]);
	await api.call("POST", `${path}/verify`);

	const changed = await api.call("PATCH", path, { returnPath: "back", ed25519: true }, token);
	assert.equal(changed.status, 200);
	assert.equal(changed.body.returnPath, "back.shop.example");
	assert.equal(changed.body.records.length, 5);
	assert.deepEqual(
		changed.body.records.map(({ required }: Json) => required),
		[true, true, true, false, false],
	);
	assert.deepEqual(stages(changed.body), ["ag1 active", "ag1e active", "ag2 pending", "ag2e pending"]);
	assert.doesNotMatch(JSON.stringify(changed.body), /private|sealed/i);
	const wrong = await api.call("PATCH", path, { returnPath: "shop.example" }, token);
	assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.field], [422, "body.returnPath"]);

	const rotated = await api.call("POST", `${path}/rotate`, { leaked: true }, token);
	assert.deepEqual(stages(rotated.body), ["ag1 retired", "ag1e retired", "ag2 active", "ag2e active"]);
	assert.match(rotated.body.keys[0].txt, /p=$/);
	assert.equal(rotated.body.activeSelector, "ag2");

	const other = (await api.call("POST", "/v1/accounts", { name: "Other", monthlyRecipients: 1 })).body;
	const key = (await api.call("POST", "/v1/api-keys", { accountId: other.id, name: "Other" })).body;
	for (const [method, where, body] of [
		["PATCH", path, {}],
		["POST", `${path}/rotate`, {}],
	] as const)
		assert.equal((await api.call(method, where, body, key.token)).status, 404, where);
});

test("domains are listed by state and by part of their name", async (t) => {
	const api = await anApi(t);
	const { token } = await aShop(api);
	await api.call("POST", "/v1/domains", { name: "blog.example", returnPath: "mail.back" }, token);
	const names = async (query: string) =>
		(await api.call("GET", `/v1/domains?${query}`, undefined, token)).body.items.map(
			({ name }: Json) => name,
		);
	assert.deepEqual(await names("text=SHOP"), ["shop.example"]);
	// Both were added in one millisecond: their ids are in any order.
	assert.deepEqual((await names("verification=unverified")).sort(), ["blog.example", "shop.example"]);
	assert.deepEqual(await names("verification=verified"), []);
});

test("a password is told when it is made and never again", async (t) => {
	const api = await anApi(t);
	const { user } = await aShop(api);
	const path = `/v1/smtp-users/${user.id}`;
	assert.match(user.password, /^[0-9a-z]{26}$/);

	const seen = await api.call("GET", path);
	assert.equal(JSON.stringify(seen.body).includes(user.password), false);
	assert.equal("passwordHash" in seen.body, false);
	assert.equal(seen.headers.get("cache-control"), "no-store");
	const reset = (await api.call("POST", `${path}/reset-password`)).body;
	assert.notEqual(reset.password, user.password);
	assert.equal(reset.username, user.username);
	assert.equal((await api.call("DELETE", path)).status, 204);
	assert.equal((await api.call("GET", path)).status, 404);
});
