import assert from "node:assert/strict";
import { test } from "node:test";
import packet from "dns-packet";
import { readQuery } from "./query.ts";
import type { ResourceRecord } from "./records.ts";
import { Responder, type Transport } from "./responder.ts";
import { Zone } from "./zone.ts";

const ZONE = "relay.example";
const LONG_TEXT = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;

const a = (name: string, address: string): ResourceRecord => ({
	name,
	ttlSeconds: 300,
	data: { type: "A", address },
});
const cname = (name: string, target: string): ResourceRecord => ({
	name,
	ttlSeconds: 300,
	data: { type: "CNAME", target },
});
const txt = (name: string, text: string): ResourceRecord => ({
	name,
	ttlSeconds: 300,
	data: { type: "TXT", text },
});

function exampleZone(): Zone {
	const soa = {
		type: "SOA",
		primary: `ns1.${ZONE}`,
		mailbox: `hostmaster.${ZONE}`,
		serial: 7,
		refreshSeconds: 3600,
		retrySeconds: 600,
		expireSeconds: 1_209_600,
		negativeTtlSeconds: 60,
	} as const;
	const zone = new Zone(ZONE, soa, 3600);
	const flaws = zone.replace({
		names: [],
		records: [
			{ name: ZONE, ttlSeconds: 3600, data: { type: "NS", target: `ns1.${ZONE}` } },
			{ name: ZONE, ttlSeconds: 3600, data: { type: "NS", target: "ns.elsewhere.example" } },
			{ name: ZONE, ttlSeconds: 300, data: { type: "CAA", flags: 0, tag: "issue", value: "ca.example" } },
			a(`ns1.${ZONE}`, "192.0.2.53"),
			{ name: `ns1.${ZONE}`, ttlSeconds: 300, data: { type: "AAAA", address: "2001:db8::53" } },
			a(`mx.${ZONE}`, "192.0.2.25"),
			{
				name: `d1.rp.${ZONE}`,
				ttlSeconds: 300,
				data: { type: "MX", preference: 10, exchange: `mx.${ZONE}` },
			},
			txt(`d1.rp.${ZONE}`, "v=spf1 ip4:192.0.2.25 -all"),
			txt(`ag1.d1.dkim.${ZONE}`, LONG_TEXT),
			cname(`alias.${ZONE}`, `mx.${ZONE}`),
			cname(`away.${ZONE}`, "www.elsewhere.example"),
			cname(`broken.${ZONE}`, `nothing.${ZONE}`),
			cname(`round.${ZONE}`, `about.${ZONE}`),
			cname(`about.${ZONE}`, `round.${ZONE}`),
		],
	});
	assert.deepEqual(flaws, []);
	return zone;
}

interface Reply {
	readonly rcode: string;
	readonly flag_aa: boolean;
	readonly flag_tc: boolean;
	readonly flag_rd: boolean;
	readonly flag_ra: boolean;
	readonly id: number;
	readonly questions: readonly { readonly name: string }[];
	readonly answers: readonly (packet.Answer & { data: unknown })[];
	readonly authorities: readonly packet.Answer[];
	readonly additionals: readonly packet.Answer[];
	readonly bytes: number;
}

function send(zone: Zone, octets: Buffer, transport: Transport = "udp"): Reply {
	const query = readQuery(octets);
	assert.ok(query !== undefined);
	const reply = new Responder(zone).respond(octets, query, transport);
	return { ...(packet.decode(reply) as unknown as Reply), bytes: reply.length };
}

interface Asking {
	readonly udpBytes?: number;
	readonly transport?: Transport;
	readonly class?: string;
}

const asked = (name: string, type: string, { udpBytes, ...more }: Asking = {}): Buffer =>
	packet.encode({
		type: "query",
		id: 4711,
		flags: packet.RECURSION_DESIRED,
		questions: [{ name, type: type as "A", class: (more.class ?? "IN") as "IN" }],
		...(udpBytes === undefined
			? {}
			: { additionals: [{ type: "OPT", name: ".", udpPayloadSize: udpBytes } as never] }),
	});

const ask = (name: string, type: string, asking: Asking = {}): Reply =>
	send(exampleZone(), asked(name, type, asking), asking.transport);

const data = (reply: Reply): unknown[] => reply.answers.map((each) => each.data);
const types = (records: readonly packet.Answer[]): string[] => records.map(({ type }) => type);

