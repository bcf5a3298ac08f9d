import assert from "node:assert/strict";
import { test } from "node:test";
import type packet from "dns-packet";
import { ask, data, LONG_TEXT, types, ZONE } from "../../../test/support/dns-zone.ts";

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
