import assert from "node:assert/strict";
import { test } from "node:test";
import { aSuppression } from "../../test/contracts/suppressions.ts";
import { aSender } from "../../test/support/builders.ts";
import {
	CLEAN,
	loggedIn,
	MAIL,
	MESSAGE,
	open,
	RCPT,
	reasonOf,
	reception,
	sent,
} from "../../test/support/reception.ts";
import type { ContentSink } from "./sessions.ts";

test("a message is written down whole, with what was added and what it counts", async () => {
	const world = reception();
	assert.equal(await sent(world), undefined);
	const [message] = world.world.accepted;
	assert.ok(message);
	assert.match(message.header.toString(), /^Received: from client\.example \(\[192\.0\.2\.1\]\)/);
	assert.match(
		message.header.toString(),
		/\r\nMessage-ID: <[0-9A-Z]{26}@relay\.example>\r\nDate: Mon, 5 Jan/,
	);
	assert.equal(message.subject, "Hello");
	assert.equal(message.author, "ann@shop.example");
	assert.equal(message.quota?.limit, 10_000);
	assert.deepEqual(message.body, { kind: "inline", chunks: [Buffer.from("hi\r\n")] });
});

test("a suppressed recipient is refused, costs nothing, is seen in Activity, and the others stand", async () => {
	const asked: string[] = [];
	const world = reception({
		suppression: async (account, { address }) => {
			asked.push(`${account} ${address}`);
			return address.startsWith("gone") ? aSuppression({ kind: "hard-bounce" }) : undefined;
		},
	});
	const { session, sink } = await open(world);
	assert.equal(reasonOf(await session.rcpt("gone@client.example", RCPT)), "recipient-does-not-exist");
	assert.equal(await session.rcpt("c@client.example", RCPT), undefined);
	await sink.write(Buffer.from(MESSAGE));
	await sink.end(CLEAN);
	const [message] = world.world.accepted;
	assert.deepEqual(
		message?.recipients.map(({ address }) => address),
		["b@client.example", "c@client.example"],
	);
	assert.equal(world.world.refused[0]?.recipient, "gone@client.example");
	assert.equal(asked[1], `${aSender().account.id} gone@client.example`);
});

test("a suppression that cannot be looked up is a fault: neither yes nor a refusal", async () => {
	const world = reception({ suppression: () => Promise.reject(new Error("the store is away")) });
	const session = await loggedIn(world);
	await session.mail("ann@shop.example", MAIL);
	await assert.rejects(async () => session.rcpt("b@client.example", RCPT), /away/);
	assert.deepEqual(world.world.refused, []);
});

test("every refusal after log-in is recorded with what it was about", async () => {
	const world = reception();
	await sent(world, MESSAGE.replace("shop.example", "other.example"));
	const [refused] = world.world.refused;
	assert.equal(refused?.refusal.reason, "sender-domain-mismatch");
	assert.equal(refused?.phase, "content");
	assert.equal(refused?.recipient, "b@client.example");
	assert.equal(refused?.subject, "Hello");
	assert.equal(refused?.author, "ann@other.example");
	assert.equal(world.world.accepted.length, 0);
});

test("the same recipient twice is one recipient, and a refused domain gives its place back", async () => {
	const world = reception({
		lookUpDomain: (domain) => (domain === "gone.example" ? "not-found" : "takes-mail"),
	});
	const session = await loggedIn(world);
	await session.mail("ann@shop.example", MAIL);
	await session.rcpt("b@client.example", RCPT);
	await session.rcpt("b@client.example", RCPT);
	assert.equal(reasonOf(await session.rcpt("c@gone.example", RCPT)), "recipient-domain-not-found");
	const sink = (await session.content()) as ContentSink;
	await sink.write(Buffer.from(MESSAGE));
	await sink.end(CLEAN);
	assert.deepEqual(
		world.world.accepted[0]?.recipients.map(({ index, address }) => [index, address]),
		[[0, "b@client.example"]],
	);
});
