import assert from "node:assert/strict";
import { test } from "node:test";
import { a, ask, asked, data, exampleZone, send, txt, types, ZONE } from "../../../test/support/dns-zone.ts";

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
