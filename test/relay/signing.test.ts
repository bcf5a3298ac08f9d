import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import type { RelayPorts } from "../../src/relay/index.ts";
import type { ActiveKeys, SigningKey } from "../../src/relay/ports.ts";
import { publicKeyRecord, publicKeyText } from "../../src/rfc/dkim/record.ts";
import { SECOND } from "../../src/terms/clock.ts";
import { sign } from "../../src/world/keys.ts";
import { ACTIVE, BODY, consignment, HEADER, KEY, relayTo } from "../support/relaying.ts";
import { startSink } from "../support/sink.ts";

test("a message arrives octet for octet, signed in front, and an independent verifier passes it", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink);
	const [outcome] = await relaying.send(consignment(["bob"]));
	assert.equal(outcome?.kind, "delivered");
	assert.equal(outcome?.facts.host, "mx.client.example");
	assert.equal(outcome?.facts.address, "127.0.0.1");
	assert.equal(outcome?.facts.reply, "250 2.0.0 Taken");
	const [message] = sink.messages;
	assert.ok(message);
	assert.equal(message.from, "ann@shop.example");
	assert.ok(message.content.subarray(-HEADER.length - BODY.length).equals(Buffer.concat([HEADER, BODY])));
	const resolver = async () => [[publicKeyRecord("rsa-sha256", publicKeyText(KEY.publicKey))]];
	const { results } = await dkimVerify(message.content, { resolver } as never);
	assert.equal(results[0]?.status.result, "pass");
});

test("a domain that has two keys signs twice, and both signatures hold", async () => {
	await using sink = await startSink();
	const ed25519 = generateKeyPairSync("ed25519");
	const second: SigningKey = {
		domain: "shop.example",
		selector: "s2",
		algorithm: "ed25519-sha256",
		key: ed25519.privateKey,
	};
	const keys = { active: () => both };
	const both = [...ACTIVE, second];
	await using relaying = relayTo(sink, { ports: { keys } });

	await relaying.send(consignment(["bob"]));

	const resolver = async (name: string) => [
		[
			name.startsWith("s1.")
				? publicKeyRecord("rsa-sha256", publicKeyText(KEY.publicKey))
				: publicKeyRecord("ed25519-sha256", publicKeyText(ed25519.publicKey)),
		],
	];
	const { results } = await dkimVerify(sink.messages[0]?.content as Buffer, { resolver } as never);
	assert.deepEqual(
		results.map(({ selector, status }) => [selector, status.result]),
		[
			["s1", "pass"],
			["s2", "pass"],
		],
	);
});

test("a message that waits is signed with the key of the moment, and waits while there is none", async () => {
	await using sink = await startSink();
	let active: ActiveKeys = ACTIVE;
	await using relaying = relayTo(sink, { ports: { keys: { active: () => active } } });
	const waiting = consignment(["bob"]);
	await relaying.send(waiting);
	await relaying.send(waiting);

	active = "none-ready";
	const [deferred] = await relaying.send(waiting);
	active = [{ ...(ACTIVE[0] as SigningKey), selector: "s2" }];
	await relaying.send(waiting);

	assert.equal(deferred?.kind, "deferred");
	assert.match(deferred.facts.reply ?? "", /shop\.example was not seen/);
	assert.deepEqual(
		sink.messages.map(({ content }) => /s=(\w+);/.exec(content.toString("latin1"))?.[1]),
		["s1", "s1", "s2"],
	);
	assert.deepEqual(relaying.faults, []);
});

test("a message is signed once for all its destinations, and anew after an hour", async () => {
	await using sink = await startSink();
	let signatures = 0;
	const counting: RelayPorts["sign"] = (...asked) => {
		signatures++;
		return sign(...asked);
	};
	await using relaying = relayTo(sink, { ports: { sign: counting } });
	const twice = consignment(["bob"]);
	await relaying.send(twice);
	await relaying.send(twice);
	assert.equal(signatures, 1);
	await relaying.clock.advance(3_600 * SECOND);
	await relaying.send(twice);
	assert.equal(signatures, 2);
});
