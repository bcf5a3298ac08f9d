import assert from "node:assert/strict";
import { test } from "node:test";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { publicKeyRecord, publicKeyText } from "../../src/rfc/dkim/record.ts";
import { aMessage, bodyHashOf, consignment, HEADER, KEY, relayTo } from "../support/relaying.ts";
import { type Sink, startSink } from "../support/sink.ts";

/** What arrived, when a message of this body went to this sink, and whether its signature holds. */
async function arrived(sink: Sink, body: Buffer, longestLineBytes: number) {
	await using relaying = relayTo(sink);
	const traits = { eightBit: body.some((octet) => octet > 127), utf8: false, longestLineBytes };
	const message = { traits, bodyHash: bodyHashOf(body), content: { header: HEADER, body: [body] } };
	const [outcome] = await relaying.send(consignment(["bob"], message));
	assert.equal(outcome?.kind, "delivered");
	const content = sink.messages[0]?.content ?? Buffer.alloc(0);
	const resolver = async () => [[publicKeyRecord("rsa-sha256", publicKeyText(KEY.publicKey))]];
	const { results } = await dkimVerify(content, { resolver } as never);
	return { content, notes: outcome?.facts.notes, signature: results[0]?.status.result };
}

test("8-bit content is re-encoded before it is signed where 8BITMIME is not offered", async () => {
	// RFC 6152 §3
	await using sink = await startSink({ eightBitMime: false });
	const { content, notes, signature } = await arrived(sink, Buffer.from("Grüße aus Köln\r\n"), 20);
	assert.ok(content.every((octet) => octet < 128));
	assert.match(content.toString(), /Content-Transfer-Encoding: quoted-printable\r\n/);
	assert.match(content.toString(), /Gr=C3=BC=C3=9Fe aus K=C3=B6ln/);
	assert.match(notes?.[0] ?? "", /^re-encoded 1 of its parts, because the next hop takes 7 bits only$/);
	assert.equal(signature, "pass");
});

test("lines beyond 998 octets are re-encoded before signing, and 8-bit octets may stay", async () => {
	// RFC 5322 §2.1.1
	await using sink = await startSink();
	const { content, signature } = await arrived(sink, Buffer.from(`${"long ".repeat(400)}\r\n`), 2_000);
	assert.ok(
		content
			.toString("latin1")
			.split("\r\n")
			.every((line) => line.length <= 998),
	);
	assert.equal(signature, "pass");
});

test("content is read from the store when it is not at hand, and a fault of ours is temporary", async () => {
	await using sink = await startSink();
	const { content: _, ...stored } = aMessage();
	const asked = { message: stored, recipients: consignment(["bob"]).recipients };
	await using relaying = relayTo(sink);
	assert.equal((await relaying.send(asked))[0]?.kind, "delivered");
	const content = { read: () => Promise.reject(new Error("disk on fire")) };
	await using broken = relayTo(sink, { ports: { content } });
	const [outcome] = await broken.send(asked);
	assert.equal(outcome?.kind, "deferred");
	assert.equal(broken.faults.length, 1);
	assert.doesNotMatch(outcome?.facts.reply ?? "", /disk/);
});

test("a large message arrives whole, however slowly it is read", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink);
	const chunk = Buffer.from(".line of text\r\n".repeat(4_000));
	const body = Array.from({ length: 50 }, () => chunk);
	const sizeBytes = HEADER.length + chunk.length * body.length;
	const [outcome] = await relaying.send(
		consignment(["bob"], { sizeBytes, content: { header: HEADER, body } }),
	);
	assert.equal(outcome?.kind, "delivered");
	const content = sink.messages[0]?.content ?? Buffer.alloc(0);
	assert.ok(content.subarray(-sizeBytes).equals(Buffer.concat([HEADER, ...body])));
});
