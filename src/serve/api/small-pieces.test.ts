import assert from "node:assert/strict";
import { test } from "node:test";
import type { Context } from "hono";
import { type BodyLease, readWithin } from "./body.ts";

/** A request whose body comes an octet at a time, as a client may choose by chunked encoding. */
function octetByOctet(text: string): Context {
	const octets = new TextEncoder().encode(text);
	let at = 0;
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			if (at === octets.length) controller.close();
			else controller.enqueue(octets.subarray(at, ++at));
		},
	});
	return { req: { raw: { body }, header: () => undefined } } as unknown as Context;
}

test("a body that comes octet by octet is kept in pieces of some size", async () => {
	const text = JSON.stringify({ text: "é".repeat(20_000) });
	let pieces = 0;
	const lease: BodyLease = {
		take() {
			pieces++;
			return true;
		},
		end() {},
	};
	const limit = { bytes: 1_000_000, refused: () => assert.fail("it is small enough") };
	assert.equal(await readWithin(octetByOctet(text), limit, lease), text);
	assert.ok(pieces <= 1 + Buffer.byteLength(text) / 16_384, `${pieces} pieces`);
});
