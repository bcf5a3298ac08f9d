import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { createRelay, type RelayConfiguration, type RelayPorts } from "../../src/relay/index.ts";
import type { ActiveKeys, SigningKey } from "../../src/relay/ports.ts";
import { BodyHasher } from "../../src/rfc/dkim/body-hash.ts";
import { publicKeyRecord, publicKeyText } from "../../src/rfc/dkim/record.ts";
import type { MessageId } from "../../src/terms/ids.ts";
import type { Consignment, LeasedRecipient, QueuedMessage } from "../../src/terms/outcome.ts";
import { dialer } from "../../src/world/dial.ts";
import { sign } from "../../src/world/keys.ts";
import { virtualClock } from "../support/clock.ts";
import { type Sink, startSink } from "../support/sink.ts";

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ACTIVE: readonly SigningKey[] = [
	{ domain: "shop.example", selector: "s1", algorithm: "rsa-sha256", key: KEY.privateKey },
];
const HEADER = Buffer.from(
	"From: Ann <ann@shop.example>\r\nTo: bob@client.example\r\nSubject: Hello\r\n\r\n",
);
const BODY = Buffer.from("Hello\r\n.\r\n..two dots\r\n  blanks  \r\n\r\n");
const SECOND = 1_000;

function bodyHashOf(body: Buffer): Buffer {
	const hasher = new BodyHasher();
	hasher.update(body);
	return hasher.digest();
}

let messages = 0;

function aMessage(change: Partial<QueuedMessage> = {}): QueuedMessage {
	return {
		id: `MESSAGE${++messages}` as MessageId,
		accountId: "ACCOUNT",
		domainId: "DOMAIN",
		signingDomain: "shop.example",
		reversePath: "ann@shop.example",
		sizeBytes: HEADER.length + BODY.length,
		traits: { eightBit: false, utf8: false, longestLineBytes: 20 },
		bodyHash: bodyHashOf(BODY),
		dsnReturn: null,
		envelopeId: null,
		receivedAt: 0,
		content: { header: HEADER, body: [BODY] },
		...change,
	};
}

function consignment(locals: readonly string[], change: Partial<QueuedMessage> = {}): Consignment {
	const message = aMessage(change);
	const recipients = locals.map(
		(local, index): LeasedRecipient => ({
			message: message.id,
			index,
			address: `${local}@client.example`,
			domain: "client.example",
			attempt: 1,
			interruptions: 0,
			notify: null,
			originalRecipient: null,
		}),
	);
	return { message, recipients };
}

interface Setting {
	readonly configuration?: Partial<RelayConfiguration>;
	readonly ports?: Partial<RelayPorts>;
	/** Addresses of mx.client.example, the sink's own when not said. */
	readonly addresses?: readonly string[];
}

function relayTo(sink: Pick<Sink, "port">, setting: Setting = {}) {
	const clock = virtualClock();
	const faults: unknown[] = [];
	const ports: RelayPorts = {
		resolver: {
			mx: async () => ({ kind: "found", records: [{ preference: 10, exchange: "mx.client.example" }] }),
			addresses: async () => ({ kind: "found", records: setting.addresses ?? ["127.0.0.1"] }),
		},
		dialer,
		content: { read: async () => ({ header: HEADER, body: () => [BODY] }) },
		keys: {
			active: () => ACTIVE,
		},
		sign,
		clock,
		random: () => 0.5,
		fault: (_during, error) => faults.push(error),
		...setting.ports,
	};
	const relay = createRelay(ports, {
		hostname: "relay.example",
		port: sink.port,
		smarthost: null,
		allowedNetworks: ["127.0.0.0/8"],
		ownAddresses: [],
		messagesPerConnection: 100,
		recipientsPerTransaction: 100,
		idleMs: 5 * SECOND,
		timeouts: {
			connectMs: 2 * SECOND,
			bannerMs: 2 * SECOND,
			commandMs: 2 * SECOND,
			dataMs: 2 * SECOND,
			blockMs: 2 * SECOND,
			finalDotMs: 2 * SECOND,
		},
		...setting.configuration,
	});
	const send = (each: Consignment, signal = new AbortController().signal) =>
		relay.relay("client.example", each, signal);
	return { clock, faults, send, relay, [Symbol.asyncDispose]: () => relay.close() };
}

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

test("a host that cannot be reached or does not want us is passed over for the next one", async () => {
	await using sink = await startSink();
	const nobody = createServer().listen({ port: sink.port, host: "127.0.0.2" });
	await once(nobody, "listening");
	nobody.on("connection", (socket) => socket.end("554 5.3.2 Not here\r\n"));
	await using relaying = relayTo(sink, { addresses: ["127.0.0.3", "127.0.0.2", "127.0.0.1"] });
	const [outcome] = await relaying.send(consignment(["bob"]));
	assert.equal(outcome?.kind, "delivered");
	assert.equal(outcome?.facts.address, "127.0.0.1");
	nobody.close();
});

test("nobody reachable, a refused banner and a silent server are temporary", async () => {
	await using sink = await startSink({ banner: "554 5.7.1 Your address is blocked" });
	await using refused = relayTo(sink);
	const [blocked] = await refused.send(consignment(["bob"]));
	assert.ok(blocked?.kind === "deferred" && blocked.facts.phase === "banner");

	await using unreachable = relayTo(sink, { addresses: ["127.0.0.9"] });
	const [nowhere] = await unreachable.send(consignment(["bob"]));
	assert.ok(nowhere?.kind === "deferred" && nowhere.cause === "host-unreachable");

	const silent = createServer().listen(0, "127.0.0.1");
	await once(silent, "listening");
	const timeouts = { connectMs: 50, bannerMs: 50, commandMs: 50, dataMs: 50, blockMs: 50, finalDotMs: 50 };
	const address = silent.address() as { port: number };
	await using waiting = relayTo({ port: address.port }, { configuration: { timeouts } });
	const [outcome] = await waiting.send(consignment(["bob"]));
	assert.ok(outcome?.kind === "deferred" && outcome.facts.phase === "banner");
	silent.close();
});

test("trouble with the DNS is temporary, a domain that takes no mail is not", async () => {
	const resolver = { addresses: async () => ({ kind: "no-data" }) as const };
	await using troubled = relayTo(
		{ port: 1 },
		{ ports: { resolver: { ...resolver, mx: async () => ({ kind: "trouble", why: "SERVFAIL" }) } } },
	);
	const [deferred] = await troubled.send(consignment(["bob"]));
	assert.ok(deferred?.kind === "deferred" && deferred.cause === "dns-trouble");
	await using refusing = relayTo(
		{ port: 1 },
		{
			ports: {
				resolver: {
					...resolver,
					mx: async () => ({ kind: "found", records: [{ preference: 0, exchange: "" }] }),
				},
			},
		},
	);
	const [bounced] = await refusing.send(consignment(["bob"]));
	assert.ok(bounced?.kind === "bounced" && bounced.cause === "null-mx"); // RFC 7505
});

test("a private address is never connected to unless it is allowed", async () => {
	await using sink = await startSink();
	await using relaying = relayTo(sink, { configuration: { allowedNetworks: [] } });
	const [outcome] = await relaying.send(consignment(["bob"]));
	assert.equal(outcome?.kind, "bounced");
	assert.equal(sink.connections, 0);
});

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
