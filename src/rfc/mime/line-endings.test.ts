import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { LineEndings } from "./line-endings.ts";

const mended = (pieces: readonly string[]): string => {
	const endings = new LineEndings();
	return pieces.map((piece) => endings.write(Buffer.from(piece)).toString()).join("");
};

test("a bare LF becomes CRLF wherever pieces are cut, and nothing else changes", () => {
	const octet = fc.constantFrom("\r", "\n", "a", ".");
	fc.assert(
		fc.property(fc.array(fc.array(octet).map((all) => all.join(""))), (pieces) => {
			assert.equal(mended(pieces), pieces.join("").replace(/(?<!\r)\n/g, "\r\n"));
		}),
	);
});

test("content that is right already is not copied", () => {
	const chunk = Buffer.from("a\r\nb\r\n");
	assert.equal(new LineEndings().write(chunk), chunk);
});
