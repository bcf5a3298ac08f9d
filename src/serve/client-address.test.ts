import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import { clientAddress } from "./client-address.ts";

const isProxy = (address: string): boolean => address.startsWith("10.");

test("the socket's address counts where no proxy of ours is between, whatever the client writes", () => {
	assert.equal(clientAddress("192.0.2.1", "198.51.100.1", isProxy), "192.0.2.1");
	assert.equal(clientAddress("::ffff:192.0.2.1", null, isProxy), "192.0.2.1");
	assert.equal(
		clientAddress("10.0.0.1", "198.51.100.1", () => false),
		"10.0.0.1",
	);
});

test("behind our proxies it is who the first of them saw", () => {
	assert.equal(clientAddress("10.0.0.1", "192.0.2.1", isProxy), "192.0.2.1");
	assert.equal(clientAddress("10.0.0.1", "203.0.113.66, 192.0.2.1, 10.0.0.2", isProxy), "192.0.2.1");
	assert.equal(clientAddress("10.0.0.1", "2001:db8::1", isProxy), "2001:db8::1");
	assert.equal(clientAddress("10.0.0.1", "unknown", isProxy), "10.0.0.1");
	assert.equal(clientAddress("10.0.0.1", null, isProxy), "10.0.0.1");
});

test("what a client writes in front changes nothing, and nothing else is ever an address", () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 200 }), fc.ipV4(), (written, client) => {
			fc.pre(!isProxy(client));
			const address = clientAddress("10.0.0.1", `${written}, ${client}`, isProxy);
			assert.ok(address === client || (written.split(",").length >= 20 && address === "10.0.0.1"));
			assert.match(clientAddress("10.0.0.1", written, isProxy), /^[0-9a-f.:]+$/i);
		}),
		{ numRuns: fuzzRuns(200) },
	);
});
