import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { blockListAnswer, blockListName } from "./block-list.ts";

test("an address is looked for by its octets or nibbles, the last first", () => {
	assert.equal(blockListName("192.0.2.10", "list.example"), "10.2.0.192.list.example");
	assert.equal(
		blockListName("2001:db8::1", "list.example"),
		`1${".0".repeat(23)}.8.b.d.0.1.0.0.2.list.example`,
	);
	assert.equal(blockListName("nonsense", "list.example"), undefined);
});

test("an entry is an address of loopback; those of refusals, and of whoever answers everything, are none", () => {
	assert.equal(blockListAnswer([]), "not-listed");
	assert.equal(blockListAnswer(["127.0.0.2", "127.0.0.10"]), "listed");
	assert.equal(blockListAnswer(["127.255.255.254"]), "refused");
	assert.equal(blockListAnswer(["198.51.100.7"]), "refused");
	assert.equal(blockListAnswer(["127.0.0.2", "198.51.100.7"]), "refused");
});

test("no answer is taken for an entry that is not of loopback, whatever it is", () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(fc.string(), fc.ipV4()), { minLength: 1 }), (records) => {
			if (blockListAnswer(records) === "listed") for (const one of records) assert.match(one, /^127\.\d/);
		}),
	);
});
