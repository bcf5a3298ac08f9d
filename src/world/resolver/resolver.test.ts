import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { test } from "node:test";
import packet from "dns-packet";
import { startNameServer } from "../../serve/closed-internet/dns.ts";
import { Zone } from "../../serve/closed-internet/zone.ts";
import { createResolver } from "./index.ts";

async function started(publish: (zone: Zone) => void) {
	const zone = new Zone();
	publish(zone);
	const server = await startNameServer(zone, "127.0.0.1", 0);
	let now = 0;
	const resolver = createResolver({
		servers: [{ address: server.host, port: server.port }],
		questionMs: 1_000,
		now: () => now,
	});
	return {
		zone,
		resolver,
		later: (ms: number) => {
			now += ms;
		},
		[Symbol.asyncDispose]: () => server.close(),
	};
}

test("mail exchangers and addresses are found, through aliases too", async () => {
	await using dns = await started((zone) => {
		zone.publish("client.example", { type: "MX", data: { preference: 10, exchange: "MX1.client.example" } });
		zone.publish("mx1.client.example", { type: "A", data: "192.0.2.1" });
		zone.publish("mx1.client.example", { type: "AAAA", data: "2001:db8::1" });
		zone.publish("www.client.example", { type: "CNAME", data: "mx1.client.example" });
	});
	assert.deepEqual(await dns.resolver.mx("client.example"), {
		kind: "found",
		records: [{ preference: 10, exchange: "mx1.client.example" }],
	});
	const found = { kind: "found", records: ["192.0.2.1", "2001:db8::1"] };
	assert.deepEqual(await dns.resolver.addresses("mx1.client.example"), found);
	assert.deepEqual(await dns.resolver.addresses("www.client.example"), found);
	assert.deepEqual(await dns.resolver.cname("www.client.example"), {
		kind: "found",
		records: ["mx1.client.example"],
	});
});

test("no such domain, no such record and the null MX are told apart", async () => {
	await using dns = await started((zone) => {
		zone.publish("bare.example", { type: "A", data: "192.0.2.1" });
		zone.publish("nomail.example", { type: "MX", data: { preference: 0, exchange: "." } });
	});
	assert.deepEqual(await dns.resolver.mx("absent.example"), { kind: "no-domain" });
	assert.deepEqual(await dns.resolver.mx("bare.example"), { kind: "no-data" });
	assert.deepEqual(await dns.resolver.mx("nomail.example"), {
		kind: "found",
		records: [{ preference: 0, exchange: "" }],
	});
});

test("an answer too long for UDP arrives whole over TCP", async () => {
	const long = "k".repeat(4_000);
	await using dns = await started((zone) => zone.publish("key.example", { type: "TXT", data: long }));
	assert.deepEqual(await dns.resolver.txt("key.example"), { kind: "found", records: [long] });
});

test("answers are kept for their time and no longer", async () => {
	await using dns = await started((zone) => zone.publish("a.example", { type: "A", data: "192.0.2.1" }));
	await dns.resolver.addresses("a.example");
	dns.zone.withdraw("a.example");
	assert.equal((await dns.resolver.addresses("a.example")).kind, "found");
	dns.later(120_000);
	assert.deepEqual(await dns.resolver.addresses("a.example"), { kind: "no-domain" });
});

test("a server that answers nonsense, another question or SERVFAIL is trouble, never an answer", async () => {
	for (const reply of [nonsense, anotherQuestion, anotherId, serverFailure]) {
		const socket = await answering(reply);
		const resolver = createResolver({
			servers: [{ address: "127.0.0.1", port: socket.address().port }],
			questionMs: 100,
			deadlineMs: 150,
			now: Date.now,
		});
		const answer = await resolver.mx("client.example");
		assert.equal(answer.kind, "trouble", reply.name);
		socket.close();
	}
});

type Reply = (query: packet.DecodedPacket) => Buffer;
const nonsense: Reply = () => Buffer.from("nonsense");
const anotherQuestion: Reply = ({ id = 0 }) =>
	packet.encode({ type: "response", id, questions: [{ type: "MX", name: "evil.example" }] });
const anotherId: Reply = ({ id = 0, questions = [] }) =>
	packet.encode({ type: "response", id: id ^ 1, questions });
const serverFailure: Reply = ({ id = 0, questions = [] }) =>
	packet.encode({ type: "response", id, flags: 2, questions });

async function answering(reply: Reply): Promise<Socket> {
	const socket = createSocket("udp4");
	socket.on("message", (octets, from) => socket.send(reply(packet.decode(octets)), from.port, from.address));
	socket.bind(0, "127.0.0.1");
	await once(socket, "listening");
	return socket;
}
