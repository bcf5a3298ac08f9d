import assert from "node:assert/strict";
import { test } from "node:test";
import { curlExample } from "./example.ts";

const said = (...granted: Parameters<typeof curlExample>[2] & readonly unknown[]) =>
	curlExample("https://relay.example", "ak_token", granted as never);

test("the example is a call that the key may make", () => {
	assert.match(said("messages:send"), /^curl https:\/\/relay\.example\/v1\/messages \\\n/);
	assert.match(said("domains:read"), /\/v1\/domains'/);
	assert.match(said("activity:read", "domains:read"), /\/v1\/activity\?limit=5'/);
	assert.match(said("team:read"), /\/v1\/me'/);
	assert.match(curlExample("https://relay.example", "ak_token", null), /\/v1\/messages/);
	for (const text of [said("messages:send"), said("team:read")])
		assert.match(text, /Authorization: Bearer ak_token'/);
});

test("the message of the example is JSON", () => {
	const body = /-d '(.*)'$/.exec(said("messages:send"))?.[1] ?? "";
	assert.deepEqual(Object.keys(JSON.parse(body)), ["smtpUser", "from", "to", "subject", "text"]);
});