test("a record that is there is answered with authority, without recursion", () => {
	const reply = ask(`ns1.${ZONE}`, "A");
	assert.equal(reply.rcode, "NOERROR");
	assert.deepEqual([reply.flag_aa, reply.flag_ra, reply.flag_rd, reply.flag_tc], [true, false, true, false]);
	assert.equal(reply.id, 4711);
	assert.deepEqual(data(reply), ["192.0.2.53"]);
	assert.deepEqual(data(ask(`ns1.${ZONE}`, "AAAA")), ["2001:db8::53"]);
});

test("the case of the question comes back, and the name is found in any case", () => {
	const reply = ask("nS1.ReLaY.eXaMpLe", "A");
	assert.equal(reply.questions[0]?.name, "nS1.ReLaY.eXaMpLe");
	assert.equal(reply.answers[0]?.name, "nS1.ReLaY.eXaMpLe");
});

test("a kept answer is the same answer, with the case of the next question", () => {
	const zone = exampleZone();
	const responder = new Responder(zone);
	for (const name of ["MX.relay.example", "mx.RELAY.example"]) {
		const octets = asked(name, "A");
		const reply = packet.decode(responder.respond(octets, readQuery(octets)!, "udp"));
		assert.equal(reply.answers?.[0]?.name, name);
	}
});

test("what is kept of one absent name is right for others of its length", () => {
	const responder = new Responder(exampleZone());
	for (const name of [`below.ns1.${ZONE}`, `below.abc.${ZONE}`, `nothing12.${ZONE}`]) {
		const octets = asked(name, "A");
		const { authorities } = packet.decode(responder.respond(octets, readQuery(octets)!, "udp"));
		assert.equal((authorities as packet.SoaAnswer[])[0]?.data.mname, `ns1.${ZONE}`, name);
	}
});

test("a DKIM key of 400 octets arrives whole, in strings of at most 255", () => {
	const reply = ask(`ag1.d1.dkim.${ZONE}`, "TXT", { udpBytes: 1232 });
	const strings = data(reply)[0] as Buffer[];
	assert.deepEqual(
		strings.map(({ length }) => length),
		[255, LONG_TEXT.length - 255],
	);
	assert.equal(Buffer.concat(strings).toString(), LONG_TEXT);
});

test("MX comes with the addresses of its host, and its names are compressed", () => {
	const reply = ask(`d1.rp.${ZONE}`, "MX");
	assert.deepEqual(data(reply), [{ preference: 10, exchange: `mx.${ZONE}` }]);
	assert.deepEqual(types(reply.additionals), ["A"]);
	assert.equal(reply.bytes, 12 + 21 + 4 + (2 + 10 + 2 + 5) + (2 + 10 + 4));
});

test("a name that is not there is NXDOMAIN, with the SOA for as long as that lasts", () => {
	const reply = ask(`nobody.${ZONE}`, "A");
	assert.equal(reply.rcode, "NXDOMAIN");
	assert.equal(reply.flag_aa, true);
	assert.deepEqual(types(reply.authorities), ["SOA"]);
	const soa = reply.authorities[0] as packet.SoaAnswer;
	assert.deepEqual([soa.name, soa.ttl, soa.data.serial], [ZONE, 60, 7]);
	assert.equal(soa.data.rname, `hostmaster.${ZONE}`);
});

test("a name without records of that type, and a name that has only names below it, are NOERROR with the SOA", () => {
	for (const name of [`ns1.${ZONE}`, `dkim.${ZONE}`, `d1.dkim.${ZONE}`, ZONE]) {
		const reply = ask(name, "TXT");
		assert.equal(reply.rcode, "NOERROR", name);
		assert.deepEqual(types(reply.answers), []);
		assert.deepEqual(types(reply.authorities), ["SOA"]);
	}
});

test("the apex has SOA, NS and CAA", () => {
	assert.equal((data(ask(ZONE, "SOA"))[0] as { serial: number }).serial, 7);
	assert.deepEqual(data(ask(ZONE, "NS")), [`ns1.${ZONE}`, "ns.elsewhere.example"]);
	assert.deepEqual(types(ask(ZONE, "NS").additionals), ["A", "AAAA"]);
	const [caa] = data(ask(ZONE, "CAA")) as { tag: string; value: string }[];
	assert.deepEqual([caa?.tag, caa?.value], ["issue", "ca.example"]);
});

