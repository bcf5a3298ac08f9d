/** What accepting a message may rely on, whatever keeps it. */

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import type { AccountId, MessageId } from "../../src/terms/ids.ts";
import { CHUNK_BYTES, type NewMessage } from "../../src/terms/message.ts";
import { virtualClock } from "../support/clock.ts";
import type { TestStore } from "../support/store.ts";
import {
	aMessage,
	aPeriod,
	collect,
	keyOf,
	NOON,
	newId,
	type OpenStore,
	recipientsAt,
	settled,
} from "./messages.ts";

const aVerdict = {
	name: "papers.zip",
	mediaType: "application/zip",
	sizeBytes: 4_096,
	kind: "zip",
	words: "a ZIP archive",
	notes: ["3 files inside"],
};

export function spoolContract(name: string, open: OpenStore): void {
	describe(`${name}: spool`, { concurrency: 4 }, () => {
		test("an accepted message is there after the store was closed and opened again", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			const message = aMessage({
				attachments: [aVerdict],
				notes: ["a remark"],
				recipients: recipientsAt("a@x.example", "b@y.example"),
			});
			assert.deepEqual(await first.spool.accept(message), { kind: "accepted" });
			await first.close();

			const store = await open(t, clock, first.folder);
			const view = await store.reports.message(message.id);
			assert.equal(view?.header, message.header.toString());
			assert.deepEqual(view.attachments, [aVerdict]);
			assert.deepEqual(view.notes, ["a remark"]);
			assert.deepEqual(view.session, message.session);
			assert.deepEqual(
				view.recipients.map(({ recipient, status, attempts }) => [recipient, status, attempts]),
				[
					["a@x.example", "pending", 1],
					["b@y.example", "pending", 1],
				],
			);
			const content = await store.content.read(message.id);
			assert.deepEqual(content.header, message.header);
			assert.equal((await collect(content.body())).toString(), "Hello Ann\r\n");
		});

		test("the quota is exact when many messages come at once", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const quota = { ...aPeriod(), limit: 100 };
			const messages = Array.from({ length: 200 }, () =>
				aMessage({ quota, recipients: recipientsAt("a@x.example", "b@x.example", "c@x.example") }),
			);
			const answers = await Promise.all(messages.map((message) => store.spool.accept(message)));
			assert.equal(answers.filter(({ kind }) => kind === "accepted").length, 33);
			for (const answer of answers) if (answer.kind === "quota-exceeded") assert.equal(answer.used, 99);
			const account = messages[0]?.accountId as AccountId;
			assert.equal(await store.setup.usage(account, quota.period), 99);
			assert.equal(await store.setup.usage(account, quota.period + 1), 0);
			assert.equal((await store.queue.depth()).leased, 99);
		});

		test("a message that the quota does not allow leaves nothing, and smaller ones still fit", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const quota = { ...aPeriod(), limit: 2 };
			const large = aMessage({
				quota,
				recipients: recipientsAt("a@x.example", "b@x.example", "c@x.example"),
			});
			assert.deepEqual(await store.spool.accept(large), { kind: "quota-exceeded", used: 0 });
			assert.equal(await store.reports.message(large.id), undefined);
			await assert.rejects(store.content.read(large.id));
			assert.deepEqual(await store.spool.accept(aMessage({ quota })), { kind: "accepted" });
		});

		test("a write that fails does not take the others of its group with it", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const twice = aMessage();
			const others = Array.from({ length: 20 }, () => aMessage());
			const results = await Promise.allSettled(
				[...others.slice(0, 10), twice, twice, ...others.slice(10)].map((one) => store.spool.accept(one)),
			);
			assert.deepEqual(
				results.map(({ status }) => status).filter((status) => status === "rejected"),
				["rejected"],
			);
			assert.equal((await store.queue.depth()).leased, 21);
			const tallies = await store.reports.tallies(twice.accountId, NOON, NOON + 1);
			assert.deepEqual(tallies, [{ kind: "accepted", domainId: twice.domainId, reason: "", count: 21 }]);
		});

		test("20 MB go in and come out piece by piece, octet for octet", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const id = newId<MessageId>();
			const expected = createHash("sha256");
			const pieces = 80;
			for (let index = 0; index < pieces; index++) {
				const chunk = randomBytes(index === pieces - 1 ? 1_000 : CHUNK_BYTES);
				expected.update(chunk);
				await store.spool.stage(id, index, chunk);
			}
			await store.spool.accept(aMessage({ id, body: { kind: "staged", chunkCount: pieces } }));
			const actual = createHash("sha256");
			let largest = 0;
			for await (const piece of (await store.content.read(id)).body()) {
				actual.update(piece);
				largest = Math.max(largest, piece.length);
			}
			assert.equal(actual.digest("hex"), expected.digest("hex"));
			assert.equal(largest, CHUNK_BYTES);
		});

		test("a sender that is faster than the disk has to wait", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const id = newId<MessageId>();
			const order: string[] = [];
			const chunk = Buffer.alloc(CHUNK_BYTES);
			const third = [0, 1, 2].map((index) => store.spool.stage(id, index, chunk))[2];
			await Promise.all([
				third?.then(() => order.push("third piece")),
				new Promise<void>((resolve) => setImmediate(() => resolve(void order.push("a turn of the loop")))),
			]);
			assert.deepEqual(order, ["a turn of the loop", "third piece"]);
		});

		test("staged pieces can be read before their message is accepted", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const id = newId<MessageId>();
			await store.spool.stage(id, 0, Buffer.from("one "));
			await store.spool.stage(id, 1, Buffer.from("two"));
			assert.equal((await collect(store.spool.staged(id, 2))).toString(), "one two");
		});

		test("discarded content is gone, and a message cannot be accepted without it", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const id = newId<MessageId>();
			await store.spool.stage(id, 0, Buffer.from("one"));
			store.spool.discard(id);
			await assert.rejects(store.spool.accept(aMessage({ id, body: { kind: "staged", chunkCount: 1 } })));
			await assert.rejects(collect(store.spool.staged(id, 1)));
		});

		test("discarding touches nothing that was accepted", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = await acceptStaged(store);
			store.spool.discard(message.id);
			await store.spool.accept(aMessage());
			assert.equal((await collect((await store.content.read(message.id)).body())).toString(), "kept");
		});

		test("content that was staged and never accepted is gone after the next start", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			const kept = await acceptStaged(first);
			const lost = newId<MessageId>();
			await first.spool.stage(lost, 0, Buffer.from("lost"));
			await first.close();
			const store = await open(t, clock, first.folder);
			await assert.rejects(collect(store.spool.staged(lost, 1)));
			assert.equal((await collect((await store.content.read(kept.id)).body())).toString(), "kept");
		});

		test("content goes with the last recipient; the header section stays", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage({ recipients: recipientsAt("a@x.example", "b@x.example") });
			await store.spool.accept(message);
			await store.queue.complete([settled(keyOf(message, 0), "delivered")], []);
			assert.equal((await store.content.read(message.id)).header.length, message.header.length);
			await store.queue.complete([settled(keyOf(message, 1), "bounced", { bounce: "hard" })], []);
			await assert.rejects(store.content.read(message.id));
			assert.equal((await store.reports.message(message.id))?.header, message.header.toString());
		});

		test("the lag is the age of the oldest write under way", async (t) => {
			const clock = virtualClock(NOON);
			const store = await open(t, clock);
			assert.equal(store.spool.lagMs, 0);
			const accepting = store.spool.accept(aMessage());
			const moving = clock.advance(0);
			assert.equal(store.spool.lagMs, 0);
			await Promise.all([accepting, moving]);
			assert.equal(store.spool.lagMs, 0);
		});

		test("closing writes what was asked for, and refuses what comes after", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			const messages = Array.from({ length: 50 }, () => aMessage());
			const accepting = Promise.all(messages.map((message) => first.spool.accept(message)));
			await first.close();
			assert.equal((await accepting).length, 50);
			await assert.rejects(first.spool.accept(aMessage()));
			const store = await open(t, clock, first.folder);
			assert.equal((await store.queue.depth()).leased, 50);
		});
	});
}

async function acceptStaged(store: TestStore): Promise<NewMessage> {
	const message = aMessage({ body: { kind: "staged", chunkCount: 1 } });
	await store.spool.stage(message.id, 0, Buffer.from("kept"));
	await store.spool.accept(message);
	return message;
}
