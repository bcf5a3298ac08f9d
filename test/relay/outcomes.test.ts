import assert from "node:assert/strict";
import { test } from "node:test";
import { SECOND } from "../../src/terms/clock.ts";
import { consignment, HEADER, relayTo } from "../support/relaying.ts";
import { startSink } from "../support/sink.ts";

for (const pipelining of [true, false]) {
	test(`each recipient of a message has an outcome of its own, pipelining ${pipelining}`, async () => {
		await using sink = await startSink({ pipelining });
		await using relaying = relayTo(sink);
		const outcomes = await relaying.send(
			consignment(["bob", "unknown-user", "greylisted", "mailbox-full", "eve"]),
		);
		assert.deepEqual(
			outcomes.map((outcome) => [
				outcome.recipient.index,
				outcome.kind,
				"cause" in outcome ? outcome.cause : "",
			]),
			[
				[0, "delivered", ""],
				[1, "bounced", "recipient-unknown"],
				[2, "deferred", "greylisted"],
				[3, "deferred", "mailbox-full"],
				[4, "delivered", ""],
			],
		);
		assert.equal(outcomes[2]?.kind === "deferred" && outcomes[2].retryAfterMs, 300 * SECOND);
		assert.deepEqual(sink.messages[0]?.to, ["bob@client.example", "eve@client.example"]);
		assert.equal(sink.messages.length, 1);
	});
}

test("a connection lost in the content is tried again, one lost after the dot is told to be uncertain", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink, { addresses: ["127.0.0.1", "127.0.0.1"] });
	const body = [Buffer.alloc(300_000, "a line of text, which is not the last\r\n")];
	const early = await relaying.send(consignment(["drop-in-content"], { content: { header: HEADER, body } }));
	assert.ok(early[0]?.kind === "deferred" && early[0].cause === "connection-lost");
	const late = await relaying.send(consignment(["drop-after-dot"]));
	assert.ok(late[0]?.kind === "deferred" && late[0].facts.uncertain === true);
	assert.equal(sink.messages.length, 1, "no second host gets what the first may have taken");
});

test("a refusal after the dot holds for every accepted recipient", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink);
	const outcomes = await relaying.send(consignment(["refused", "bob", "unknown-user"]));
	assert.deepEqual(
		outcomes.map((outcome) => ("cause" in outcome ? outcome.cause : outcome.kind)),
		["content-refused", "content-refused", "recipient-unknown"],
	);
	const [later] = await relaying.send(consignment(["later"]));
	assert.equal(later?.kind, "deferred");
});

test("a 421 in the middle defers everybody, and the connection is not used again", async () => {
	await using sink = await startSink({ pipelining: false });
	await using relaying = relayTo(sink);
	const outcomes = await relaying.send(consignment(["bob", "goodbye", "eve"]));
	assert.ok(outcomes.every(({ kind }) => kind === "deferred"));
	await relaying.send(consignment(["bob"]));
	assert.equal(sink.connections, 2);
});

test("a service that stops gives back what it has not tried", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink);
	const outcomes = await relaying.send(consignment(["bob"]), AbortSignal.abort());
	assert.deepEqual(
		outcomes.map(({ kind }) => kind),
		["again"],
	);
	assert.equal(sink.connections, 0);
});