test("aliases are followed inside the zone, and left to the resolver outside it", () => {
	assert.deepEqual(data(ask(`alias.${ZONE}`, "A")), [`mx.${ZONE}`, "192.0.2.25"]);
	assert.deepEqual(types(ask(`alias.${ZONE}`, "CNAME").answers), ["CNAME"]);
	const away = ask(`away.${ZONE}`, "A");
	assert.deepEqual(
		[away.rcode, data(away), types(away.authorities)],
		["NOERROR", ["www.elsewhere.example"], []],
	);
	const broken = ask(`broken.${ZONE}`, "A");
	assert.deepEqual(
		[broken.rcode, data(broken), types(broken.authorities)],
		["NXDOMAIN", [`nothing.${ZONE}`], ["SOA"]],
	);
	assert.deepEqual(types(ask(`round.${ZONE}`, "A").answers), ["CNAME", "CNAME"]);
});

test("a name outside the zone, and another class, are refused", () => {
	for (const name of ["elsewhere.example", "example", "otherrelay.example", "."]) {
		const reply = ask(name, "A");
		assert.deepEqual([reply.rcode, reply.flag_aa, reply.authorities], ["REFUSED", false, []], name);
	}
	assert.equal(ask(`ns1.${ZONE}`, "A", { class: "CH" }).rcode, "REFUSED");
});

test("ANY has one set of records", () => {
	assert.deepEqual(types(ask(`ns1.${ZONE}`, "ANY").answers), ["A"]);
	assert.deepEqual(types(ask(ZONE, "ANY").answers), ["SOA"]);
});

test("what does not fit is truncated, over TCP it is whole", () => {
	const name = `big.${ZONE}`;
	const zone = exampleZone();
	zone.replace({ names: [name], records: [txt(name, "x".repeat(1_500))] });
	for (const udpBytes of [undefined, 512, 1_232, 4_096]) {
		const reply = send(zone, asked(name, "TXT", udpBytes === undefined ? {} : { udpBytes }));
		assert.deepEqual([reply.flag_tc, reply.answers], [true, []]);
		assert.ok(reply.bytes <= 512);
	}
	const whole = send(zone, asked(name, "TXT"), "tcp");
	assert.equal(whole.flag_tc, false);
	assert.equal(Buffer.concat(data(whole)[0] as Buffer[]).length, 1_500);
});

test("addresses that do not fit beside the answer are left out without truncation", () => {
	const zone = exampleZone();
	const host = `many.${ZONE}`;
	const addresses = Array.from({ length: 40 }, (_, i) => a(host, `192.0.2.${i + 1}`));
	const mx = {
		name: `m.${ZONE}`,
		ttlSeconds: 300,
		data: { type: "MX", preference: 1, exchange: host },
	} as const;
	zone.replace({ names: [host, mx.name], records: [...addresses, mx] });
	const reply = send(zone, asked(mx.name, "MX"));
	assert.deepEqual([reply.flag_tc, types(reply.answers), reply.additionals], [false, ["MX"], []]);
	assert.equal(send(zone, asked(mx.name, "MX"), "tcp").additionals.length, 40);
});

test("EDNS is answered with EDNS, another version with BADVERS", () => {
	assert.deepEqual(types(ask(`mx.${ZONE}`, "A").additionals), []);
	const reply = ask(`mx.${ZONE}`, "A", { udpBytes: 4_096 });
	assert.deepEqual(types(reply.additionals), ["OPT"]);
	assert.equal((reply.additionals[0] as unknown as { udpPayloadSize: number }).udpPayloadSize, 1_232);
	const octets = asked(`mx.${ZONE}`, "A", { udpBytes: 4_096 });
	octets[octets.length - 5] = 1; // the version
	const other = send(exampleZone(), octets);
	assert.equal((other.additionals[0] as unknown as { extendedRcode: number }).extendedRcode, 1);
	assert.deepEqual(other.answers, []);
});

