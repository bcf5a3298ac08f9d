import assert from "node:assert/strict";
import { test } from "node:test";
import { anApi } from "../../../test/support/an-api.ts";
import type { Json } from "../../../test/support/json.ts";
import { isProblem } from "../../setup/index.ts";

test("what is not understood is named, field by field", async (t) => {
	const { call } = await anApi(t);
	const fields = async (...request: Parameters<typeof call>) => {
		const { status, headers, body } = await call(...request);
		assert.equal(headers.get("content-type"), "application/problem+json");
		assert.equal(status, body.status);
		return [body.reason, ...(body.errors ?? []).map((error: Json) => error.field)];
	};

	assert.deepEqual(await fields("POST", "/v1/accounts", { name: "", monthlyRecipients: -1, plan: 1 }), [
		"request-invalid",
		"body.name",
		"body.monthlyRecipients",
		"body.plan",
	]);
	assert.deepEqual(await fields("POST", "/v1/accounts", "{"), ["json-invalid"]);
	assert.deepEqual(await fields("POST", "/v1/accounts", "[]"), ["request-invalid", "body"]);
	assert.deepEqual(await fields("GET", "/v1/activity?limit=201"), ["request-invalid", "query.limit"]);
	assert.deepEqual(await fields("GET", "/v1/activity?statuss=rejected"), [
		"request-invalid",
		"query.statuss",
	]);
	assert.deepEqual(await fields("GET", "/v1/activity?status=rejected,lost"), [
		"request-invalid",
		"query.status",
	]);
	assert.deepEqual(await fields("GET", "/v1/activity?from=yesterday"), ["request-invalid", "query.from"]);
	assert.deepEqual(await fields("GET", "/v1/activity?cursor=x"), ["request-invalid", "query.cursor"]);
	assert.deepEqual(await fields("GET", "/v1/accounts/1"), ["request-invalid", "path.id"]);
	assert.deepEqual(await fields("GET", "/v1/nothing"), ["not-found"]);
	assert.deepEqual(await fields("POST", "/v1/accounts", { name: "x".repeat(1024 * 1024) }), [
		"request-too-large",
	]);
	const smtpUser = { domainId: "0".repeat(26), allowedAddresses: ["x"] };
	assert.deepEqual(await fields("POST", "/v1/smtp-users", smtpUser), ["not-found"]);
});

test("a form of another site is turned away", async (t) => {
	const { app, setup } = await anApi(t);
	const key = await setup.apiKeys.create(null, "x");
	assert.ok(!isProblem(key));
	const response = await app.request("/v1/accounts", {
		method: "POST",
		headers: { authorization: `Bearer ${key.token}`, "content-type": "text/plain" },
		body: "{}",
	});
	assert.equal(response.status, 415);
});
