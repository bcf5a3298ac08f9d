import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { contractOf } from "../../../test/support/api-contract.ts";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { openApi } from "./index.ts";

const document: Json = JSON.parse(JSON.stringify(openApi("1.2.3")));

test("every request and every answer has an example that its own schema allows", () => {
	assert.deepEqual(contractOf(document).wrongExamples(), []);
});

test("every operation has a name of its own, and every parameter of a path is told", () => {
	const names = new Set<string>();
	for (const [path, item] of Object.entries<Json>(document.paths)) {
		for (const { operationId, parameters = [], summary } of Object.values<Json>(item)) {
			assert.ok(!names.has(operationId), operationId);
			names.add(operationId);
			assert.ok(summary.length > 0);
			const told = parameters.filter((one: Json) => one.in === "path").map(({ name }: Json) => name);
			assert.deepEqual(
				told,
				[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
				path,
			);
		}
	}
});

test("the reference page has every call, loads nothing from elsewhere and lets nothing run", async (t) => {
	const { app } = await sendingApi(t);
	const response = await app.request("/v1/docs");
	const page = await response.text();
	const policy = response.headers.get("content-security-policy") ?? "";
	assert.match(
		policy,
		/^default-src 'none'; style-src 'self' 'sha256-[\w+/]+=*'; font-src 'self'; img-src 'self';/,
	);
	const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? "";
	assert.ok(policy.includes(createHash("sha256").update(style).digest("base64")));
	assert.doesNotMatch(page, /<script|<iframe|\bon\w+=|style=|url\(|@import/i);
	for (const [, address] of page.matchAll(/<(?:link|img)[^>]* (?:href|src)="([^"]*)"/g))
		assert.match(address ?? "", /^\/assets\/[\w.]+$/);
	for (const [path, item] of Object.entries<Json>(document.paths)) {
		assert.ok(page.includes(path), path);
		for (const { operationId } of Object.values<Json>(item))
			assert.ok(page.includes(`id="${operationId}"`), operationId);
	}
});
