import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { contains, parseIp, parseNetwork } from "./cidr.ts";

const within = (network: string, address: string): boolean => {
	const [net, ip] = [parseNetwork(network), parseIp(address)];
	assert.ok(net && ip, `${network} or ${address} is not understood`);
	return contains(net, ip);
};

test("an address is in the networks that share its leading bits", () => {
	assert.ok(within("192.0.2.0/24", "192.0.2.255"));
	assert.ok(!within("192.0.2.0/24", "192.0.3.0"));
	assert.ok(within("0.0.0.0/0", "203.0.113.9"));
	assert.ok(within("2001:db8::/32", "2001:db8:ffff::1"));
	assert.ok(!within("2001:db8::/32", "2001:db9::"));
	assert.ok(within("fe80::/10", "fe80::1%eth0"));
});

test("an IPv4-mapped address is the IPv4 address", () => {
	assert.ok(within("127.0.0.0/8", "::ffff:127.0.0.1"));
	assert.ok(within("127.0.0.0/8", "::ffff:7f00:1"));
	assert.ok(!within("::/0", "::ffff:127.0.0.1"));
});

test("a network of one address needs no prefix, and a wrong prefix is no network", () => {
	assert.ok(within("192.0.2.7", "192.0.2.7"));
	for (const text of ["192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "::/129", "localhost", "1.2.3.4.5/8"])
		assert.equal(parseNetwork(text), undefined, text);
});

test("any text is read without throwing", () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
			parseIp(text);
			parseNetwork(`${text}/8`);
		}),
	);
});
