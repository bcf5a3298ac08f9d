import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/fuzz.ts";
import { Fifo } from "./fifo.ts";

test("a fifo does what an array does, whatever is asked of it", () => {
	const operations = fc.array(fc.constantFrom("push", "push", "shift", "unshift", "drain"), {
		maxLength: 60,
	});
	fc.assert(
		fc.property(operations, (names) => {
			const fifo = new Fifo<number>();
			const model: number[] = [];
			for (const [item, name] of names.entries()) {
				if (name === "push") {
					fifo.push(item);
					model.push(item);
				} else if (name === "unshift") {
					fifo.unshift(item);
					model.unshift(item);
				} else if (name === "drain") assert.deepEqual(fifo.drain(), model.splice(0));
				else assert.equal(fifo.shift(), model.shift());
				assert.equal(fifo.size, model.length);
			}
		}),
	);
});

test("a fifo that is filled and emptied by the thousand keeps its order", () => {
	const fifo = new Fifo<number>();
	let written = 0;
	let read = 0;

	for (let round = 0; round < 50; round++) {
		for (let i = 0; i < 100; i++) fifo.push(written++);
		for (let i = 0; i < 70; i++) assert.equal(fifo.shift(), read++);
	}

	assert.deepEqual(
		fifo.drain(),
		Array.from({ length: written - read }, (_, i) => read + i),
	);
});
