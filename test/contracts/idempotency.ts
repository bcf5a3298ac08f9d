/** What a sender that repeats itself may rely on, whatever keeps the messages. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { IdempotencyClaim } from "../../src/accept/ports.ts";
import { DAY } from "../../src/terms/clock.ts";
import type { AccountId, MessageId } from "../../src/terms/ids.ts";
import { CHUNK_BYTES } from "../../src/terms/message.ts";
import { virtualClock } from "../support/clock.ts";
import { aMessage, aPeriod, NOON, newId, type OpenStore, recipientsAt } from "./messages.ts";

const aClaim = (change: Partial<IdempotencyClaim> = {}): IdempotencyClaim => ({
	key: "order-12",
	payloadHash: "a".repeat(64),
	exclusive: true,
	answer: "the answer",
	...change,
});

export function idempotencyContract(name: string, open: OpenStore): void {
	describe(`${name}: idempotency`, { concurrency: 4 }, () => {
		test("of many that come at once under one key, exactly one is written", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const messages = Array.from({ length: 30 }, () => aMessage());
			const answers = await Promise.all(messages.map((each) => store.spool.accept(each, aClaim())));
			const written = messages.filter((_, i) => answers[i]?.kind === "accepted");
			assert.equal(written.length, 1);
			for (const answer of answers) {
				if (answer.kind !== "accepted-before") continue;
				assert.deepEqual(answer.use, {
					payloadHash: "a".repeat(64),
					message: written[0]?.id,
					answer: "the answer",
				});
			}
			assert.equal((await store.queue.depth()).leased, 1);
		});

		test("the key is known after the store was closed and opened again", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			const message = aMessage();
			await first.spool.accept(message, aClaim());
			await first.close();
			const store = await open(t, clock, first.folder);
			const uses = await store.spool.keyUses(message.accountId, "order-12", NOON - DAY);
			assert.deepEqual(
				uses.map((use) => use.message),
				[message.id],
			);
			assert.equal((await store.spool.accept(aMessage(), aClaim())).kind, "accepted-before");
		});

		test("another payload is kept out by an exclusive key, and written under one that is not", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await store.spool.accept(aMessage(), aClaim());
			const other = { payloadHash: "b".repeat(64) };
			const refused = await store.spool.accept(aMessage(), aClaim(other));
			assert.equal(refused.kind === "accepted-before" && refused.use.payloadHash, "a".repeat(64));
			const open1 = aClaim({ ...other, exclusive: false });
			assert.equal((await store.spool.accept(aMessage(), open1)).kind, "accepted");
			assert.equal((await store.spool.accept(aMessage(), open1)).kind, "accepted-before");
			assert.equal((await store.queue.depth()).leased, 2);
		});

		test("accounts do not see each other's keys", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await store.spool.accept(aMessage(), aClaim());
			const accountId = "01THER00000000000000000000" as AccountId;
			assert.equal((await store.spool.accept(aMessage({ accountId }), aClaim())).kind, "accepted");
		});

		test("a key is forgotten after a day", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const { accountId } = aMessage();
			await store.spool.accept(aMessage(), aClaim());
			const late = aMessage({ receivedAt: NOON + DAY });
			assert.equal((await store.spool.accept(late, aClaim())).kind, "accepted");
			const uses = await store.spool.keyUses(accountId, "order-12", NOON - DAY);
			assert.deepEqual(
				uses.map(({ message }) => message),
				[late.id],
			);
		});

		test("a message that the quota does not allow leaves its key free", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const quota = { ...aPeriod(), limit: 1 };
			const recipients = recipientsAt("a@x.example", "b@x.example");
			const refused = await store.spool.accept(aMessage({ quota, recipients }), aClaim());
			assert.equal(refused.kind, "quota-exceeded");
			assert.equal((await store.spool.accept(aMessage({ quota }), aClaim())).kind, "accepted");
			const repeated = await store.spool.accept(aMessage({ quota }), aClaim());
			assert.equal(repeated.kind, "accepted-before", "known again, though nothing is left");
		});

		test("the staged content of a repeated message can be discarded", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await store.spool.accept(aMessage(), aClaim());
			const id = newId<MessageId>();
			await store.spool.stage(id, 0, Buffer.alloc(CHUNK_BYTES));
			const again = aMessage({ id, body: { kind: "staged", chunkCount: 1 } });
			assert.equal((await store.spool.accept(again, aClaim())).kind, "accepted-before");
			store.spool.discard(id);
			await store.spool.accept(aMessage());
			await assert.rejects(store.content.read(id));
		});
	});
}
