import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { Base64Encoder, QuotedPrintableEncoder } from "./encoders.ts";
import { decoderFor } from "./transfer-encoding.ts";

test("quoted-printable and base64 decode to what was encoded, in lines of 76", () => {
	const octets = fc.oneof(
		fc.uint8Array({ maxLength: 400 }),
		fc
			.array(fc.constantFrom(" ", "\t", "\r\n", "\r", "\n", "=", ".", "é", "a"), { maxLength: 200 })
			.map((parts) => Buffer.from(parts.join(""))),
	);
	fc.assert(
		fc.property(octets, fc.integer({ min: 1, max: 99 }), (given, size) => {
			const original = Buffer.from(given);
			for (const [name, encoder] of [
				["quoted-printable", new QuotedPrintableEncoder()],
				["base64", new Base64Encoder()],
			] as const) {
				const out: Buffer[] = [];
				for (let at = 0; at < original.length; at += size)
					out.push(encoder.write(original.subarray(at, at + size)));
				const encoded = Buffer.concat([...out, encoder.end()]);
				const decoder = decoderFor(name)!;
				assert.deepEqual(Buffer.concat([decoder.write(encoded), decoder.end()]), original);
				assert.doesNotMatch(encoded.toString("latin1"), /[^\r\n]{77}/);
				assert.doesNotMatch(encoded.toString("latin1"), /[^\t\r\n -~]|[ \t](\r\n|$)|\r(?!\n)|(?<!\r)\n/);
			}
		}),
		{ numRuns: fuzzRuns(100) },
	);
});
