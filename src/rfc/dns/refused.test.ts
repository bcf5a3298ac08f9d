import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, asked, exampleZone, send, types, ZONE } from "../../../test/support/dns-zone.ts";
import { readQuery } from "./query.ts";

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
