import assert from "node:assert/strict";
import { test } from "node:test";
import packet from "dns-packet";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { masterFile } from "./master-file.ts";
import { nameOctets, nameText } from "./names.ts";
import { EDNS_UDP_BYTES, PLAIN_UDP_BYTES } from "./numbers.ts";
import { readQuery } from "./query.ts";
import type { RecordData, ResourceRecord } from "./records.ts";
import { Responder } from "./responder.ts";
import { transferMessages } from "./transfer.ts";
import { sign, signatureOffset, verify } from "./tsig.ts";
import { Zone } from "./zone.ts";

const ZONE = "relay.example";
const SOA = {
	type: "SOA",
	primary: `ns1.${ZONE}`,
	mailbox: `hostmaster.${ZONE}`,
	serial: 1,
	refreshSeconds: 1,
	retrySeconds: 1,
	expireSeconds: 1,
	negativeTtlSeconds: 1,
} as const;

const label = fc.stringMatching(/^[a-z0-9_-]{1,12}$/);
const name = fc.array(label, { maxLength: 3 }).map((labels) => [...labels, ZONE].join("."));
const data: fc.Arbitrary<RecordData> = fc.oneof(
	fc.ipV4().map((address) => ({ type: "A" as const, address })),
	fc.ipV6().map((address) => ({ type: "AAAA" as const, address })),
	name.map((target) => ({ type: "CNAME" as const, target })),
	fc.record({ type: fc.constant("MX" as const), preference: fc.nat(65_535), exchange: name }),
	fc.string({ maxLength: 900, unit: "binary" }).map((text) => ({ type: "TXT" as const, text })),
);
const records: fc.Arbitrary<ResourceRecord[]> = fc.array(
	fc.record({ name, ttlSeconds: fc.nat(86_400), data }),
	{ maxLength: 20 },
);
const types = fc.constantFrom("A", "AAAA", "MX", "TXT", "CNAME", "SOA", "ANY", "NS", "IXFR", "AXFR", "PTR");

function zoneOf(content: readonly ResourceRecord[]): Zone {
	const zone = new Zone(ZONE, SOA, 60);
	zone.replace({ names: [], records: content });
	return zone;
}

const withSamples = records.chain((content) =>
	fc.record({
		content: fc.constant(content),
		asked: content.length === 0 ? name : fc.oneof(name, fc.constantFrom(...content.map((each) => each.name))),
		type: types,
		udpBytes: fc.option(fc.nat(65_535), { nil: undefined }),
	}),
);

type Sample = typeof withSamples extends fc.Arbitrary<infer Value> ? Value : never;

const encoded = ({ asked, type, udpBytes }: Sample): Buffer =>
	packet.encode({
		type: "query",
		id: 1,
		questions: [{ name: asked, type: type as "A", class: "IN" }],
		...(udpBytes === undefined
			? {}
			: { additionals: [{ type: "OPT", name: ".", udpPayloadSize: udpBytes } as never] }),
	});

