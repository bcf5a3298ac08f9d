import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import packet from "dns-packet";
import { virtualClock } from "../../../test/support/clock.ts";
import {
	type Decoded,
	domainRecords,
	encodeQuery,
	overTcp,
	overUdp,
	serviceZone,
	txt,
	ZONE,
} from "../../../test/support/dns.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { sign, signatureOffset, verify } from "../../rfc/dns/tsig.ts";
import { Deframer, framed } from "./framing.ts";
import { type DnsDoorOptions, openDnsDoor } from "./index.ts";
import { networkOf, ResponseRates } from "./rate-limit.ts";

const KEY = { name: "transfer", secret: Buffer.alloc(32, 5) };

async function opened(t: TestContext, options: Partial<DnsDoorOptions> = {}) {
	const clock = virtualClock();
	const logged: string[] = [];
	const zone = serviceZone(50, Math.floor(clock.now() / 1_000));
	const door = await openDnsDoor({
		host: "127.0.0.1",
		port: 0,
		clock,
		random: () => 0.5,
		answersPerSecond: 0,
		secondaries: [],
		mayTransfer: () => false,
		keys: [KEY],
		log: (about) => logged.push(about),
		...options,
		zone,
	});
	t.after(() => door.close());
	return { door, clock, zone, logged };
}

const NAME = `ag1.d1.dkim.${ZONE}`;

test("a question is answered over UDP, and over TCP what did not fit", async (t) => {
	const { door } = await opened(t);
	const small = await overUdp(door.port, encodeQuery(`d1.rp.${ZONE}`, "MX"));
	assert.deepEqual([small?.rcode, small?.flag_aa, small?.answers?.length], ["NOERROR", true, 1]);
	door.replace({ names: [NAME], records: [txt(NAME, "x".repeat(2_000))] });
	const truncated = await overUdp(door.port, encodeQuery(NAME, "TXT"));
	assert.deepEqual([truncated?.flag_tc, truncated?.answers?.length], [true, 0]);
	const [whole] = await overTcp(door.port, [framed(encodeQuery(NAME, "TXT"))]);
	assert.equal(packet.decode(whole!).answers?.length, 1);
});

test("a change is answered at once, and the serial follows once a second", async (t) => {
	const { door, clock, zone } = await opened(t);
	const before = zone.serial;
	for (const text of ["one", "two"]) {
		door.replace({ names: [NAME], records: [txt(NAME, text)] });
		const reply = await overUdp(door.port, encodeQuery(NAME, "TXT"));
		assert.deepEqual(
			reply?.answers?.map((each) => String((each as packet.TxtAnswer).data)),
			[text],
		);
	}
	assert.equal(zone.serial, before);
	await clock.advance(1_000);
	assert.equal(zone.serial, before + 1);
	await clock.advance(60_000);
	assert.equal(zone.serial, before + 1);
	door.replace({ names: [NAME], records: [] });
	await clock.advance(1_000);
	assert.equal(zone.serial, Math.floor(clock.now() / 1_000));
});

test("queries may be sent in one go over TCP and are answered in order", async (t) => {
	const { door } = await opened(t);
	const many = Array.from({ length: 50 }, (_, i) => framed(encodeQuery(`d${i}.rp.${ZONE}`, "TXT", i)));
	const replies = await overTcp(door.port, [Buffer.concat(many)], 50);
	assert.deepEqual(
		replies.map((reply) => packet.decode(reply).id),
		many.map((_, i) => i),
	);
});

test("a TCP query may be split anywhere", () => {
	const queries = [encodeQuery(NAME, "TXT", 1), encodeQuery(ZONE, "SOA", 2), Buffer.alloc(0)];
	const stream = Buffer.concat(queries.map(framed));
	fc.assert(
		fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
			const deframer = new Deframer();
			const places = [0, ...cuts.sort((x, y) => x - y), stream.length];
			const messages = places.slice(1).flatMap((end, i) => deframer.take(stream.subarray(places[i], end))!);
			assert.deepEqual(messages, queries);
			assert.equal(deframer.isWithin, false);
		}),
		{ numRuns: fuzzRuns(200) },
	);
});

