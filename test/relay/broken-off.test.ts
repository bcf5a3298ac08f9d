/** A stop whose deadline is over breaks attempts off: the wire hears of it, and what no host can have was not tried. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { createRelay } from "../../src/relay/index.ts";
import type { MessageId } from "../../src/terms/ids.ts";
import { dialer } from "../../src/world/dial.ts";
import { sign } from "../../src/world/keys.ts";
import { virtualClock } from "../support/clock.ts";
import { aQueuedMessage, queueWorld } from "../support/queue-world.ts";

const HEADER = Buffer.from("Subject: Hello\r\n\r\n");
const LONG = 60_000;

type Moment = "banner" | "MAIL" | "content" | "dot";

/** A server that goes as far as that and then says no more. */
async function aServerSilentAt(t: TestContext, moment: Moment) {
	const silent = Promise.withResolvers<void>();
	const sockets: Socket[] = [];
	const server = createServer((socket) => {
		sockets.push(socket);
		socket.on("error", () => undefined);
		const say = (at: string, text: string): void => {
			if (at === moment) silent.resolve();
			else socket.write(`${text}\r\n`);
		};
		say("banner", "220 mx.client.example");
		socket.on("data", (octets: Buffer) => {
			const text = octets.toString();
			if (text.startsWith("EHLO")) say("EHLO", "250 mx.client.example");
			if (text.startsWith("MAIL")) say("MAIL", "250 OK");
			if (text.startsWith("RCPT")) say("RCPT", "250 OK");
			if (text.startsWith("DATA")) {
				socket.write("354 Go on\r\n");
				if (moment !== "content") return;
				socket.pause();
				setTimeout(silent.resolve, 100);
			}
			if (text.endsWith("\r\n.\r\n")) say("dot", "250 OK");
		});
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	t.after(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return { port: (server.address() as AddressInfo).port, silent: silent.promise };
}

function aRelay(port: number, bodyBytes: number) {
	const body = [Buffer.from(`${"x".repeat(70)}\r\n`.repeat(Math.ceil(bodyBytes / 72)))];
	return createRelay(
		{
			resolver: {
				mx: async () => ({ kind: "found", records: [{ preference: 10, exchange: "mx.client.example" }] }),
				addresses: async () => ({ kind: "found", records: ["127.0.0.1"] }),
			},
			dialer,
			content: { read: async () => ({ header: HEADER, body: () => body }) },
			keys: { active: () => [] },
			sign,
			clock: virtualClock(),
			random: () => 0.5,
			fault: (_during, error) => assert.fail(String(error)),
		},
		{
			...{ hostname: "relay.example", port, smarthost: null, allowedNetworks: ["127.0.0.0/8"] },
			...{ ownAddresses: [], messagesPerConnection: 100, recipientsPerTransaction: 100, idleMs: 1_000 },
			timeouts: {
				...{ connectMs: LONG, bannerMs: LONG, commandMs: LONG },
				...{ dataMs: LONG, blockMs: LONG, finalDotMs: LONG },
			},
		},
	);
}

const consignment = {
	message: {
		...{ id: "MESSAGE1" as MessageId, accountId: "ACCOUNT", domainId: null, signingDomain: null },
		...{ reversePath: "ann@shop.example", sizeBytes: 100, bodyHash: Buffer.alloc(32), receivedAt: 0 },
		...{ traits: { eightBit: false, utf8: false, longestLineBytes: 70 }, dsnReturn: null, envelopeId: null },
	},
	recipients: [
		{
			...{ message: "MESSAGE1" as MessageId, index: 0, address: "bob@client.example" },
			...{ domain: "client.example", attempt: 1, interruptions: 0, notify: null, originalRecipient: null },
		},
	],
};

for (const [moment, kind] of [
	["banner", "again"],
	["MAIL", "again"],
	["content", "again"],
	["dot", "deferred"],
] as const) {
	test(`an attempt whose server is silent at ${moment} ends when it is broken off`, async (t) => {
		const { port, silent } = await aServerSilentAt(t, moment);
		const relay = aRelay(port, moment === "content" ? 32 * 1024 * 1024 : 100);
		const breaks = new AbortController();
		const attempt = relay.relay("client.example", consignment as never, breaks.signal);
		await silent;
		breaks.abort();
		const [outcome] = await attempt;
		assert.equal(outcome?.kind, kind);
		if (moment === "dot") assert.equal(outcome?.facts.uncertain, true);
		await relay.close();
	});
}

test("what was broken off untried waits in the store as if nobody had tried", async () => {
	const clock = virtualClock();
	const world = queueWorld({
		clock,
		verdict: ({ consignment: { recipients }, signal }) =>
			new Promise((resolve) =>
				signal.addEventListener("abort", () =>
					resolve(
						recipients.map((recipient) => ({
							...{ kind: "again", recipient, facts: { startedAt: 0, durationMs: 1 } },
						})) as never,
					),
				),
			),
	});
	await world.queue.start();
	const message = aQueuedMessage();
	world.accept(message);
	await clock.advance(10);
	assert.equal(world.attempts.length, 1);
	const stopped = world.queue.stop(1_000);
	await clock.advance(5_000);
	await stopped;
	const { state, attempt } = world.store.row(message.id);
	assert.deepEqual([state, attempt], ["queued", 0]);
});