test("another decoder reads every answer, and none is larger than was asked for", () => {
	fc.assert(
		fc.property(withSamples, (sample) => {
			const octets = encoded(sample);
			const query = readQuery(octets);
			assert.ok(query !== undefined);
			const responder = new Responder(zoneOf(sample.content));
			const reply = responder.respond(octets, query, "udp");
			const most = Math.max(PLAIN_UDP_BYTES, Math.min(EDNS_UDP_BYTES, sample.udpBytes ?? 0));
			assert.ok(reply.length <= most);
			const decoded = packet.decode(reply);
			assert.equal(packet.decode.bytes, reply.length);
			assert.equal(decoded.questions?.[0]?.name, sample.asked);
			assert.deepEqual(responder.respond(octets, query, "udp"), reply);
			packet.decode(responder.respond(octets, query, "tcp"));
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("an answer does not depend on what was asked before it", () => {
	const asked = fc.record({
		content: records,
		names: fc.array(fc.tuple(name, types), { minLength: 2, maxLength: 12 }),
	});
	fc.assert(
		fc.property(asked, ({ content, names }) => {
			const zone = zoneOf(content);
			const kept = new Responder(zone);
			for (const [name, type] of names) {
				const octets = encoded({ content, asked: name, type, udpBytes: undefined });
				const query = readQuery(octets);
				assert.ok(query !== undefined);
				const decoded = packet.decode(kept.respond(octets, query, "udp"));
				assert.deepEqual(decoded, packet.decode(new Responder(zone).respond(octets, query, "udp")));
			}
		}),
		{ numRuns: fuzzRuns(100) },
	);
});

test("mutated and random packets are answered with an answer or not at all", () => {
	const zone = zoneOf([{ name: `a.${ZONE}`, ttlSeconds: 1, data: { type: "TXT", text: "x".repeat(700) } }]);
	const responder = new Responder(zone);
	const key = { name: "key", secret: Buffer.alloc(32, 7) };
	const mutated = fc
		.record({
			sample: withSamples,
			signed: fc.boolean(),
			edits: fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 6 }),
			cut: fc.nat(200),
		})
		.map(({ sample, signed, edits, cut }) => {
			const plain = encoded(sample);
			const octets = Buffer.from(signed ? sign(plain, key, 1).message : plain);
			for (const [at, value] of edits) if (at < octets.length) octets[at] = value;
			return octets.subarray(0, Math.max(octets.length - (cut > 150 ? cut - 150 : 0), 0));
		});
	const random = fc.uint8Array({ maxLength: 600 }).map((octets) => Buffer.from(octets));
	fc.assert(
		fc.property(fc.oneof(mutated, random), (octets) => {
			const before = Buffer.from(octets);
			const query = readQuery(octets);
			signatureOffset(octets);
			if (query === undefined) {
				assert.ok(octets.length < 12 || (octets.readUInt8(2) & 0x80) !== 0);
				return;
			}
			if (query.tsigAt >= 0) verify(octets, query.tsigAt, [key], 1);
			const reply = responder.respond(octets, query, "udp");
			assert.ok(reply.length <= EDNS_UDP_BYTES);
			assert.equal(reply.readUInt16BE(0), octets.readUInt16BE(0));
			assert.equal(reply.readUInt8(2) & 0x80, 0x80);
			assert.deepEqual(octets, before);
		}),
		{ numRuns: fuzzRuns(3_000) },
	);
});

test("whatever a zone holds, each record is in its transfer and its file once", () => {
	fc.assert(
		fc.property(records, (content) => {
			const zone = zoneOf(content);
			const all = [...zone.records()];
			const octets = packet.encode({
				type: "query",
				id: 1,
				questions: [{ name: ZONE, type: "AXFR" as "A" }],
			});
			const messages = [...transferMessages({ octets, questionEnd: octets.length }, zone.soa, all)];
			const transferred = messages.flatMap((message) => packet.decode(message).answers ?? []);
			assert.equal(transferred.length, all.length + 2);
			assert.deepEqual(
				transferred.slice(1, -1).map((record) => record.name),
				all.map((record) => record.name),
			);
			const lines = [...masterFile(zone.soa, all)];
			assert.equal(lines.length, all.length + 1);
			for (const line of lines) assert.match(line, /^[\x20-\x7e]+\n$/);
		}),
		{ numRuns: fuzzRuns(100) },
	);
});

test("any octets of a name come back from its text", () => {
	const labels = fc.array(fc.uint8Array({ minLength: 1, maxLength: 63 }), { maxLength: 3 });
	fc.assert(
		fc.property(labels, (parts) => {
			const octets = Buffer.concat([
				...parts.map((part) => Buffer.from([part.length, ...part])),
				Buffer.alloc(1),
			]);
			assert.deepEqual(nameOctets(nameText(octets)), octets);
		}),
		{ numRuns: fuzzRuns(300) },
	);
	fc.assert(
		fc.property(fc.string({ maxLength: 300 }), (text) => {
			assert.ok((nameOctets(text)?.length ?? 0) <= 255);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("a signature that its message does not count is malformed", () => {
	const key = { name: "transfer.key", secret: Buffer.alloc(32, 1) };
	const { message } = sign(Buffer.alloc(12), key, 1_000);
	const tsigAt = signatureOffset(message);
	assert.equal(verify(message, tsigAt, [key], 1_000).kind, "valid");
	message.writeUInt16BE(0, 10);
	assert.equal(verify(message, tsigAt, [key], 1_000).kind, "malformed");
});

test("a signature holds for its octets, its key and its time only", () => {
	const key = { name: "transfer.key", secret: Buffer.alloc(32, 1) };
	fc.assert(
		fc.property(withSamples, fc.nat(400), fc.integer({ min: 1, max: 255 }), (sample, at, change) => {
			const { message } = sign(encoded(sample), key, 1_000);
			const tsigAt = signatureOffset(message);
			assert.equal(verify(message, tsigAt, [key], 1_200).kind, "valid");
			assert.equal(verify(message, tsigAt, [key], 1_301).kind, "invalid");
			assert.equal(verify(message, tsigAt, [{ ...key, secret: Buffer.alloc(32, 2) }], 1_000).kind, "invalid");
			const changed = Buffer.from(message);
			const place = at % tsigAt;
			changed[place] = (changed[place] ?? 0) ^ change;
			// The id is the one part that may change on the way: the signature keeps the original (RFC 8945 §5.4).
			if (place >= 2) assert.notEqual(verify(changed, tsigAt, [key], 1_000).kind, "valid");
		}),
		{ numRuns: fuzzRuns(200) },
	);
});
