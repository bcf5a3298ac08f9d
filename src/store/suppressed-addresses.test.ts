import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/fuzz.ts";
import { SuppressedAddresses } from "./suppressed-addresses.ts";

const limits = { perAccount: 3, addresses: 5, accounts: 3 };

test("an account with few is answered from memory, one with many is asked about", () => {
	const memory = new SuppressedAddresses(limits);
	assert.equal(memory.mayHold("few", "a@x"), undefined);
	memory.learn("few", ["a@x"]);
	memory.learn("many", ["a@x", "b@x", "c@x", "d@x"]);
	assert.equal(memory.mayHold("few", "a@x"), true);
	assert.equal(memory.mayHold("few", "b@x"), false);
	assert.equal(memory.mayHold("many", "z@x"), true);
	assert.equal(memory.size, 1);
});

test("an account crosses from few to many, and is learnt anew when one was taken off", () => {
	const memory = new SuppressedAddresses(limits);
	memory.learn("a", []);
	for (const address of ["1@x", "2@x", "3@x", "3@x"]) memory.added("a", address);
	assert.equal(memory.mayHold("a", "4@x"), false);
	memory.added("a", "4@x");
	assert.equal(memory.mayHold("a", "5@x"), true);
	assert.equal(memory.size, 0);
	memory.removed("a", "4@x");
	assert.equal(memory.mayHold("a", "5@x"), undefined);
});

test("the account that was asked about longest ago goes first", () => {
	const memory = new SuppressedAddresses(limits);
	memory.learn("a", ["1@x", "2@x"]);
	memory.learn("b", ["1@x", "2@x"]);
	memory.mayHold("a", "1@x");
	memory.learn("c", ["1@x", "2@x"]);
	assert.equal(memory.mayHold("b", "1@x"), undefined);
	assert.equal(memory.mayHold("a", "1@x"), true);
});

test("it never says no wrongly, and never holds more than its limits", () => {
	const account = fc.constantFrom("a", "b", "c", "d");
	const address = fc.constantFrom("1", "2", "3", "4", "5", "6");
	const step = fc.record({ verb: fc.constantFrom("ask", "add", "remove"), account, address });
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const memory = new SuppressedAddresses(limits);
			const truth = new Map<string, Set<string>>();
			for (const { verb, account: whose, address: which } of steps) {
				const list = truth.get(whose) ?? new Set();
				truth.set(whose, list);
				if (verb === "add") {
					list.add(which);
					memory.added(whose, which);
				} else if (verb === "remove") {
					list.delete(which);
					memory.removed(whose, which);
				} else {
					if (memory.mayHold(whose, which) === undefined) memory.learn(whose, [...list]);
					if (memory.mayHold(whose, which) === false) assert.equal(list.has(which), false);
				}
				assert.ok(memory.size >= 0 && memory.size <= limits.addresses);
			}
		}),
	);
});
