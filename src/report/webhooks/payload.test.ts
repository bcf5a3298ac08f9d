import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Webhook as Verifier } from "standardwebhooks";
import { webhookEventTypes } from "../../terms/webhook.ts";
import { bodyOf, headersOf, SECRET_BYTES, SECRET_PREFIX } from "./payload.ts";

const newSecret = (): string => SECRET_PREFIX + randomBytes(SECRET_BYTES).toString("base64");
const body = bodyOf({ type: "message.delivered", at: Date.UTC(2026, 0, 2), data: { subject: "Zoë ✓" } });

test("a request is verified by the independent judge with each secret that signs, and no other", () => {
	const [current, before, other] = [newSecret(), newSecret(), newSecret()];
	const now = Date.now();
	const headers = headersOf({ id: "msg_1", body }, [current, before], now, "Angarium/1");
	for (const secret of [current, before])
		assert.deepEqual(new Verifier(secret).verify(body, headers), JSON.parse(body));
	assert.throws(() => new Verifier(other).verify(body, headers));
	assert.throws(() => new Verifier(current).verify(`${body} `, headers));
	assert.equal(headers["webhook-timestamp"], String(Math.floor(now / 1_000)));
});

test("the body has a type, the moment of the event, and its data with moments as text", () => {
	const told = bodyOf({
		type: "message.deferred",
		at: Date.UTC(2026, 0, 2),
		data: { nextAttemptAt: Date.UTC(2026, 0, 3), attempt: 1, records: [{ checkedAt: 0 }] },
	});
	assert.deepEqual(JSON.parse(told), {
		type: "message.deferred",
		timestamp: "2026-01-02T00:00:00.000Z",
		data: {
			nextAttemptAt: "2026-01-03T00:00:00.000Z",
			attempt: 1,
			records: [{ checkedAt: "1970-01-01T00:00:00.000Z" }],
		},
	});
});

const source = (name: string): string => readFileSync(join(import.meta.dirname, "../../terms", name), "utf8");

test("every moment that an event may hold is written as text", () => {
	const record = /interface DomainRecord \{.*?\n\}/s.exec(source("domain-record.ts"))?.[0] ?? "";
	const moments = [...`${source("events.ts")}${record}`.matchAll(/readonly (\w+)\??: Instant/g)];
	assert.ok(moments.length > 7);
	for (const [, name = ""] of moments) {
		const { data } = JSON.parse(bodyOf({ type: "x", at: 0, data: { [name]: 0 } }));
		assert.equal(data[name], "1970-01-01T00:00:00.000Z", name);
	}
});

test("docs/webhooks.md tells of every type, and of every property of messages", () => {
	const document = readFileSync(join(import.meta.dirname, "../../../docs/webhooks.md"), "utf8");
	for (const type of [...webhookEventTypes, "webhook.test"])
		assert.ok(document.includes(`\`${type}\``), type);
	const data = /interface MessageEventData \{.*?\n\}/s.exec(source("events.ts"))?.[0] ?? "";
	const properties = [...data.matchAll(/readonly (\w+)/g)].map(([, name = ""]) => name);
	assert.ok(properties.length > 10);
	for (const name of properties) assert.ok(document.includes(`\`${name}\``), name);
});
