import assert from "node:assert/strict";
import { test } from "node:test";
import { SECOND } from "../../src/terms/clock.ts";
import { consignment, relayTo } from "../support/relaying.ts";
import { startSink } from "../support/sink.ts";

test("a server that takes few recipients at once gets the others on the same connection", async () => {
	// RFC 5321 §4.5.3.1.10
	await using sink = await startSink({ mostRecipients: 2 });
	await using relaying = relayTo(sink, { configuration: { recipientsPerTransaction: 4 } });
	const outcomes = await relaying.send(consignment(["a", "b", "c", "d", "e", "f", "g"]));
	assert.equal(outcomes.length, 7);
	assert.ok(outcomes.every(({ kind }) => kind === "delivered"));
	assert.deepEqual(
		sink.messages.flatMap(({ to }) => to).sort(),
		["a", "b", "c", "d", "e", "f", "g"].map((local) => `${local}@client.example`),
	);
	assert.equal(sink.connections, 1);
});

test("a connection is used again for the next message, with RSET after a refused one", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink);
	for (const local of ["a", "unknown-user", "b"]) await relaying.send(consignment([local]));
	assert.equal(sink.connections, 1);
	assert.equal(sink.messages.length, 2);
	assert.equal(sink.commands.filter((line) => line === "RSET").length, 1);
});

test("a connection that waited too long, or carried enough, is left with QUIT", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink, { configuration: { messagesPerConnection: 2 } });
	await relaying.send(consignment(["a"]));
	await relaying.clock.advance(6 * SECOND);
	await relaying.send(consignment(["b"]));
	assert.equal(sink.connections, 2);
	await relaying.send(consignment(["c"]));
	await relaying.send(consignment(["d"]));
	assert.equal(sink.connections, 3);
	assert.ok(sink.commands.filter((line) => line === "QUIT").length >= 1);
});

test("a waiting connection that the server has closed costs no attempt", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink);
	await relaying.send(consignment(["a"]));
	sink.dropAll();
	const [outcome] = await relaying.send(consignment(["b"]));
	assert.equal(outcome?.kind, "delivered");
	assert.equal(sink.connections, 2);
});

test("TLS is used where it is offered, and what was agreed is recorded", async () => {
	await using sink = await startSink({ tls: "works" });
	await using relaying = relayTo(sink);
	const [outcome] = await relaying.send(consignment(["bob"]));
	assert.equal(outcome?.kind, "delivered");
	assert.equal(outcome?.facts.tls?.version, "TLSv1.3");
	assert.equal(sink.messages[0]?.tls, true);
});

test("where TLS is offered and fails, the message goes in plain text on a new connection, and it is recorded", async () => {
	// RFC 7435 §4
	await using sink = await startSink({ tls: "broken" });
	await using relaying = relayTo(sink);
	const [outcome] = await relaying.send(consignment(["bob"]));
	assert.equal(outcome?.kind, "delivered");
	assert.equal(outcome?.facts.plainAfterTlsFailure, true);
	assert.equal(outcome?.facts.tls, undefined);
	assert.equal(sink.connections, 2);
});

test("a smarthost that must be encrypted gets nothing in plain text", async () => {
	const smarthost = { host: "127.0.0.1", tls: "starttls", username: "ann", password: "secret" } as const;
	await using broken = await startSink({ tls: "broken", login: smarthost });
	await using first = relayTo(broken, { configuration: { smarthost: { ...smarthost, port: broken.port } } });
	assert.equal((await first.send(consignment(["bob"])))[0]?.kind, "deferred");
	assert.equal(broken.messages.length, 0);

	await using sink = await startSink({ tls: "works", login: smarthost });
	await using second = relayTo(sink, { configuration: { smarthost: { ...smarthost, port: sink.port } } });
	assert.equal((await second.send(consignment(["bob"])))[0]?.kind, "delivered");
	assert.equal(sink.messages[0]?.tls, true);
});