test("whoever sends a response, or a query longer than queries are, is cut off", async (t) => {
	const { door } = await opened(t);
	const response = encodeQuery(NAME, "TXT");
	response[2] = 0x80;
	assert.deepEqual(await overTcp(door.port, [framed(response)]), []);
	assert.deepEqual(await overTcp(door.port, [Buffer.from([0x20, 0])]), []);
	assert.equal(await overUdp(door.port, response, 100), null);
	assert.equal(door.counts.dropped, 2);
});

test("a silent TCP connection ends after ten seconds, also one that sends an octet now and then", async (t) => {
	const { door, clock } = await opened(t);
	const socket = connect(door.port, "127.0.0.1");
	t.after(() => socket.destroy());
	await once(socket, "connect");
	const closed = once(socket, "close");
	socket.on("error", () => undefined);
	socket.resume();
	socket.write(Buffer.from([0]));
	await overUdp(door.port, encodeQuery(ZONE, "SOA")); // the server has seen the connection
	await clock.advance(9_000);
	assert.equal(socket.closed, false);
	await clock.advance(3_000);
	await closed;
});

test("one address has sixteen TCP connections at once", async (t) => {
	const { door } = await opened(t);
	const sockets = Array.from({ length: 17 }, () => connect(door.port, "127.0.0.1"));
	t.after(() => sockets.forEach((socket) => void socket.destroy()));
	for (const socket of sockets) socket.on("error", () => undefined).resume();
	const closed = await Promise.race(sockets.map((socket) => once(socket, "close").then(() => true)));
	assert.equal(closed, true);
});

test("the zone is transferred to who signs with a key or is in a configured network, and to nobody else", async (t) => {
	const { door, clock, zone } = await opened(t);
	const query = encodeQuery(ZONE, "AXFR");
	const [refused] = await overTcp(door.port, [framed(query)]);
	assert.equal((packet.decode(refused!) as Decoded).rcode, "REFUSED");
	assert.equal((await overUdp(door.port, query))?.rcode, "FORMERR");

	const nowSeconds = Math.floor(clock.now() / 1_000);
	const signed = sign(query, KEY, nowSeconds);
	const expected = [...zone.records()].length + 2;
	const messages = await overTcp(door.port, [framed(signed.message)], 1, expected);
	assert.ok(messages.length > 2);
	let priorMac = signed.mac;
	for (const [i, message] of messages.entries()) {
		const verified = verify(message, signatureOffset(message), [KEY], nowSeconds, {
			priorMac,
			timersOnly: i > 0,
		});
		assert.ok(verified.kind === "valid", `message ${i}`);
		priorMac = verified.mac;
	}
	const records = messages.flatMap((message) => packet.decode(message).answers ?? []);
	assert.equal(records.length, expected);
	assert.deepEqual([records[0]?.type, records.at(-1)?.type], ["SOA", "SOA"]);

	const open = await opened(t, { mayTransfer: (address) => address === "127.0.0.1" });
	const [first] = await overTcp(open.door.port, [framed(query)]);
	assert.equal((packet.decode(first!) as Decoded).rcode, "NOERROR");
});

test("a signature that does not hold is told so: unknown key, wrong secret, wrong time", async (t) => {
	const { door, clock } = await opened(t);
	const nowSeconds = Math.floor(clock.now() / 1_000);
	const query = encodeQuery(ZONE, "SOA");
	const errors: [number, number][] = [];
	for (const [key, at] of [
		[{ ...KEY, name: "unknown" }, nowSeconds],
		[{ ...KEY, secret: Buffer.alloc(32, 6) }, nowSeconds],
		[KEY, nowSeconds - 301],
	] as const) {
		const [reply] = await overTcp(door.port, [framed(sign(query, key, at).message)]);
		const place = signatureOffset(reply!);
		const error = reply!.readUInt16BE(reply!.length - (key === KEY ? 10 : 4));
		assert.ok(place > 0);
		errors.push([reply!.readUInt8(3) & 0xf, error]);
	}
	assert.deepEqual(errors, [
		[9, 17],
		[9, 16],
		[9, 18],
	]);
});

