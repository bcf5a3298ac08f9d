import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { consignment, relayTo } from "../support/relaying.ts";
import { startSink } from "../support/sink.ts";

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
