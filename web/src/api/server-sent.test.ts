import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { EventReader } from "./server-sent.ts";

test("events come with their ids and data; comments are nothing", () => {
	const reader = new EventReader();
	assert.deepEqual(reader.read("retry: 3000\nid: a-0\n\n: still here\n\n"), [{ id: "a-0", data: "" }]);
	assert.deepEqual(reader.read('id: a-1\r\ndata: {"x":1}\r\n\r\n'), [{ id: "a-1", data: '{"x":1}' }]);
	assert.deepEqual(reader.read("data: one\ndata:two\n\n"), [{ id: "a-1", data: "one\ntwo" }]);
});

test("what is not whole yet waits", () => {
	const reader = new EventReader();
	assert.deepEqual(reader.read("data: hal"), []);
	assert.deepEqual(reader.read("f\n"), []);
	assert.deepEqual(reader.read("\n"), [{ id: "", data: "half" }]);
});

test("however it is cut, the same events come", () => {
	const line = fc.string().filter((text) => !/[\r\n]/.test(text));
	const property = fc.property(fc.array(line, { maxLength: 8 }), fc.nat(12), (datas, size) => {
		const text = datas.map((data, index) => `id: ${index}\ndata: ${data}\n\n`).join("");
		const whole = new EventReader().read(text);
		const reader = new EventReader();
		const pieces = text.match(new RegExp(`[\\s\\S]{1,${size + 1}}`, "g")) ?? [];
		assert.deepEqual(
			pieces.flatMap((piece) => reader.read(piece)),
			whole,
		);
		assert.deepEqual(
			whole.map(({ data }) => data),
			datas,
		);
	});
	fc.assert(property, { numRuns: fuzzRuns(200) });
});