test("secondaries are told of a new serial until they answer", async (t) => {
	const secondary = await inbox(t);
	const { port } = secondary;
	const { door, clock, zone, logged } = await opened(t, {
		secondaries: [{ address: "127.0.0.1", port, key: KEY }],
	});
	await clock.advance(1_000); // what was to be told at the start
	await secondary.next();
	door.replace({ names: [], records: domainRecords("new") });
	await clock.advance(1_000);
	const first = await secondary.next();
	await clock.advance(2_000);
	const second = await secondary.next();
	const nowSeconds = Math.floor(clock.now() / 1_000);
	for (const { octets } of [first, second]) {
		assert.equal(verify(octets, signatureOffset(octets), [KEY], nowSeconds).kind, "valid");
		const unsigned = Buffer.from(octets.subarray(0, signatureOffset(octets))).fill(0, 10, 12);
		const [soa] = (packet.decode(unsigned).answers ?? []) as packet.SoaAnswer[];
		assert.equal(soa?.data.serial, zone.serial);
	}
	const request = verify(second.octets, signatureOffset(second.octets), [KEY], nowSeconds);
	assert.ok(request.kind === "valid");
	const reply = packet.encode({ type: "response", id: second.octets.readUInt16BE(0), flags: 4 << 11 });
	const pending = clock.pending;
	second.answer(sign(reply, KEY, nowSeconds, { priorMac: request.mac }).message);
	while (clock.pending === pending) await new Promise<void>((resolve) => setImmediate(resolve));
	await clock.advance(600_000);
	assert.ok(!logged.includes("dns-secondary-silent"));
});

interface Datagram {
	readonly octets: Buffer;
	answer(octets: Buffer): void;
}

/** A socket that keeps what arrives until somebody asks for it. */
async function inbox(t: TestContext): Promise<{ readonly port: number; next(): Promise<Datagram> }> {
	const socket = createSocket("udp4");
	socket.bind(0, "127.0.0.1");
	await once(socket, "listening");
	t.after(() => socket.close());
	const arrived: Datagram[] = [];
	socket.on("message", (octets, from) =>
		arrived.push({ octets, answer: (reply) => socket.send(reply, from.port, from.address) }),
	);
	return {
		port: socket.address().port,
		async next() {
			while (arrived.length === 0) await new Promise<void>((resolve) => setImmediate(resolve));
			return arrived.shift()!;
		},
	};
}

test("over its rate a network has every second answer truncated and the others dropped, of that kind only", () => {
	const rates = new ResponseRates(10, 1);
	const verdicts = Array.from({ length: 14 }, () => rates.judge("192.0.2.7", "key", 0));
	assert.deepEqual(verdicts.slice(0, 10), Array(10).fill("answer"));
	assert.deepEqual(verdicts.slice(10), ["drop", "truncate", "drop", "truncate"]);
	assert.equal(rates.judge("192.0.2.200", "key", 0), "drop");
	assert.equal(rates.judge("192.0.2.7", "other", 0), "answer");
	assert.equal(rates.judge("198.51.100.7", "key", 0), "answer");
	assert.equal(rates.judge("192.0.2.7", "key", 100), "answer");
	assert.equal(rates.judge("192.0.2.7", "key", 100), "truncate");
	const unlimited = new ResponseRates(0, 1);
	for (let i = 0; i < 1_000; i++) assert.equal(unlimited.judge("192.0.2.7", "key", 0), "answer");
});

test("a network is a /24 or a /56, however it is written", () => {
	assert.equal(networkOf("192.0.2.7"), networkOf("::ffff:192.0.2.8"));
	assert.equal(networkOf("2001:db8:1:200::1"), networkOf("2001:db8:1:2ff:1:2:3:4"));
	assert.notEqual(networkOf("2001:db8:1:200::1"), networkOf("2001:db8:1:300::1"));
	assert.equal(networkOf("2001:db8::1"), networkOf("2001:db8:0:0:9::"));
});

test("a limited answer over UDP says to ask over TCP", async (t) => {
	const { door } = await opened(t, { answersPerSecond: 1 });
	const query = encodeQuery(NAME, "TXT");
	assert.equal((await overUdp(door.port, query))?.flag_tc, false);
	assert.equal(await overUdp(door.port, query, 50), null);
	const third = await overUdp(door.port, query);
	assert.deepEqual([third?.flag_tc, third?.answers?.length], [true, 0]);
	assert.equal((await overTcp(door.port, [framed(query)])).length, 1);
});
