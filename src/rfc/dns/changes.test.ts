import assert from "node:assert/strict";
import { test } from "node:test";
import packet from "dns-packet";
import { a, asked, cname, exampleZone, type Reply, txt, ZONE } from "../../../test/support/dns-zone.ts";
import { readQuery } from "./query.ts";
import { Responder } from "./responder.ts";

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
