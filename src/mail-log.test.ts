import assert from "node:assert/strict";
import { test } from "node:test";
import { aMessage, keyOf, recipientsAt, settled } from "../test/contracts/messages.ts";
import { logAccepted, logged } from "./mail-log.ts";
import type { QueueStore } from "./queue/ports.ts";
import type { Log } from "./world/log.ts";

test("every line about a message has its id, the first one its session's, and none has content or an address", async () => {
	const lines: Record<string, unknown>[] = [];
	const log = {
		often: (event: string, facts: object) => void lines.push({ event, ...facts }),
	} as unknown as Log;
	const written: unknown[] = [];
	const store = { complete: async (...all: unknown[]) => void written.push(all) } as unknown as QueueStore;
	const message = aMessage({ recipients: recipientsAt("ann@client.example", "bob@client.example") });
	const report = aMessage({ session: null });
	logAccepted(log, message);
	const facts = {
		startedAt: 1,
		durationMs: 2,
		host: "mx.client.example",
		reply: "250 for ann@client.example",
	};
	await logged(store, log).complete(
		[
			settled(keyOf(message, 0), "delivered", { facts }),
			settled(keyOf(message, 1), "deferred", { cause: "greylisted", dueAt: 0 }),
		],
		[report],
	);
	assert.equal(written.length, 1);
	assert.deepEqual(lines, [
		{
			event: "accepted",
			message: message.id,
			session: "S1",
			door: "submission",
			account: message.accountId,
			recipients: 2,
			sizeBytes: 42,
		},
		{
			event: "outcome",
			message: message.id,
			recipient: 0,
			attempt: 1,
			state: "delivered",
			host: "mx.client.example",
		},
		{
			event: "outcome",
			message: message.id,
			recipient: 1,
			attempt: 1,
			state: "deferred",
			cause: "greylisted",
			dueAt: "1970-01-01T00:00:00.000Z",
		},
		{
			event: "accepted",
			message: report.id,
			session: null,
			door: null,
			account: report.accountId,
			recipients: 1,
			sizeBytes: 42,
		},
	]);
	assert.doesNotMatch(JSON.stringify(lines), /@/);
});

test("an outcome that was not written has no line", async () => {
	const log = { often: () => assert.fail("a line") } as unknown as Log;
	const store = {
		complete: async () => {
			throw new Error("the disk is gone");
		},
	} as unknown as QueueStore;
	await assert.rejects(logged(store, log).complete([settled(keyOf(aMessage(), 0), "delivered")], []));
});