test("other opcodes are NOTIMP; two questions, none, and what cannot be read are FORMERR", () => {
	const zone = exampleZone();
	const octets = asked(`mx.${ZONE}`, "A");
	const with16 = (at: number, value: number): Buffer => {
		const changed = Buffer.from(octets);
		changed.writeUInt16BE(value, at);
		return changed;
	};
	for (const opcode of [1, 2, 4, 5, 6, 15]) assert.equal(send(zone, with16(2, opcode << 11)).rcode, "NOTIMP");
	for (const count of [0, 2]) assert.equal(send(zone, with16(4, count)).rcode, "FORMERR");
	assert.equal(send(zone, with16(6, 1)).rcode, "FORMERR");
	assert.equal(send(zone, with16(10, 1)).rcode, "FORMERR");
	assert.equal(send(zone, octets.subarray(0, 20)).rcode, "FORMERR");
	assert.equal(send(zone, Buffer.concat([octets, Buffer.alloc(3)])).rcode, "FORMERR");
	const pointsAtItself = Buffer.concat([octets.subarray(0, 12), Buffer.from([0xc0, 0x0c, 0, 1, 0, 1])]);
	assert.equal(send(zone, pointsAtItself).rcode, "FORMERR");
});

test("a response and a scrap are never answered", () => {
	const octets = asked(`mx.${ZONE}`, "A");
	octets[2] = 0x80;
	assert.equal(readQuery(octets), undefined);
	assert.equal(readQuery(Buffer.alloc(11)), undefined);
});

test("labels of 63 octets and names of 255 are looked for; longer ones are FORMERR", () => {
	const query = (labels: readonly number[]): Buffer =>
		Buffer.concat([
			asked(".", "A").subarray(0, 12),
			...labels.map((length) => Buffer.concat([Buffer.from([length]), Buffer.alloc(length, "a")])),
			Buffer.from("\x05relay\x07example\x00\x00\x01\x00\x01", "latin1"),
		]);
	assert.equal(send(exampleZone(), query([63])).rcode, "NXDOMAIN");
	assert.equal(send(exampleZone(), query([63, 63, 63, 47])).rcode, "NXDOMAIN"); // 3·64 + 48 + 15 = 255
	assert.equal(send(exampleZone(), query([63, 63, 63, 48])).rcode, "FORMERR");
	assert.equal(send(exampleZone(), query([64])).rcode, "FORMERR");
});

test("a change is answered at once, and names above what was taken away vanish with it", () => {
	const zone = exampleZone();
	const responder = new Responder(zone);
	const rcode = (name: string): string => {
		const octets = asked(name, "TXT");
		return (packet.decode(responder.respond(octets, readQuery(octets)!, "udp")) as unknown as Reply).rcode;
	};
	const name = `ag1.d1.dkim.${ZONE}`;
	assert.deepEqual([rcode(name), rcode(`ag1.d2.dkim.${ZONE}`)], ["NOERROR", "NXDOMAIN"]);
	zone.replace({ names: [name], records: [txt(`ag1.d2.dkim.${ZONE}`, "v=DKIM1; p=")] });
	assert.deepEqual([rcode(name), rcode(`ag1.d2.dkim.${ZONE}`)], ["NXDOMAIN", "NOERROR"]);
	assert.deepEqual([rcode(`d1.dkim.${ZONE}`), rcode(`d2.dkim.${ZONE}`)], ["NXDOMAIN", "NOERROR"]);
	zone.replace({ names: [`ag1.d2.dkim.${ZONE}`], records: [] });
	assert.equal(rcode(`dkim.${ZONE}`), "NXDOMAIN");
	assert.equal(rcode(ZONE), "NOERROR");
});

test("records that cannot be served are told and left out", () => {
	const flaws = exampleZone().replace({
		names: [],
		records: [
			a(`bad..${ZONE}`, "192.0.2.1"),
			a(`v6.${ZONE}`, "2001:db8::1"),
			a("elsewhere.example", "192.0.2.1"),
			txt(`mx.${ZONE}`, "fine"),
			cname(`mx.${ZONE}`, `ns1.${ZONE}`),
			txt(`alias.${ZONE}`, "beside an alias"),
			{ name: `t.${ZONE}`, ttlSeconds: -1, data: { type: "TXT", text: "" } },
		],
	});
	assert.deepEqual(
		flaws.map(({ record }) => record.name),
		[`bad..${ZONE}`, `v6.${ZONE}`, "elsewhere.example", `mx.${ZONE}`, `alias.${ZONE}`, `t.${ZONE}`],
	);
});
