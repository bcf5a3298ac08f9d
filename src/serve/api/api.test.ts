import assert from "node:assert/strict";
import { test } from "node:test";
import { anApi, aShop } from "../../../test/support/an-api.ts";
import type { Json } from "../../../test/support/json.ts";
import { createApi, endpoints, openApi } from "./index.ts";

/** Paths with ids that exist for nobody. */
const filled = (path: string): string => path.replaceAll(/\{\w+\}/g, "0".repeat(26));

test("every call but the open ones asks for a key, and the operator's turn an account's key away", async (t) => {
	const api = await anApi(t);
	const { token } = await aShop(api);
	for (const { method, path, access } of endpoints(api.dependencies)) {
		const unknown = await api.call(method.toUpperCase(), filled(path), undefined, null);
		const isOpen = access === "anyone" || access === "visitor";
		assert.equal(unknown.status === 401, !isOpen, `${method} ${path} without a key`);
		const wrong = await api.call(method.toUpperCase(), filled(path), undefined, `${token}x`);
		await api.clock.advance(60_000);
		assert.equal(wrong.status === 401, access !== "anyone", `${method} ${path} with a wrong key`);
		const own = await api.call(method.toUpperCase(), filled(path), undefined, token);
		const isNotForKeys = access === "operator" || access === "person";
		assert.equal(own.status === 403, isNotForKeys, `${method} ${path} with an account's key`);
	}
});

test("what is another account's does not exist for an account's key", async (t) => {
	const api = await anApi(t);
	const shop = await aShop(api);
	const other = await aShop(api, "other.example");
	for (const [method, path, body] of [
		["GET", `/v1/accounts/${other.account.id}`],
		["GET", `/v1/accounts/${other.account.id}/usage`],
		["GET", `/v1/domains/${other.domain.id}`],
		["DELETE", `/v1/domains/${other.domain.id}`],
		["POST", `/v1/domains/${other.domain.id}/verify`, {}],
		["POST", "/v1/smtp-users", { domainId: other.domain.id }],
		["GET", `/v1/smtp-users/${other.user.id}`],
		["PATCH", `/v1/smtp-users/${other.user.id}`, { disabled: true }],
		["POST", `/v1/smtp-users/${other.user.id}/reset-password`],
		["DELETE", `/v1/smtp-users/${other.user.id}`],
		["DELETE", `/v1/api-keys/${other.key.id}`],
	] as const) {
		assert.equal((await api.call(method, path, body, shop.token)).status, 404, `${method} ${path}`);
	}
	for (const path of ["/v1/accounts", "/v1/domains", "/v1/smtp-users", "/v1/api-keys"]) {
		const { items } = (await api.call("GET", path, undefined, shop.token)).body;
		assert.equal(items.length, 1, path);
	}
	for (const token of [undefined, shop.token]) {
		const { items } = (await api.call("GET", "/v1/accounts?text=OTHER", undefined, token)).body;
		const names = items.map(({ name }: Json) => name);
		assert.deepEqual(names, token === undefined ? ["other.example"] : [], "found by part of the name");
	}
	const named = await api.call(
		"GET",
		`/v1/domains?name=other.example&account=${other.account.id}`,
		undefined,
		shop.token,
	);
	assert.deepEqual(named.body.items, []);
	const users = async (domain: string) =>
		(await api.call("GET", `/v1/smtp-users?domain=${domain}`, undefined, shop.token)).body.items.length;
	assert.deepEqual([await users(shop.domain.id), await users(other.domain.id)], [1, 0]);
	const foreign = { name: "x", accountId: other.account.id };
	assert.equal((await api.call("POST", "/v1/api-keys", foreign, shop.token)).status, 403);
});

test("a fault of ours is temporary, has a number, and says nothing of itself", async (t) => {
	const { dependencies, incidents } = await anApi(t);
	const app = createApi({
		...dependencies,
		lacking: async () => {
			throw new Error("disk on fire");
		},
	});
	const response = await app.request("/readyz");
	const body = (await response.json()) as Json;
	assert.deepEqual(
		[response.status, body.reason, body.facts.incident],
		[503, "internal-fault", "incident-1"],
	);
	assert.equal(JSON.stringify(body).includes("disk"), false);
	assert.match(String(incidents[0]), /disk on fire/);
});

test("a service that lacks something says what, and is not ready", async (t) => {
	const { dependencies, app } = await anApi(t);
	assert.deepEqual(await (await app.request("/readyz")).json(), { status: "ready" });
	const lacking = ["doors", "storage-full"];
	const response = await createApi({ ...dependencies, lacking: async () => lacking }).request("/readyz");
	assert.equal(response.status, 503);
	assert.deepEqual(await response.json(), { status: "not ready", lacking });
});

test("no answer is taken for a page or kept on its way, a problem neither", async (t) => {
	const { app } = await anApi(t);
	for (const path of ["/v1/me", "/v1/domains", "/v1/nothing", "/v1/openapi.json"]) {
		const { headers } = await app.request(path);
		const told = ["x-content-type-options", "cache-control", "content-security-policy"].map((name) =>
			headers.get(name),
		);
		assert.deepEqual(told, ["nosniff", "no-store", "default-src 'none'; frame-ancestors 'none'"], path);
	}
	const docs = (await app.request("/v1/docs")).headers.get("content-security-policy") ?? "";
	assert.match(docs, /style-src 'self' 'sha256-/);
});

test("the OpenAPI document tells of every call, once, with a security scheme", async (t) => {
	const { app, dependencies } = await anApi(t);
	const served = (await (await app.request("/v1/openapi.json")).json()) as Json;
	assert.equal(served.openapi, "3.1.0");
	const operations = Object.values(served.paths).flatMap((path) => Object.values(path as Json)) as Json[];
	assert.equal(operations.length, endpoints(dependencies).length);
	assert.equal(new Set(operations.map((one) => one.operationId)).size, operations.length);
	assert.deepEqual(served, JSON.parse(JSON.stringify(openApi("1.2.3"))));
});
